import { randomUUID } from 'node:crypto';
import type { AlertRecipientOnWire } from '@chitieu/contracts';
import { digestPeriod, type DigestPeriod } from '@chitieu/domain';
import type { Database, Tx } from '@chitieu/persistence';
import { loadRecipients } from '../routing/recipient-versions.js';
import type { Channels } from './channels.js';
import type { EmailBody } from './deliver-by-email.js';
import { digestFor } from './digest-for.js';
import { writtenMessage } from './written-message.js';

/** Between two looks at who is due a digest: they are about days. */
const LOOK_EVERY_MS = 60_000;

/** Digests of those who asked for them: one for each day that is due, whoever looks, since the row is unique. */
export class SendDigests {
  private lookedAt = 0;

  constructor(
    private readonly database: Database,
    private readonly channels: Channels,
  ) {}

  async run(now: Date): Promise<void> {
    if (!this.channels.mail || Math.abs(now.getTime() - this.lookedAt) < LOOK_EVERY_MS) return;
    this.lookedAt = now.getTime();
    for (const one of await loadRecipients(this.database)) {
      const { enabled, recipient } = one;
      const period = enabled && recipient.digest ? digestPeriod(recipient.digest, now.toISOString()) : null;
      if (period) await this.database.transaction((tx) => queueDigest(tx, one, period, now));
    }
  }
}

async function queueDigest(tx: Tx, { id, recipient }: AlertRecipientOnWire, period: DigestPeriod, now: Date): Promise<void> {
  const [sent] = await tx.query(`SELECT FROM alerting.delivery WHERE recipient = $1 AND digest_on = $2`, [id, period.day]);
  if (sent) return;
  const { message, alerts } = await digestFor(tx, recipient.unit, period);
  if (alerts.length === 0) return;
  const body: EmailBody = {
    to: { name: recipient.name, address: recipient.email },
    ...writtenMessage(message, recipient.language),
  };
  await tx.query(
    `INSERT INTO alerting.delivery (id, channel, recipient, reason, alerts, content_hash, body, state, digest_on, created_at)
     VALUES ($1, 'email', $2, 'digest', $3, $4, $5, 'queued', $7, $6)
     ON CONFLICT (recipient, digest_on) WHERE digest_on IS NOT NULL DO NOTHING`,
    [randomUUID(), id, alerts, period.day, JSON.stringify(body), now.toISOString(), period.day],
  );
}
