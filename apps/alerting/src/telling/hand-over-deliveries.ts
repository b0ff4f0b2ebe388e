import type { Jobs } from '@chitieu/jobs';
import type { AlertingTables } from '@chitieu/persistence';
import { ATTEMPTS, BACKOFF_MS, DELIVERIES } from './deliver-by-webhook.js';

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
    private readonly backoffMs = BACKOFF_MS,
  ) {}

  async run(now: Date): Promise<number> {
    if (Math.abs(now.getTime() - this.since) >= FORGET_AFTER_MS) {
      this.handedOver = new Set();
      this.since = now.getTime();
    }
    const waiting = await this.waiting();
    for (const { id, jobId } of waiting) {
      await this.jobs.add(DELIVERIES, jobId, { deliveryId: id }, { attempts: ATTEMPTS, backoffMs: this.backoffMs });
      this.handedOver.add(jobId);
    }
    return waiting.length;
  }

  private async waiting(): Promise<{ id: string; jobId: string }[]> {
    const queued = await this.tables.delivery.findMany({
      where: { state: 'queued' },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: AT_ONCE,
      select: { id: true, resends: true },
    });
    return queued
      .map(({ id, resends }) => ({ id, jobId: resends === 0 ? id : `${id}-${resends}` }))
      .filter(({ jobId }) => !this.handedOver.has(jobId));
  }
}
