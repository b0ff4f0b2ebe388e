import { createHmac } from 'node:crypto';
import type { JobHandler } from '@chitieu/jobs';
import type { AlertingTables } from '@chitieu/persistence';
import { failpoint, type Clock } from '@chitieu/runtime';
import { deliveriesTotal } from '../alert-metrics.js';

export const DELIVERIES = 'deliveries';
/** Eight attempts, 1 s doubling: the last a good two minutes after the first. */
export const ATTEMPTS = 8;
export const BACKOFF_MS = 1_000;
const ANSWER_WITHIN_MS = 5_000;

export interface Webhook {
  url: string;
  secret: string | undefined;
}

export type DeliveryOutcome = 'sent' | 'gone' | 'retry' | 'failed';

/** Posts a delivery. Throws to be called again; what the receiver refuses for good is failed at once. */
export function deliverByWebhook(tables: AlertingTables, clock: Clock, webhook: Webhook): JobHandler<{ deliveryId: string }> {
  const run = async ({ deliveryId }: { deliveryId: string }, attempt: number): Promise<void> => {
    const delivery = await tables.delivery.findUnique({ where: { id: deliveryId } });
    if (delivery?.state !== 'queued') return count('gone');
    const error = await post(webhook, deliveryId, JSON.stringify(delivery.body));
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
  return { concurrency: 4, run };
}

const count = (outcome: DeliveryOutcome): void => deliveriesTotal.inc({ channel: 'webhook', outcome });

function outcomeOf(error: DeliveryError | null, attempt: number): 'sent' | 'retry' | 'failed' {
  if (error === null) return 'sent';
  return error.forGood || attempt >= ATTEMPTS ? 'failed' : 'retry';
}

class DeliveryError extends Error {
  constructor(
    message: string,
    readonly forGood: boolean,
  ) {
    super(message);
  }
}

async function post({ url, secret }: Webhook, deliveryId: string, body: string): Promise<DeliveryError | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-chitieu-delivery': deliveryId,
        ...(secret && { 'x-chitieu-signature': signatureOf(body, secret) }),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    await response.body?.cancel();
    return response.ok ? null : new DeliveryError(`the receiver answered ${response.status}`, isForGood(response.status));
  } catch (error) {
    return new DeliveryError(whyItFailed(error), false);
  }
}

export const signatureOf = (body: string, secret: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** 408 and 429 ask to come again; a redirect is not followed, since it would send the signature elsewhere. */
const isForGood = (status: number): boolean => status >= 300 && status < 500 && status !== 408 && status !== 429;

function whyItFailed(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string } };
  if (name === 'TimeoutError') return `no answer within ${ANSWER_WITHIN_MS} ms`;
  return cause?.code ?? message;
}
