import type { AlertingTables } from '@chitieu/persistence';
import { failpoint, type Clock } from '@chitieu/runtime';
import { deliveriesTotal } from '../alert-metrics.js';

export type Channel = 'webhook' | 'email';
/** One for each channel: a mail server that hangs keeps no webhook waiting. */
export const QUEUES: Readonly<Record<Channel, string>> = { webhook: 'deliveries', email: 'deliveries-by-email' };
/** Eight attempts, 1 s doubling: the last a good two minutes after the first. */
export const ATTEMPTS = 8;
export const BACKOFF_MS = 1_000;

export interface Delivery {
  deliveryId: string;
}

export class DeliveryError extends Error {
  constructor(
    message: string,
    readonly forGood: boolean,
  ) {
    super(message);
  }
}

export type DeliveryOutcome = 'sent' | 'gone' | 'retry' | 'failed';
/** Null: it arrived. */
type Send = (delivery: { id: string; body: unknown }) => Promise<DeliveryError | null>;

/** Sends a delivery that waits, and writes down how it ended. Throws to be called again; what is refused for good is failed at once. */
export const deliver =
  (channel: Channel, tables: AlertingTables, clock: Clock, send: Send) =>
  async ({ deliveryId }: Delivery, attempt: number): Promise<void> => {
    const count = (outcome: DeliveryOutcome): void => deliveriesTotal.inc({ channel, outcome });
    const delivery = await tables.delivery.findUnique({ where: { id: deliveryId } });
    if (delivery?.state !== 'queued') return count('gone');
    const error = await send({ id: deliveryId, body: delivery.body });
    failpoint('mid-delivery');
    const outcome = outcomeOf(error, attempt);
    const state = outcome === 'retry' ? 'queued' : outcome;
    await tables.delivery.update({
      where: { id: deliveryId },
      data: {
        state,
        attempts: { increment: 1 },
        lastError: error?.message ?? null,
        sentAt: outcome === 'sent' ? clock.now() : null,
      },
    });
    count(outcome);
    if (outcome === 'retry') throw error!;
  };

function outcomeOf(error: DeliveryError | null, attempt: number): 'sent' | 'retry' | 'failed' {
  if (error === null) return 'sent';
  return error.forGood || attempt >= ATTEMPTS ? 'failed' : 'retry';
}
