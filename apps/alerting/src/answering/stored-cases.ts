import type { AlertCaseOnWire } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';

/** Nobody has done anything with it. */
export const UNTOUCHED: AlertCaseOnWire = { assigned: null, silenced: null, explanation: null };

export async function saveCase(tx: Tx, id: string, people: AlertCaseOnWire, lookedOn: string | null): Promise<void> {
  await tx.query(
    `INSERT INTO alerting.alert_case (alert_id, body, state, due_on, looked_on) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (alert_id) DO UPDATE SET (body, state, due_on, looked_on)
       = (excluded.body, excluded.state, excluded.due_on, excluded.looked_on)`,
    [id, JSON.stringify(people), people.explanation?.state ?? null, people.explanation?.dueOn ?? null, lookedOn],
  );
}

export async function casesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, AlertCaseOnWire>> {
  const rows = await tx.query<{ alert_id: string; body: AlertCaseOnWire }>(
    { name: 'case-of-alerts', text: 'SELECT alert_id, body FROM alerting.alert_case WHERE alert_id = ANY($1::uuid[])' },
    [ids],
  );
  return new Map(rows.map(({ alert_id, body }) => [alert_id, body]));
}
