import type { ChangedValue, IndicatorChanged } from '@chitieu/contracts';
import { INDICATORS, lastDay, parsePeriod, type Ratio, type Tree } from '@chitieu/domain';
import type { EventLog } from '@chitieu/messaging';
import type { Database, Tx } from '@chitieu/persistence';
import { dayInVietnam, type Clock } from '@chitieu/runtime';
import { distinctMarks, takeDirty, type DirtyMark, type MetricGroup } from './projection/dirty-marks.js';
import { isProvisional, isSample, readValues, type Value } from './reading/read-values.js';
import type { UnitTree } from './reading/unit-tree.js';

const MARKS_PER_BEAT = 20_000;

/**
 * One beat of the notifier: take the dirty marks, add the units above, read their values, and append one
 * `indicator.changed` per (unit, period, group) with its `rev`: marks, revisions and messages leave in one transaction.
 * Returns how many messages left.
 */
export async function notifyChanges(database: Database, log: EventLog, trees: UnitTree, clock: Clock): Promise<number> {
  return database.transaction(async (tx) => {
    const [lock] = await tx.query<{ mine: boolean }>(`SELECT pg_try_advisory_xact_lock(hashtext('chitieu.notifier')) AS mine`);
    if (!lock!.mine) return 0;
    const marks = await takeDirty(tx, MARKS_PER_BEAT);
    const messages: IndicatorChanged[] = [];
    for (const [key, units] of byPeriodAndGroup(marks)) {
      const [period, group] = key.split('|') as [string, MetricGroup];
      messages.push(...(await messagesFor(tx, await trees.at(lastDay(period)), units, period, group, clock.now())));
    }
    await log.append(
      tx,
      messages.map((data) => ({
        type: 'indicator.changed.v1',
        subject: `indicator-values:${data.orgUnit}/${data.period}/${data.group}`,
        key: data.orgUnit,
        rev: data.rev,
        data,
      })),
    );
    return messages.length;
  });
}

function byPeriodAndGroup(marks: DirtyMark[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { unit, period, group } of distinctMarks(marks)) {
    if (!parsePeriod(period)) continue;
    groups.set(`${period}|${group}`, [...(groups.get(`${period}|${group}`) ?? []), unit]);
  }
  return groups;
}

async function messagesFor(
  tx: Tx,
  tree: Tree,
  marked: string[],
  period: string,
  group: MetricGroup,
  now: Date,
): Promise<IndicatorChanged[]> {
  const units = [
    ...new Set(marked.flatMap((code) => (tree.has(code) ? [...tree.ancestors(code).map((u) => u.code), code] : []))),
  ].sort();
  const today = dayInVietnam(now);
  const indicators = INDICATORS.filter((definition) => definition.group === group);
  const values = await readValues(tx, { tree, units, period, indicators, now, today });
  const valuesOf = groupByUnit(values);
  const telling = units.filter((code) => hasSomethingToSay(valuesOf.get(code) ?? []));
  const revisions = await nextRevisions(tx, { units, telling, period, group, now });
  return units.flatMap((code) => {
    const own = valuesOf.get(code);
    if (!own || !revisions.has(code)) return [];
    const unit = tree.unit(code)!;
    return [
      {
        orgUnit: code,
        name: unit.name,
        level: unit.level,
        ancestors: tree.ancestors(code).map((u) => u.code),
        period,
        group,
        indicators: [...new Set(own.map((value) => value.definition.code))],
        rev: revisions.get(code)!,
        values: own.map((value) => changedValue(value, period, today)),
        reporting: own[0]!.measures.reporting,
      },
    ];
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

interface Revised {
  units: string[];
  /** Units with something to say. One that was told of before is told again even when nothing is left: its data were retracted. */
  telling: string[];
  period: string;
  group: MetricGroup;
  now: Date;
}

async function nextRevisions(tx: Tx, { units, telling, period, group, now }: Revised): Promise<Map<string, number>> {
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
