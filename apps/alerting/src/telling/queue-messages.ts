import { createHash, randomUUID } from 'node:crypto';
import type { GroupReason } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { loadRecipients } from '../routing/recipient-versions.js';
import { loadRoutes } from '../routing/routes-versions.js';
import type { Channels } from './channels.js';
import { copiesFor, type Copy } from './copies-for.js';
import type { EmailBody } from './deliver-by-email.js';
import { groupMessage } from './group-message.js';
import type { MessageGroup } from './message-groups.js';
import { idsOf, type Parts } from './parts-of-group.js';
import { webhookBody } from './webhook-body.js';
import { writtenMessage } from './written-message.js';

/** One that cannot leave is kept as failed, to be seen and sent again once it can. */
export const NO_MAIL_SERVER = 'no mail server: set CHITIEU_SMTP_URL and CHITIEU_SMTP_FROM, then send it again';

interface Outgoing {
  channel: 'webhook' | 'email';
  recipient: string;
  body: object;
  fault: string | null;
}

/** To the webhook of the settings the whole group, to each recipient what routes bring there. */
export async function queueMessages(
  tx: Tx,
  channels: Channels,
  group: MessageGroup,
  { firing, ended }: Parts,
  reason: GroupReason,
  now: Date,
): Promise<void> {
  if (channels.webhook) {
    const body = webhookBody(group, await groupMessage(tx, group, firing, ended), firing, ended);
    await insert(tx, group, { firing, ended }, { channel: 'webhook', recipient: '', body, fault: null }, reason, now);
  }
  const routes = await loadRoutes(tx);
  if (routes.length === 0) return;
  for (const copy of copiesFor({ firing, ended }, routes, await loadRecipients(tx), group.told, reason)) {
    const fault = channels.mail ? null : NO_MAIL_SERVER;
    await insert(
      tx,
      group,
      copy,
      { channel: 'email', recipient: copy.to.id, body: await emailBody(tx, group, copy), fault },
      reason,
      now,
    );
  }
}

async function emailBody(tx: Tx, group: MessageGroup, { to, firing, ended }: Copy): Promise<EmailBody> {
  const { name, email, language } = to.recipient;
  return { to: { name, address: email }, ...writtenMessage(await groupMessage(tx, group, firing, ended), language) };
}

async function insert(
  tx: Tx,
  { id }: MessageGroup,
  { firing, ended }: Omit<Parts, 'silent'>,
  { channel, recipient, body, fault }: Outgoing,
  reason: GroupReason,
  now: Date,
): Promise<void> {
  // What is said of which alerts, on which day: a week later the same is another message.
  const said = JSON.stringify([id, idsOf(firing), idsOf(ended), now.toISOString().slice(0, 10)]);
  await tx.query(
    `INSERT INTO alerting.delivery (id, group_id, channel, recipient, reason, alerts, content_hash, body, state, last_error, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (group_id, channel, recipient, content_hash) DO NOTHING`,
    [
      ...[randomUUID(), id, channel, recipient, reason, [...idsOf(firing), ...idsOf(ended)]],
      ...[createHash('sha256').update(said).digest('hex'), JSON.stringify(body)],
      ...[fault === null ? 'queued' : 'failed', fault, now.toISOString()],
    ],
  );
}
