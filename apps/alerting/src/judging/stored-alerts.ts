import { lastDay, OPEN_ALERT_STATES, type AlertMemory } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { dayInVietnam } from '@chitieu/runtime';
import type { AlertBody } from './alert-on-wire.js';
import type { AlertKey } from './alert-subjects.js';

/** The latest episode of one key. */
export interface StoredAlert {
  id: string;
  ver: number;
  acknowledged: AlertBody['acknowledged'];
  memory: AlertMemory;
  body: AlertBody;
}

export const keyText = ({ rule, indicator, dimension, unit, period }: AlertKey): string =>
  [rule, indicator, dimension, unit, period].join('|');

/** Of a row of `alerting.alert`, for a condition; with the table's name in front where there are several. */
export const IS_OPEN = `state IN (${OPEN_ALERT_STATES.map((state) => `'${state}'`).join(', ')})`;

export interface AlertRow extends AlertKey {
  id: string;
  ver: number;
  acknowledged: AlertBody['acknowledged'];
  recovering_at: Date | null;
  body: AlertBody;
}

export async function loadLatest(tx: Tx, keys: AlertKey[]): Promise<Map<string, StoredAlert>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.query<AlertRow>(
    {
      name: 'alert-latest',
      text: `SELECT DISTINCT ON (rule, indicator, dimension, unit, period)
                    rule, indicator, dimension, unit, period, id, ver, acknowledged, recovering_at, body
               FROM alerting.alert
               JOIN jsonb_to_recordset($1::jsonb) AS k(rule text, indicator text, dimension text, unit text, period text)
              USING (rule, indicator, dimension, unit, period)
              ORDER BY rule, indicator, dimension, unit, period, episode DESC`,
    },
    [JSON.stringify(keys)],
  );
  return new Map(rows.map((row) => [keyText(row), { ...row, memory: memoryOf(row) }]));
}

export function memoryOf({ body, recovering_at }: AlertRow): AlertMemory {
  const { state, reason, episode, startedAt, firedAt, resolvedAt } = body;
  return {
    state,
    reason: reason as AlertMemory['reason'],
    episode,
    startedAt,
    firedAt,
    recoveringAt: recovering_at?.toISOString() ?? null,
    resolvedAt,
    startedAfterClose: dayInVietnam(new Date(startedAt)) > lastDay(body.period),
  };
}

export interface AlertToSave {
  key: AlertKey;
  memory: AlertMemory;
  body: AlertBody;
}

export async function saveAlerts(tx: Tx, alerts: AlertToSave[]): Promise<void> {
  if (alerts.length === 0) return;
  await tx.query(
    {
      name: 'alert-save',
      text: `INSERT INTO alerting.alert (id, rule, indicator, dimension, unit, period, episode, state, reason, severity,
                                         started_at, fired_at, recovering_at, resolved_at, acknowledged, body, ver)
             SELECT id, rule, indicator, dimension, unit, period, episode, state, reason, severity,
                    started_at, fired_at, recovering_at, resolved_at, acknowledged, body, ver
               FROM jsonb_populate_recordset(NULL::alerting.alert, $1::jsonb)
             ON CONFLICT (id) DO UPDATE
                SET (state, reason, severity, started_at, fired_at, recovering_at, resolved_at, acknowledged, body, ver)
                  = (excluded.state, excluded.reason, excluded.severity, excluded.started_at, excluded.fired_at,
                     excluded.recovering_at, excluded.resolved_at, excluded.acknowledged, excluded.body, excluded.ver)`,
    },
    [JSON.stringify(alerts.map(rowOf))],
  );
}

const rowOf = ({ key, memory, body }: AlertToSave): object => ({
  ...key,
  id: body.id,
  episode: memory.episode,
  state: memory.state,
  reason: memory.reason,
  severity: body.severity,
  started_at: memory.startedAt,
  fired_at: memory.firedAt,
  recovering_at: memory.recoveringAt,
  resolved_at: memory.resolvedAt,
  acknowledged: body.acknowledged,
  body,
  ver: body.ver,
});
