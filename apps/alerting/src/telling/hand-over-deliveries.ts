import type { Jobs } from '@chitieu/jobs';
import type { AlertingTables } from '@chitieu/persistence';
import { ATTEMPTS, BACKOFF_MS, QUEUES, type Channel } from './deliver.js';

const AT_ONCE = 1_000;
const FORGET_AFTER_MS = 60_000;

/**
 * Gives each queued delivery its job, and once a minute again: a queue that was emptied is filled from the table, which
 * is the truth. The job id makes a second handing over nothing; sent again by hand, it is another job.
 */
export class HandOverDeliveries {
  private handedOver = new Set<string>();
  private since = 0;

  constructor(
    private readonly tables: AlertingTables,
    private readonly jobs: Jobs,
    /** Those that this product can send by. */
    private readonly channels: readonly Channel[],
    private readonly backoffMs = BACKOFF_MS,
  ) {}

  async run(now: Date): Promise<number> {
    if (this.channels.length === 0) return 0;
    if (Math.abs(now.getTime() - this.since) >= FORGET_AFTER_MS) {
      this.handedOver = new Set();
      this.since = now.getTime();
    }
    const waiting = await this.waiting();
    for (const { id, jobId, channel } of waiting) {
      await this.jobs.add(QUEUES[channel], jobId, { deliveryId: id }, { attempts: ATTEMPTS, backoffMs: this.backoffMs });
      this.handedOver.add(jobId);
    }
    return waiting.length;
  }

  private async waiting(): Promise<{ id: string; jobId: string; channel: Channel }[]> {
    const queued = await this.tables.delivery.findMany({
      where: { state: 'queued', channel: { in: [...this.channels] } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: AT_ONCE,
      select: { id: true, resends: true, channel: true },
    });
    return queued
      .map(({ id, resends, channel }) => ({
        id,
        jobId: resends === 0 ? id : `${id}-${resends}`,
        channel: channel as Channel,
      }))
      .filter(({ jobId }) => !this.handedOver.has(jobId));
  }
}
