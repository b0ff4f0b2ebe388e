import { createHmac } from 'node:crypto';
import type { JobHandler } from '@chitieu/jobs';
import type { AlertingTables } from '@chitieu/persistence';
import type { Clock } from '@chitieu/runtime';
import { deliver, DeliveryError, type Delivery } from './deliver.js';

const ANSWER_WITHIN_MS = 5_000;

export interface Webhook {
  url: string;
  secret: string | undefined;
}

export const deliverByWebhook = (tables: AlertingTables, clock: Clock, webhook: Webhook): JobHandler<Delivery> => ({
  concurrency: 4,
  run: deliver('webhook', tables, clock, ({ id, body }) => post(webhook, id, JSON.stringify(body))),
});

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
