import type { AlertCaseOnWire, AlertOnWire } from '@chitieu/contracts';
import type { EventLog } from '@chitieu/messaging';
import type { Tx } from '@chitieu/persistence';
import type { AlertBody } from '../judging/alert-on-wire.js';
import { appendAlerts } from '../tell-changes.js';
import { withNotifications } from '../telling/notifications.js';
import { keepHistory } from './alert-history.js';
import { casesOf, saveCase, UNTOUCHED } from './stored-cases.js';

export interface HeldAlert {
  body: AlertBody;
  people: AlertCaseOnWire;
}

/** What somebody did: how the alert stands after it, and the line of its history. */
export interface CaseChange {
  people?: AlertCaseOnWire;
  acknowledged?: AlertOnWire['acknowledged'];
  by: string;
  what: string;
  reason: string;
  /** The day in Việt Nam on which its escalation was considered. */
  lookedOn?: string;
}

/**
 * One change by people, with its history and its message, in one transaction. The observation's row is locked first, as
 * every judge does, so that no decision is written over it. `step` answers null where nothing changes; null: no such alert.
 */
export async function changeCase(
  tx: Tx,
  log: EventLog,
  id: string,
  now: Date,
  step: (held: HeldAlert) => CaseChange | null,
): Promise<AlertOnWire | null> {
  const held = await lockAlert(tx, id);
  if (!held) return null;
  const change = step(held);
  if (!change) return (await withNotifications(tx, [held.body]))[0]!;
  const { people, acknowledged = held.body.acknowledged, by, what, reason } = change;
  const body: AlertBody = { ...held.body, acknowledged, ver: held.body.ver + 1 };
  await tx.query('UPDATE alerting.alert SET acknowledged = $2, body = $3, ver = $4 WHERE id = $1', [
    id,
    JSON.stringify(acknowledged),
    JSON.stringify(body),
    body.ver,
  ]);
  if (people) await saveCase(tx, id, people, change.lookedOn ?? null);
  await keepHistory(tx, [{ alert: id, at: now.toISOString(), by, what, reason }]);
  const [told] = await appendAlerts(tx, log, [body]);
  return told!;
}

async function lockAlert(tx: Tx, id: string): Promise<HeldAlert | null> {
  await tx.query(
    `SELECT FROM alerting.observation o JOIN alerting.alert a ON a.unit = o.unit AND a.period = o.period
      WHERE a.id = $1 ORDER BY o.unit, o.period, o.metric_group FOR UPDATE OF o`,
    [id],
  );
  const [row] = await tx.query<{ body: AlertBody }>('SELECT body FROM alerting.alert WHERE id = $1 FOR UPDATE', [id]);
  if (!row) return null;
  return { body: row.body, people: (await casesOf(tx, [id])).get(id) ?? UNTOUCHED };
}
