import type { Database } from '@chitieu/persistence';
import type { Emitted } from './recording-log.js';

/** A message as it left the product, about a group of alerts. */
export interface LeftMessage {
  /** Of an e-mail, the recipient; '': the webhook of the settings. */
  to: string;
  at: Date;
  reason: string;
  /** Codes of the units whose alerts it is about. */
  units: string[];
  text: string;
}

export async function whatLeft(database: Database): Promise<LeftMessage[]> {
  const rows = await database.query<{ recipient: string; created_at: Date; reason: string; units: string[]; text: string }>(
    `SELECT d.recipient, d.created_at, d.reason, coalesce(d.body->>'subject', d.body->'commonAnnotations'->>'summary') AS text,
            ARRAY(SELECT a.unit FROM unnest(d.alerts) WITH ORDINALITY AS n(id, place) JOIN alerting.alert a USING (id) ORDER BY place) AS units
       FROM alerting.delivery d WHERE d.channel <> 'in-app' ORDER BY d.created_at, d.recipient, d.id`,
  );
  return rows.map(({ recipient: to, created_at: at, ...row }) => ({ to, at, ...row }));
}

/** What people were told of each alert in the story, with the alert as it was then. */
export async function whatWasSent(database: Database, emitted: readonly Emitted[]): Promise<Emitted[]> {
  const rows = await database.query<{ alert_id: string; created_at: Date }>(
    `SELECT DISTINCT alert_id, created_at FROM alerting.delivery WHERE alert_id IS NOT NULL ORDER BY created_at, alert_id`,
  );
  return rows.flatMap(({ alert_id, created_at }) => {
    const known = emitted.filter(({ at, alert }) => alert.id === alert_id && at <= created_at).at(-1);
    return known ? [{ at: created_at, alert: known.alert }] : [];
  });
}
