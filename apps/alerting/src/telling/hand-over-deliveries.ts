import type { Jobs } from '@chitieu/jobs';
import type { Database } from '@chitieu/persistence';
import { ATTEMPTS, BACKOFF_MS, DELIVERIES } from './deliver-by-webhook.js';
import { queuedDeliveries } from './deliveries.js';

const AT_ONCE = 1_000;
const FORGET_AFTER_MS = 60_000;

/**
 * Gives each queued delivery its job, and once a minute again: a queue that was emptied is filled from the table, which
 * is the truth. The job id makes a second handing over nothing.
 */
export class HandOverDeliveries {
  private handedOver = new Set<string>();
  private since = 0;

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly backoffMs = BACKOFF_MS,
  ) {}

  async run(now: Date): Promise<number> {
    if (Math.abs(now.getTime() - this.since) >= FORGET_AFTER_MS) {
      this.handedOver = new Set();
      this.since = now.getTime();
    }
    const waiting = (await queuedDeliveries(this.database, AT_ONCE)).filter((id) => !this.handedOver.has(id));
    for (const id of waiting) {
      await this.jobs.add(DELIVERIES, id, { deliveryId: id }, { attempts: ATTEMPTS, backoffMs: this.backoffMs });
      this.handedOver.add(id);
    }
    return waiting.length;
  }
}
