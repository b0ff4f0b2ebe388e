import type { ChangedValue, IndicatorChanged, NewEvent, ToldDefinition } from '@chitieu/contracts';
import { figureOf, parsePeriod, STARTER, type Ratio, type Tree } from '@chitieu/domain';
import type { EventLog } from '@chitieu/messaging';
import { textColumn, type Database, type Tx } from '@chitieu/persistence';
import { dayInVietnam, type Clock } from '@chitieu/runtime';
import type { Serving, ServingCatalogue } from './catalogue/serving-catalogue.js';
import { markRestatementsDue } from './periods/restatements.js';
import { forgetDirty, readDirty, type DirtyMark, type MetricGroup, type Window } from './projection/dirty-marks.js';
import { isProvisional, isSample, readValues, type Value } from './reading/read-values.js';
import type { Carry } from './reading/carry.js';
import type { UnitTree } from './reading/unit-tree.js';

/** So few that what is done with them keeps neither this process's readers nor the log's waiting. */
const BEAT: Window = { marks: 20_000, most: 500 };
const UNITS_AT_ONCE = 50;
const MESSAGES_AT_ONCE = 250;

/** What lies between two beats, whichever process does them, in milliseconds. */
export interface Rest {
  least: number;
  /** Times what the beat took: behind a backlog changes are told less often, so that others come to their turn. */
  factor: number;
  most: number;
}

const REST: Rest = { least: 500, factor: 1, most: 1_000 };

export interface NotifierParts {
  database: Database;
  log: EventLog;
  trees: UnitTree;
  catalogue: ServingCatalogue;
  clock: Clock;
  rest?: Rest;
}

/**
 * One beat of the notifier: the dirty marks become one `indicator.changed` per (unit, period, group) with its `rev`, for
 * the marked units and all above; marks, revisions and messages leave in one transaction. It reads first and writes last:
 * a transaction that has written holds the log's horizon back, and with it every consumer. Returns how many messages left:
 * none while the notifier rests from the last beat, of any process.
 */
export async function notifyChanges({ database, log, trees, catalogue, clock, rest = REST }: NotifierParts): Promise<number> {
  return database.transaction(async (tx) => {
    if (!(await isTurn(tx))) return 0;
    const { ids, marks } = await readDirty(tx, BEAT);
    if (marks.length === 0) return 0;
    const now = clock.now();
    const serving = await catalogue.now(tx);
    const drafts: Draft[] = [];
    for (const [period, groups] of byPeriodAndGroup(marks)) {
      const { tree, carry } = await trees.place(period);
      if (carry && groups.size === 1 && groups.has('households') && (await isUnheardOf(tx, period))) continue;
      const changed = (codes: string[]): string[] => (carry ? codes.flatMap((code) => carry.targetsOf(code)) : codes);
      const marked = [...groups].map(([group, codes]) => ({ group, units: withAncestors(tree, changed(codes)) }));
      const units = [...new Set(marked.flatMap((one) => [...one.units]))].sort();
      for (let at = 0; at < units.length; at += UNITS_AT_ONCE) {
        const some = units.slice(at, at + UNITS_AT_ONCE);
        drafts.push(...(await readDrafts(tx, { tree, carry, units: some, marked, serving, period, now })));
      }
    }
    await forgetDirty(tx, ids);
    const messages = await withRevisions(tx, drafts, now);
    for (let at = 0; at < messages.length; at += MESSAGES_AT_ONCE) {
      await log.append(tx, messages.slice(at, at + MESSAGES_AT_ONCE).map(eventOf));
    }
    await markRestatementsDue(tx, messages);
    await restFor(tx, rest);
    return messages.length;
  });
}

/**
 * True of a year that nobody has planned, reported or been told of: it was marked because the year before changed. To read it in a tree that is
 * not the one its numbers were stored in would take long, and say nothing.
 */
