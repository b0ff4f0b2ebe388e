import { ALERT_STATES } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { counter, gauge } from '@chitieu/runtime';

export const alertsGauge = gauge('chitieu_alerts', 'Alerts by state', ['state']);
export const decisionsTotal = counter('chitieu_alert_decisions_total', 'Decisions by rule and reason', ['rule', 'reason']);
export const deliveriesTotal = counter('chitieu_deliveries_total', 'Attempts to tell somebody, by outcome', [
  'channel',
  'outcome',
]);

export const groupsDecidedTotal = counter(
  'chitieu_alert_groups_decided_total',
  'Decisions whether a group of alerts is told, by reason',
  ['reason'],
);

export async function countAlerts(tx: Tx): Promise<void> {
  const rows = await tx.query<{ state: string; alerts: string }>({
    name: 'alert-count',
    text: 'SELECT state, count(*) AS alerts FROM alerting.alert GROUP BY state',
  });
  for (const state of ALERT_STATES) alertsGauge.set({ state }, Number(rows.find((row) => row.state === state)?.alerts ?? 0));
}
