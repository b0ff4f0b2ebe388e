import {
  comparedMeasuresOf,
  lastDay,
  monthsOf,
  treeAt,
  type MeasureSet,
  type OrgUnitRow,
  type Sums,
  type Tree,
  type UnitMeasures,
} from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { ServingCatalogue, type Serving } from '../catalogue/serving-catalogue.js';
import { columnOf } from '../projection/household-projection.js';
import { needsOf, readMeasures, wantedUnit, type Needs } from '../reading/read-measures.js';
import { makeRawEdges, makeRawTables, rawHouseholdSums, rawMoneySums } from './raw-sums.js';

export interface Difference {
  unit: string;
  level: string;
  period: string;
  measure: string;
  recomputed: string;
  stored: string;
}

export interface Comparison {
  /** Level → values compared and units seen. */
  levels: Map<string, { units: number; values: number; differences: number }>;
  differences: Difference[];
}

/**
 * Recomputes every value at every unit and period from the facts and compares it with what is stored and served.
 * Run inside one REPEATABLE READ transaction: facts and projection are then of the same instant.
 */
export async function compareAll(tx: Tx, say: (line: string) => void): Promise<Comparison> {
  const serving = await new ServingCatalogue().now(tx);
  const households = householdNeeds(serving);
  const money = moneyNeeds(serving);
  await makeRawTables(tx, serving.measures);
  const comparison: Comparison = { levels: new Map(), differences: [] };
  await compareStoredCounters(tx, comparison, serving.measures);
  const units = await tx.query<OrgUnitRow>(
    `SELECT code, name, level, parent, valid_from AS "validFrom", valid_to AS "validTo", predecessors FROM calculation.org_unit WHERE NOT retracted`,
  );
  for (const year of await years(tx)) {
    say(`recomputing ${year}`);
    await makeRawEdges(tx, lastDay(year));
    const tree = treeAt(units, lastDay(year));
    await compareUnits(comparison, year, await rawHouseholdSums(tx, year, serving.measures, households.compared), (codes) =>
      servedHouseholds(tx, tree, codes, year, households),
    );
    for (const period of [year, ...[1, 2, 3, 4].map((q) => `${year}-Q${q}`), ...monthsOf(year)]) {
      const months = monthsOf(period);
      await compareUnits(comparison, period, await rawMoneySums(tx, months[0]!, months.at(-1)!), (codes) =>
        servedMoney(tx, tree, codes, period, money),
      );
    }
  }
  return comparison;
}

/** Every measure, those that some indicator compares also for the year before. */
const householdNeeds = ({ number, measures, catalogue }: Serving): Needs => ({
  serving: { number, measures },
  measures: measures.codes,
  compared: [...new Set(['households', ...catalogue.indicators.flatMap(comparedMeasuresOf)])].filter((code) =>
    measures.has(code),
  ),
  ...{ lines: false, helped: false, activities: false },
});

const moneyNeeds = (serving: Serving): Needs => ({ ...needsOf([], serving), helped: true, activities: true });

type Served = (units: string[]) => Promise<Map<string, Record<string, string>>>;

async function compareUnits(
  comparison: Comparison,
  period: string,
  raw: Record<string, string>[],
  served: Served,
): Promise<void> {
  const stored = await served(raw.map((row) => row.unit!));
  for (const { unit, level, ...measures } of raw)
    compareOne(comparison, { unit: unit!, level: level!, period }, measures, stored.get(unit!) ?? {});
}

function compareOne(
  comparison: Comparison,
  at: Pick<Difference, 'unit' | 'level' | 'period'>,
  raw: Record<string, string>,
  stored: Record<string, string>,
): void {
  const level = comparison.levels.get(at.level) ?? { units: 0, values: 0, differences: 0 };
  comparison.levels.set(at.level, level);
  level.units++;
  for (const measure of new Set([...Object.keys(raw), ...Object.keys(stored)])) {
    level.values++;
    if (raw[measure] === stored[measure]) continue;
    level.differences++;
    comparison.differences.push({ ...at, measure, recomputed: raw[measure] ?? 'nothing', stored: stored[measure] ?? 'nothing' });
  }
}

/** Rows of communes and villages one by one, in both directions: a stored row without facts is a difference too. */
async function compareStoredCounters(tx: Tx, comparison: Comparison, { codes }: MeasureSet): Promise<void> {
  const rows = await tx.query<Record<string, string | null>>(
    `SELECT coalesce(r.commune, s.commune) AS commune, coalesce(r.village, s.village) AS village, coalesce(r.period, s.period) AS period,
            ${codes.map((code, i) => `coalesce(r."${code}", '0') AS r${i}, coalesce(s.${columnOf(code)}, 0)::text AS s${i}`).join(', ')}
       FROM raw_household r FULL JOIN projection.household_count s ON (s.commune, s.village, s.period) = (r.commune, r.village, r.period)`,
  );
  for (const row of rows) {
    const pick = (side: 'r' | 's') => Object.fromEntries(codes.map((code, i) => [`stored.${code}`, row[`${side}${i}`]!]));
    const level = row.village === '' ? 'commune' : 'village';
    compareOne(comparison, { unit: row.village || row.commune!, level, period: row.period! }, pick('r'), pick('s'));
  }
}

async function years(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ year: string }>(
    `SELECT year FROM (SELECT period AS year FROM raw_household UNION SELECT left(month, 4) FROM raw_voucher UNION SELECT period FROM raw_plan
                       UNION SELECT period FROM projection.household_count UNION SELECT left(month, 4) FROM projection.disbursed) y ORDER BY 1`,
  );
  return rows.map((row) => row.year);
}

async function servedHouseholds(
  tx: Tx,
  tree: Tree,
  codes: string[],
  year: string,
  needs: Needs,
): Promise<Map<string, Record<string, string>>> {
  return flatten(await measuresOf(tx, tree, codes, year, needs), ({ current, matched, reporting }) => ({
    ...named('', current),
    ...named('now.', matched.current),
    ...named('before.', matched.previous),
    matched: String(matched.communes),
    expected: String(reporting.expected),
    received: String(reporting.received),
    onTime: String(reporting.onTime),
  }));
}

const named = (prefix: string, sums: Sums): Record<string, string> =>
  Object.fromEntries(Object.entries(sums).map(([code, sum]) => [`${prefix}${code}`, sum.toString()]));

async function servedMoney(
  tx: Tx,
  tree: Tree,
  codes: string[],
  period: string,
  needs: Needs,
): Promise<Map<string, Record<string, string>>> {
  return flatten(await measuresOf(tx, tree, codes, period, needs), ({ money, activities }) => ({
    disbursed: money.disbursed.toString(),
    disbursedToDate: money.disbursedToDate.toString(),
    vouchers: money.vouchers.toString(),
    sampleVouchers: money.sampleVouchers.toString(),
    households: money.households.toString(),
    activities: Object.values(activities)
      .reduce((sum, { count }) => sum + count, 0n)
      .toString(),
    assigned: money.assigned?.toString() ?? '',
  }));
}

const measuresOf = (tx: Tx, tree: Tree, codes: string[], period: string, needs: Needs): Promise<Map<string, UnitMeasures>> =>
  readMeasures(
    tx,
    tree,
    codes.filter((code) => tree.has(code)).map((code) => wantedUnit(tree, code)),
    period,
    needs,
  );

const flatten = (
  measures: Map<string, UnitMeasures>,
  of: (m: UnitMeasures) => Record<string, string>,
): Map<string, Record<string, string>> => new Map([...measures].map(([code, m]) => [code, of(m)]));
