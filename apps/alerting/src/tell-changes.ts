import type { EventLog } from '@chitieu/messaging';
import type { Tx } from '@chitieu/persistence';
import type { AlertOnWire, HistoryEntry } from '@chitieu/contracts';
import { decisionsTotal } from './alert-metrics.js';
import { keepHistory, THE_PRODUCT } from './answering/alert-history.js';
import type { AlertBody } from './judging/alert-on-wire.js';
import type { ChangedAlert, Judged } from './judging/judge-observations.js';
import { markNew } from './silencing/mark-new.js';
import { tellAlerts } from './telling/tell-alerts.js';
import { withNotifications } from './telling/notifications.js';

/** Messages, deliveries and history of what was decided, in the transaction that decided it. */
export async function tellChanges(tx: Tx, log: EventLog, judged: Judged, now: Date): Promise<void> {
  for (const { rule, reason } of judged.reasons) decisionsTotal.inc({ rule, reason });
  const bodies = judged.changed.map(({ body }) => body);
  const silent = await markNew(tx, bodies, now);
  await tellAlerts(
    tx,
    judged.changed.filter(({ body }) => !silent.has(body.id)),
    now,
  );
  await keepHistory(
    tx,
    judged.changed.flatMap((one) => decidedEntry(one, now) ?? []),
  );
  await appendAlerts(tx, log, bodies);
}

/** Figures that moved are not an event of its history. */
const decidedEntry = ({ body, decided }: ChangedAlert, now: Date): (HistoryEntry & { alert: string }) | null =>
  decided && { alert: body.id, at: now.toISOString(), by: THE_PRODUCT, what: body.state, reason: decided };

export async function appendAlerts(tx: Tx, log: EventLog, bodies: AlertBody[]): Promise<AlertOnWire[]> {
  const alerts = await withNotifications(tx, bodies);
  if (alerts.length === 0) return [];
  await log.append(
    tx,
    alerts.map((alert) => ({
      type: 'alert.changed.v1',
      subject: `alert:${alert.id}`,
      key: alert.orgUnit.code,
      rev: alert.ver,
      data: { alert: { ...alert } },
    })),
  );
  return alerts;
}
