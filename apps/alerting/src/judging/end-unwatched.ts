import { endUnwatched as decideEnd, hasIndicators, type Level } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { ENDINGS } from './alert-message.js';
import type { StoredRule } from './alert-rules.js';
import { isWatched } from './alert-subjects.js';
import type { ChangedAlert, Judged } from './judge-observations.js';
import { IS_OPEN, memoryOf, saveAlerts, type AlertRow } from './stored-alerts.js';

/** Open alerts of rules that were switched off, or that watch something else by now: nobody would ever end them. */
export async function endUnwatched(tx: Tx, rules: readonly StoredRule[], now: Date): Promise<Judged> {
  const open = await tx.query<{ id: string; rule: string; indicator: string; period: string; level: Level }>(
    `SELECT id, rule, indicator, period, body->'orgUnit'->>'level' AS level FROM alerting.alert
      WHERE ${IS_OPEN}`,
  );
  const byId = new Map(rules.map((stored) => [stored.id, stored]));
  const unwatched = open.filter(({ rule, ...alert }) => !watches(byId.get(rule), alert)).map(({ id }) => id);
  if (unwatched.length === 0) return { changed: [], reasons: [] };
  const changed = (await lock(tx, unwatched)).map((row) => ended(row, now));
  await saveAlerts(tx, changed);
  return { changed, reasons: changed.map(({ key, memory }) => ({ rule: key.rule, reason: memory.reason })) };
}

function watches(stored: StoredRule | undefined, alert: { indicator: string; period: string; level: Level }): boolean {
  if (!stored?.enabled) return false;
  const { rule } = stored;
  if (hasIndicators(rule) && !rule.indicators.includes(alert.indicator)) return false;
  return 'levels' in rule ? isWatched(alert, [stored]) : true;
}

/** Observations first, as every judge does. */
async function lock(tx: Tx, ids: string[]): Promise<AlertRow[]> {
  await tx.query(
    `SELECT FROM alerting.observation WHERE (unit, period) IN (SELECT unit, period FROM alerting.alert WHERE id = ANY($1::uuid[]))
      ORDER BY unit, period, metric_group FOR UPDATE`,
    [ids],
  );
  return tx.query<AlertRow>(
    `SELECT rule, indicator, dimension, unit, period, id, ver, acknowledged, recovering_at, body FROM alerting.alert
      WHERE id = ANY($1::uuid[]) AND ${IS_OPEN} ORDER BY id FOR UPDATE`,
    [ids],
  );
}

function ended(row: AlertRow, now: Date): ChangedAlert {
  const { rule, indicator, dimension, unit, period, body } = row;
  const { next, reason } = decideEnd(memoryOf(row), now.toISOString());
  const memory = next!;
  const end = ENDINGS[reason]!;
  return {
    key: { rule, indicator, dimension, unit, period },
    memory,
    decided: reason,
    body: {
      ...body,
      ...{ state: memory.state, reason, resolvedAt: memory.resolvedAt, ver: row.ver + 1 },
      message: { vi: `${body.message.vi} ${end.vi}`, en: `${body.message.en} ${end.en}` },
    },
  };
}