async function isUnheardOf(tx: Tx, period: string): Promise<boolean> {
  const [row] = await tx.query<{ isUnheardOf: boolean }>(
    {
      name: 'period-unheard-of',
      text: `SELECT NOT (EXISTS (SELECT FROM projection.household_count WHERE period = $1 AND reviews > 0)
                   OR EXISTS (SELECT FROM projection.plan_state WHERE period = $1 AND body IS NOT NULL)
                   OR EXISTS (SELECT FROM calculation.revision WHERE period = $1)) AS "isUnheardOf"`,
    },
    [period],
  );
  return row!.isUnheardOf;
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

/** Some units of one period, and which of them may have other numbers than before in which group. */
interface Changed {
  tree: Tree;
  carry: Carry | null;
  units: string[];
  marked: { group: MetricGroup; units: Set<string> }[];
  serving: Serving;
  period: string;
  now: Date;
}

/** A message that has no revision yet, and may not be worth one. */
interface Draft {
  message: Omit<IndicatorChanged, 'rev'>;
  saysSomething: boolean;
}

function withAncestors(tree: Tree, codes: string[]): Set<string> {
  const known = codes.filter((code) => tree.has(code));
  return new Set(known.flatMap((code) => [...tree.ancestors(code).map((unit) => unit.code), code]));
}

/** The groups read the same rows, so they are read once. */
async function readDrafts(tx: Tx, { tree, carry, units, marked, serving, period, now }: Changed): Promise<Draft[]> {
  const indicators = serving.catalogue.indicators.filter((definition) => marked.some(({ group }) => group === definition.group));
  const today = dayInVietnam(now);
  const values = await readValues(tx, { tree, carry, units, period, indicators, serving, toldOnly: true, now, today });
  return marked.flatMap(({ group, units: ofGroup }) => {
    const valuesOf = groupByUnit(values.filter(({ definition, unit }) => definition.group === group && ofGroup.has(unit.code)));
    return [...valuesOf.values()].map((own) => draftOf(own, tree, { period, group, today }));
  });
}

function draftOf(
  own: Value[],
  tree: Tree,
  { period, group, today }: { period: string; group: MetricGroup; today: string },
): Draft {
  const { unit, measures } = own[0]!;
  const message = {
    orgUnit: unit.code,
    name: unit.name,
    level: unit.level,
    ancestors: tree.ancestors(unit.code).map(({ code }) => code),
    period,
    group,
    indicators: [...new Set(own.map((value) => value.definition.code))],
    values: own.map((value) => changedValue(value, period, today)),
    reporting: measures.reporting,
    ...definitionsOf(own),
  };
  return { message, saysSomething: hasSomethingToSay(own) };
}

/** Of a province's own; what the starter set says everybody knows. */
function definitionsOf(values: Value[]): Pick<IndicatorChanged, 'definitions'> {
  const own = values
    .map(({ definition }) => definition)
    .filter((definition) => STARTER.indicatorOf(definition.code) !== definition);
  if (own.length === 0) return {};
  const told = ({ name, unit, direction, flow, thresholds }: ToldDefinition): ToldDefinition => ({
    name,
    unit,
    direction,
    flow,
    thresholds,
  });
  return { definitions: Object.fromEntries(own.map((definition) => [definition.code, told(definition)])) };
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
 * Those that have something to say, with the next revision. A unit that was told of before is told of again even when nothing is left: its
 * data were retracted.
 */
async function withRevisions(tx: Tx, drafts: Draft[], now: Date): Promise<IndicatorChanged[]> {
  const rows = await tx.query<{ n: number; rev: string }>(
    {
      name: 'next-revisions',
      text: `WITH draft AS (
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::boolean[]) WITH ORDINALITY AS d (unit, period, metric_group, says_something, n)
      ), next AS (
        INSERT INTO calculation.revision AS r (unit, period, metric_group, rev, changed_at)
        SELECT unit, period, metric_group, 1, $5 FROM draft d
         WHERE says_something OR EXISTS (SELECT FROM calculation.revision k WHERE (k.unit, k.period, k.metric_group) = (d.unit, d.period, d.metric_group))
        ON CONFLICT (unit, period, metric_group) DO UPDATE SET rev = r.rev + 1, changed_at = excluded.changed_at
        RETURNING unit, period, metric_group, rev
      )
      SELECT n::int AS n, rev FROM next JOIN draft USING (unit, period, metric_group) ORDER BY n`,
    },
    [
      textColumn(drafts.map(({ message }) => message.orgUnit)),
      textColumn(drafts.map(({ message }) => message.period)),
      textColumn(drafts.map(({ message }) => message.group)),
      drafts.map(({ saysSomething }) => saysSomething),
      now,
    ],
  );
  return rows.map(({ n, rev }) => ({ ...drafts[n - 1]!.message, rev: Number(rev) }));
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
      value: figureOf(target),
      ...(target.max !== undefined && { max: target.max }),
      trajectory: target.trajectory,
      planId: target.planId,
      decision: target.decision,
    },
    baseline: pair(baseline),
    provisional: isProvisional(value, period, today),
    sample: isSample(value),
  };
}
