import type { ChangedValue, IndicatorChanged, NewEvent } from '@chitieu/contracts';
import { INDICATORS, lastDay, parsePeriod, type Ratio, type Tree } from '@chitieu/domain';
import type { EventLog } from '@chitieu/messaging';
import type { Database, Tx } from '@chitieu/persistence';
import { dayInVietnam, type Clock } from '@chitieu/runtime';
import { forgetDirty, readDirty, type DirtyMark, type MetricGroup, type Window } from './projection/dirty-marks.js';
import { isProvisional, isSample, readValues, type Value } from './reading/read-values.js';
import type { UnitTree } from './reading/unit-tree.js';

/** So few that what is done with them keeps neither this process's readers nor the log's waiting. */
const BEAT: Window = { marks: 20_000, most: 500 };
const UNITS_AT_ONCE = 50;

/** What lies between two beats, whichever process does them, in milliseconds. */
export interface Rest {
  least: number;
  /** Times what the beat took: behind a backlog changes are told less often, and take half of a processor at most. */
  factor: number;
  most: number;
}

const REST: Rest = { least: 500, factor: 1, most: 10_000 };

export interface NotifierParts {
  database: Database;
  log: EventLog;
  trees: UnitTree;
  clock: Clock;
  rest?: Rest;
}

/**
 * One beat of the notifier: the dirty marks become one `indicator.changed` per (unit, period, group) with its `rev`, for
 * the marked units and all above; marks, revisions and messages leave in one transaction. It reads first and writes last:
 * a transaction that has written holds the log's horizon back, and with it every consumer. Returns how many messages left:
 * none while the notifier rests from the last beat, of any process.
 */
export async function notifyChanges({ database, log, trees, clock, rest = REST }: NotifierParts): Promise<number> {
  return database.transaction(async (tx) => {
    if (!(await isTurn(tx))) return 0;
    const { ids, marks } = await readDirty(tx, BEAT);
    if (marks.length === 0) return 0;
    const news: News[] = [];
    for (const [period, groups] of byPeriodAndGroup(marks)) {
      const tree = await trees.at(lastDay(period));
      const marked = [...groups].map(([group, codes]) => ({ group, units: withAncestors(tree, codes) }));
      const units = [...new Set(marked.flatMap((one) => [...one.units]))].sort();
      for (let at = 0; at < units.length; at += UNITS_AT_ONCE) {
        news.push(
          ...(await readNews(tx, { tree, units: units.slice(at, at + UNITS_AT_ONCE), marked, period, now: clock.now() })),
        );
      }
    }
    await forgetDirty(tx, ids);
    let count = 0;
    for (const one of news) {
      const messages = messagesOf(one, await nextRevisions(tx, one));
      await log.append(tx, messages.map(eventOf));
      count += messages.length;
    }
    await restFor(tx, rest);
    return count;
  });
}

/** The lock first: what is asked behind it is of the beat that held it before. */
async function isTurn(tx: Tx): Promise<boolean> {
  const [lock] = await tx.query<{ mine: boolean }>(`SELECT pg_try_advisory_xact_lock(hashtext('chitieu.notifier')) AS mine`);
  if (!lock!.mine) return false;
  const [next] = await tx.query<{ isDue: boolean }>(`SELECT due_at <= clock_timestamp() AS "isDue" FROM calculation.notifier`);
  return next!.isDue;
}

/** The beat is as long as its transaction. */
async function restFor(tx: Tx, { least, factor, most }: Rest): Promise<void> {
  await tx.query(
    `UPDATE calculation.notifier SET due_at = clock_timestamp()
       + least($3 * interval '1 ms', greatest($1 * interval '1 ms', $2 * (clock_timestamp() - transaction_timestamp())))`,
    [least, factor, most],
  );
}

const eventOf = (data: IndicatorChanged): NewEvent<'indicator.changed.v1'> => ({
  type: 'indicator.changed.v1',
  subject: `indicator-values:${data.orgUnit}/${data.period}/${data.group}`,
  key: data.orgUnit,
  rev: data.rev,
  data,
});

function byPeriodAndGroup(marks: DirtyMark[]): Map<string, Map<MetricGroup, string[]>> {
  const periods = new Map<string, Map<MetricGroup, string[]>>();
  for (const { unit, period, group } of marks) {
    if (!parsePeriod(period)) continue;
    const groups = periods.get(period) ?? new Map<MetricGroup, string[]>();
    periods.set(period, groups.set(group, [...(groups.get(group) ?? []), unit]));
  }
  return periods;
}

