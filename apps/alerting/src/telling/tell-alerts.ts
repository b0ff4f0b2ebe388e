import { createHash, randomUUID } from 'node:crypto';
import type { Tx } from '@chitieu/persistence';
import type { AlertBody } from '../judging/alert-on-wire.js';
import type { ChangedAlert } from '../judging/judge-observations.js';
import { decideNotification } from './decide-notification.js';
import { noteGroups } from './message-groups.js';

/** What was decided of it is what is told. */
export type Told = Pick<ChangedAlert, 'body' | 'decided'>;
/**
 * In-app, the row is the message: one for each alert to tell and content, in the transaction that decided it. What leaves the product waits
 * for the others of its group.
 */
export async function tellAlerts(tx: Tx, changed: readonly Told[], now: Date): Promise<void> {
  const told = changed.filter(({ body, decided }) => decideNotification(body, decided).tell).map(({ body }) => body);
  if (told.length === 0) return;
  await tx.query(
    {
      name: 'delivery-in-app',
      text: `INSERT INTO alerting.delivery (id, alert_id, channel, content_hash, body, state, created_at, sent_at)
             SELECT id, alert_id, channel, content_hash, body, state, created_at, sent_at
               FROM jsonb_populate_recordset(NULL::alerting.delivery, $1::jsonb)
             ON CONFLICT (alert_id, channel, content_hash) DO NOTHING`,
    },
    [JSON.stringify(told.map((body) => inApp(body, now)))],
  );
  await noteGroups(tx, told, now);
}

const inApp = (body: AlertBody, now: Date): object => ({
  ...{ id: randomUUID(), alert_id: body.id, channel: 'in-app', content_hash: contentHash(body), body: { message: body.message } },
  ...{ state: 'sent', created_at: now.toISOString(), sent_at: now.toISOString() },
});

/** What is said, not how: figures that move between two decisions are not another message. */
const contentHash = ({ id, state, reason, startedAt, firedAt, resolvedAt }: AlertBody): string =>
  createHash('sha256')
    .update(JSON.stringify([id, state, reason, startedAt, firedAt, resolvedAt]))
    .digest('hex');
