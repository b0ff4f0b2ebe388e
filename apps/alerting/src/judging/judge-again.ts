import { isWatching, lastDay, type AlertRule } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import type { StoredRule } from './alert-rules.js';
import { isSo, type Decided } from './muting.js';
import { IS_OPEN } from './stored-alerts.js';
import { keptOf, type Kept, type ObservationKey } from './observations.js';

export interface Asked {
  n: string;
  unit: string;
  period: string;
  below: boolean;
}

/** An alert that began or ceased to fire has a say in what is told of others: the next tick judges those again. */
export async function askForMuted(tx: Tx, decided: Decided[]): Promise<void> {
  const asked = decided
    .filter(({ memory, before }) => isSo(memory) !== isSo(before?.memory))
    .filter(({ subject: { rule } }) => mayMute(rule))
    .map(({ subject: { key, rule } }) => ({ unit: key.unit, period: key.period, below: reachesBelow(rule) }));
  await ask(tx, asked);
}

const mayMute = (rule: AlertRule): boolean =>
  isWatching(rule) && (rule.kind === 'missing-report' || rule.severity === 'critical' || reachesBelow(rule));

const reachesBelow = (rule: AlertRule): boolean => isWatching(rule) && rule.levels.length > 1;

/** What a period's figures say also counts for the periods after it, where a rule holds for several. */
export async function askForFollowing(tx: Tx, kept: readonly Kept[], rules: readonly StoredRule[]): Promise<void> {
  const holds = rules.some(({ enabled, rule }) => enabled && isWatching(rule) && (rule.holdForPeriods ?? 1) > 1);
  if (!holds || kept.length === 0) return;
  const changed = new Map<string, string>();
  for (const { heard } of kept) {
    const earliest = changed.get(heard.orgUnit);
    if (!earliest || lastDay(heard.period) < lastDay(earliest)) changed.set(heard.orgUnit, heard.period);
  }
  const rows = await tx.query<{ unit: string; period: string }>(
    `SELECT DISTINCT unit, period FROM alerting.alert WHERE unit = ANY($1) AND ${IS_OPEN}`,
    [[...changed.keys()]],
  );
  const following = rows.filter(({ unit, period }) => lastDay(period) > lastDay(changed.get(unit)!));
  await ask(
    tx,
    following.map((row) => ({ ...row, below: false })),
  );
}

/** Sorted: two that ask at once meet in one order. */
async function ask(tx: Tx, asked: Omit<Asked, 'n'>[]): Promise<void> {
  if (asked.length === 0) return;
  await tx.query(
    {
      name: 'judge-again-ask',
      text: `INSERT INTO alerting.judge_again AS j (unit, period, below)
             SELECT unit, period, bool_or(below) FROM unnest($1::text[], $2::text[], $3::boolean[]) AS a(unit, period, below)
              GROUP BY unit, period ORDER BY unit, period
             ON CONFLICT (unit, period) DO UPDATE SET below = j.below OR excluded.below, n = excluded.n`,
    },
    columns(asked),
  );
}

export const whatIsAsked = (tx: Tx): Promise<Asked[]> =>
  tx.query<Asked>({
    name: 'judge-again-asked',
    text: 'SELECT n, unit, period, below FROM alerting.judge_again ORDER BY n LIMIT 200',
  });

/** Asked again since: it stays. */
export const forgetAsked = (tx: Tx, asked: Asked[]): Promise<unknown> =>
  tx.query('DELETE FROM alerting.judge_again WHERE n = ANY($1::bigint[])', [asked.map(({ n }) => n)]);

/** Observations behind the open alerts that somebody asked about. */
export const lockAsked =
  (asked: Asked[]) =>
  async (tx: Tx, after: ObservationKey, limit: number): Promise<Kept[]> => {
    const rows = await tx.query<{ body: Kept['heard']; seen: string[] }>(
      {
        name: 'observation-asked',
        text: `SELECT o.body, o.seen FROM alerting.observation o
                WHERE (o.unit, o.period, o.metric_group) > ($1, $2, $3)
                  AND (o.unit, o.period) IN (
                    SELECT a.unit, a.period FROM unnest($5::text[], $6::text[], $7::boolean[]) AS j(unit, period, below)
                      JOIN alerting.alert a ON a.period = j.period AND a.${IS_OPEN}
                       AND (a.unit = j.unit OR (j.below AND a.body->'ancestors' ? j.unit)))
                ORDER BY o.unit, o.period, o.metric_group LIMIT $4 FOR UPDATE OF o`,
      },
      [after.unit, after.period, after.group, limit, ...columns(asked)],
    );
    return rows.map(keptOf);
  };

const columns = (asked: readonly Omit<Asked, 'n'>[]): unknown[] => [
  asked.map(({ unit }) => unit),
  asked.map(({ period }) => period),
  asked.map(({ below }) => below),
];