/** Some units of one period whose numbers may be others than before, and which of them in which group. */
interface Changed {
  tree: Tree;
  units: string[];
  marked: { group: MetricGroup; units: Set<string> }[];
  period: string;
  now: Date;
}

/** What a beat has read of one group. */
interface News {
  tree: Tree;
  units: string[];
  valuesOf: Map<string, Value[]>;
  period: string;
  group: MetricGroup;
  now: Date;
}

function withAncestors(tree: Tree, codes: string[]): Set<string> {
  const known = codes.filter((code) => tree.has(code));
  return new Set(known.flatMap((code) => [...tree.ancestors(code).map((unit) => unit.code), code]));
}

/** The groups read the same rows, so they are read once. */
async function readNews(tx: Tx, { tree, units, marked, period, now }: Changed): Promise<News[]> {
  const indicators = INDICATORS.filter((definition) => marked.some(({ group }) => group === definition.group));
  const values = await readValues(tx, { tree, units, period, indicators, now, today: dayInVietnam(now) });
  return marked.map(({ group, units: ofGroup }) => {
    const valuesOf = groupByUnit(values.filter(({ definition }) => definition.group === group));
    return { tree, units: units.filter((code) => ofGroup.has(code)), valuesOf, period, group, now };
  });
}

function messagesOf({ tree, units, valuesOf, period, group, now }: News, revisions: Map<string, number>): IndicatorChanged[] {
  const today = dayInVietnam(now);
  return units.flatMap((code) => {
    const own = valuesOf.get(code);
    const rev = revisions.get(code);
    if (!own || rev === undefined) return [];
    const { name, level } = tree.unit(code)!;
    const message: IndicatorChanged = {
      orgUnit: code,
      name,
      level,
      ancestors: tree.ancestors(code).map((unit) => unit.code),
      period,
      group,
      indicators: [...new Set(own.map((value) => value.definition.code))],
      rev,
      values: own.map((value) => changedValue(value, period, today)),
      reporting: own[0]!.measures.reporting,
    };
    return [message];
  });
}

function groupByUnit(values: Value[]): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(value.unit.code);
    if (group) group.push(value);
    else groups.set(value.unit.code, [value]);
  }
  return groups;
}

/** A year that nobody has planned or reported is not worth a message only because the year before changed. */
const hasSomethingToSay = (values: Value[]): boolean =>
  values.some((value) => value.target !== null || value.reading.actual !== null || value.measures.reporting.expected > 0);

/**
 * Revisions of the units that have something to say. One that was told of before is told again even when nothing is left:
 * its data were retracted.
 */
async function nextRevisions(tx: Tx, { units, valuesOf, period, group, now }: News): Promise<Map<string, number>> {
  const telling = units.filter((code) => hasSomethingToSay(valuesOf.get(code) ?? []));
  const rows = await tx.query<{ unit: string; rev: string }>(
    `INSERT INTO calculation.revision AS r (unit, period, metric_group, rev, changed_at)
     SELECT unit, $3, $4, 1, $5 FROM unnest($1::text[]) AS u(unit)
      WHERE unit = ANY ($2::text[]) OR EXISTS (SELECT FROM calculation.revision k WHERE (k.unit, k.period, k.metric_group) = (u.unit, $3, $4))
     ON CONFLICT (unit, period, metric_group) DO UPDATE SET rev = r.rev + 1, changed_at = excluded.changed_at
     RETURNING unit, rev`,
    [units, telling, period, group, now],
  );
  return new Map(rows.map((row) => [row.unit, Number(row.rev)]));
}

const pair = (r: Ratio | null) => r && { num: r.num.toString(), den: r.den.toString() };

function changedValue(value: Value, period: string, today: string): ChangedValue {
  const { definition, dimension, reading, baseline, target } = value;
  return {
    indicator: definition.code,
    dimension,
    actual: pair(reading.actual),
    reason: reading.reason,
    target: target && {
      kind: target.kind,
      value: target.value,
      trajectory: target.trajectory,
      planId: target.planId,
      decision: target.decision,
    },
    baseline: pair(baseline),
    provisional: isProvisional(value, period, today),
    sample: isSample(value),
  };
}
