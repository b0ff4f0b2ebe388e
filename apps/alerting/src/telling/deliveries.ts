import { createHash, randomUUID } from 'node:crypto';
import type { AlertOnWire } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';
import type { ChangedAlert } from '../judging/judge-observations.js';
import { decideNotification } from './decide-notification.js';
import { webhookBody } from './webhook-body.js';

/** What was decided of it is what is told. */
export type Told = Pick<ChangedAlert, 'body' | 'decided'>;
export type Channel = 'in-app' | 'webhook';

/** One row for each alert to tell, channel and content, in the transaction that decided it. In-app, the row is the message. */
export async function queueDeliveries(tx: Tx, changed: readonly Told[], channels: readonly Channel[], now: Date): Promise<void> {
  const rows = changed
    .filter(({ body, decided }) => decideNotification(body, decided).tell)
    .flatMap((alert) => channels.map((channel) => deliveryOf(alert, channel, now)));
  if (rows.length === 0) return;
  await tx.query(
    {
      name: 'delivery-queue',
      text: `INSERT INTO alerting.delivery (id, alert_id, channel, content_hash, body, state, created_at, sent_at)
             SELECT id, alert_id, channel, content_hash, body, state, created_at, sent_at
               FROM jsonb_populate_recordset(NULL::alerting.delivery, $1::jsonb)
             ON CONFLICT (alert_id, channel, content_hash) DO NOTHING`,
    },
    [JSON.stringify(rows)],
  );
}

function deliveryOf({ body }: Told, channel: Channel, now: Date): object {
  const inApp = channel === 'in-app';
  return {
    id: randomUUID(),
    alert_id: body.id,
    channel,
    content_hash: contentHash(body),
    body: inApp ? { message: body.message } : webhookBody(body),
    state: inApp ? 'sent' : 'queued',
    created_at: now.toISOString(),
    sent_at: inApp ? now.toISOString() : null,
  };
}

/** What is said, not how: figures that move between two decisions are not another message. */
const contentHash = ({ id, state, reason, startedAt, firedAt, resolvedAt }: Omit<AlertOnWire, 'notifications'>): string =>
  createHash('sha256')
    .update(JSON.stringify([id, state, reason, startedAt, firedAt, resolvedAt]))
    .digest('hex');
