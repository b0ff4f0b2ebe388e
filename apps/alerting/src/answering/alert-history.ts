import type { HistoryEntry } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';

export const THE_PRODUCT = 'chitieu';

/** Appended in the transaction of what it says; never changed. */
export async function keepHistory(tx: Tx, entries: readonly (HistoryEntry & { alert: string })[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.query(
    {
      name: 'history-append',
      text: `INSERT INTO alerting.alert_history (alert_id, at, by, what, reason)
             SELECT alert, at, by, what, reason
               FROM jsonb_to_recordset($1::jsonb) AS e(alert uuid, at timestamptz, by text, what text, reason text)`,
    },
    [JSON.stringify(entries)],
  );
}

/** Null: no such alert. */
export async function historyOf(tx: Tx, id: string): Promise<HistoryEntry[] | null> {
  const rows = await tx.query<{ at: Date; by: string; what: string; reason: string }>(
    'SELECT at, by, what, reason FROM alerting.alert_history WHERE alert_id = $1 ORDER BY n',
    [id],
  );
  if (rows.length > 0) return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  const known = await tx.query('SELECT FROM alerting.alert WHERE id = $1', [id]);
  return known.length > 0 ? [] : null;
}
