import type { Database } from '@chitieu/persistence';
import type { Emitted } from './recording-log.js';

/** What left for people in the story: each delivery with its alert as it was then. */
export async function whatWasSent(database: Database, emitted: readonly Emitted[]): Promise<Emitted[]> {
  const rows = await database.query<{ alert_id: string; created_at: Date }>(
    `SELECT DISTINCT alert_id, created_at FROM alerting.delivery ORDER BY created_at, alert_id`,
  );
  return rows.flatMap(({ alert_id, created_at }) => {
    const known = emitted.filter(({ at, alert }) => alert.id === alert_id && at <= created_at).at(-1);
    return known ? [{ at: created_at, alert: known.alert }] : [];
  });
}
