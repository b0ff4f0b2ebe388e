import { escalationDue, formatVietnameseDate } from '@chitieu/domain';
import type { EventLog } from '@chitieu/messaging';
import type { Database, Tx } from '@chitieu/persistence';
import { dayInVietnam } from '@chitieu/runtime';
import { IS_OPEN } from '../judging/stored-alerts.js';
import { tellInApp } from '../telling/tell-in-app.js';
import { changeCase, type CaseChange, type HeldAlert } from './alert-case.js';
import { THE_PRODUCT } from './alert-history.js';

const AT_ONCE = 200;

/** What time does to what people said: an acknowledgement ends, a question without a reply climbs. Each in its own transaction. */
export async function onTimePassed(database: Database, log: EventLog, now: Date): Promise<void> {
  for (const id of await lapsed(database, now)) {
    await database.transaction((tx) => changeCase(tx, log, id, now, (held) => lapse(held, now)));
  }
  for (const id of await overdue(database, now)) await database.transaction((tx) => escalate(tx, log, id, now));
}

const lapsed = async (tx: Tx, now: Date): Promise<string[]> =>
  idsOf(
    await tx.query<{ id: string }>(
      `SELECT id FROM alerting.alert
        WHERE acknowledged->>'until' <= $1 AND ${IS_OPEN} ORDER BY id LIMIT ${AT_ONCE}`,
      [now.toISOString()],
    ),
  );

function lapse({ body: { acknowledged } }: HeldAlert, now: Date): CaseChange | null {
  if (!acknowledged?.until || acknowledged.until > now.toISOString()) return null;
  return { acknowledged: null, by: THE_PRODUCT, what: 'acknowledgement-ended', reason: acknowledged.note };
}

/** Each question is considered once a day: the ladder moves by days. */
const overdue = async (tx: Tx, now: Date): Promise<string[]> =>
  idsOf(
    await tx.query<{ id: string }>(
      `SELECT alert_id AS id FROM alerting.alert_case
        WHERE state = 'asked' AND due_on < $1 AND looked_on IS DISTINCT FROM $1::date ORDER BY due_on, alert_id LIMIT ${AT_ONCE}`,
      [dayInVietnam(now)],
    ),
  );

async function escalate(tx: Tx, log: EventLog, id: string, now: Date): Promise<void> {
  const today = dayInVietnam(now);
  let to: string | null = null;
  const alert = await changeCase(tx, log, id, now, ({ people }) => {
    const { explanation } = people;
    to = explanation && escalationDue(explanation, today);
    if (!to) return null;
    const escalated = { ...people, explanation: { ...explanation!, escalatedTo: to } };
    return { people: escalated, by: THE_PRODUCT, what: 'escalated', reason: to, lookedOn: today };
  });
  if (!to || !alert)
    return void (await tx.query('UPDATE alerting.alert_case SET looked_on = $2 WHERE alert_id = $1', [id, today]));
  const { dueOn } = alert.explanation!;
  await tellInApp(tx, id, `escalated ${dueOn} ${String(to)}`, now, {
    vi: `${alert.orgUnit.name} chưa giải trình (hạn ${formatVietnameseDate(dueOn)}). ${alert.message.vi}`,
    en: `${alert.orgUnit.name} has not explained (due on ${dueOn}). ${alert.message.en}`,
  });
}

const idsOf = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);
