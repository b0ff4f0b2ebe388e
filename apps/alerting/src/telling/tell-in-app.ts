import { createHash, randomUUID } from 'node:crypto';
import type { Bilingual } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';

/** In-app, the row is the message; the same content of an alert is told once. */
export async function tellInApp(tx: Tx, alert: string, content: string, now: Date, message: Bilingual): Promise<void> {
  await tx.query(
    `INSERT INTO alerting.delivery (id, alert_id, channel, content_hash, body, state, created_at, sent_at)
     VALUES ($1, $2, 'in-app', $3, $4, 'sent', $5, $5) ON CONFLICT (alert_id, channel, content_hash) DO NOTHING`,
    [randomUUID(), alert, createHash('sha256').update(content).digest('hex'), JSON.stringify({ message }), now.toISOString()],
  );
}
