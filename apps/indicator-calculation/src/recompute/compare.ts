import { HOUSEHOLD_COUNTERS, lastDay, monthsOf, treeAt, type OrgUnitRow, type Tree, type UnitMeasures } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { COUNT_COLUMNS } from '../projection/household-projection.js';
import { readMeasures, wantedUnit } from '../reading/read-measures.js';
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
  await makeRawTables(tx);
  const comparison: Comparison = { levels: new Map(), differences: [] };
  await compareStoredCounters(tx, comparison);
  const units = await tx.query<OrgUnitRow>(
    `SELECT code, name, level, parent, valid_from AS "validFrom", valid_to AS "validTo", predecessors FROM calculation.org_unit WHERE NOT retracted`,
  );
  for (const year of await years(tx)) {
    say(`recomputing ${year}`);
    await makeRawEdges(tx, lastDay(year));
    const tree = treeAt(units, lastDay(year));
    await compareUnits(comparison, year, await rawHouseholdSums(tx, year), (codes) => servedHouseholds(tx, tree, codes, year));
    for (const period of [year, ...[1, 2, 3, 4].map((q) => `${year}-Q${q}`), ...monthsOf(year)]) {
      const months = monthsOf(period);
      await compareUnits(comparison, period, await rawMoneySums(tx, months[0]!, months.at(-1)!), (codes) =>
        servedMoney(tx, tree, codes, period),
      );
    }
  }
  return comparison;
}

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
async function compareStoredCounters(tx: Tx, comparison: Comparison): Promise<void> {
  const rows = await tx.query<Record<string, string | null>>(
    `SELECT coalesce(r.commune, s.commune) AS commune, coalesce(r.village, s.village) AS village, coalesce(r.period, s.period) AS period,
            ${HOUSEHOLD_COUNTERS.map((name, i) => `coalesce(r."${name}", '0') AS r${i}, coalesce(s.${COUNT_COLUMNS[i]}, 0)::text AS s${i}`).join(', ')}
       FROM raw_household r FULL JOIN projection.household_count s ON (s.commune, s.village, s.period) = (r.commune, r.village, r.period)`,
  );
  for (const row of rows) {
    const pick = (side: 'r' | 's') =>
      Object.fromEntries(HOUSEHOLD_COUNTERS.map((name, i) => [`stored.${name}`, row[`${side}${i}`]!]));
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

async function servedHouseholds(tx: Tx, tree: Tree, codes: string[], year: string): Promise<Map<string, Record<string, string>>> {
  return flatten(await measuresOf(tx, tree, codes, year), ({ current, matched, reporting }) => ({
    ...Object.fromEntries(HOUSEHOLD_COUNTERS.map((name) => [name, current[name].toString()])),
    ...Object.fromEntries(
      (['households', 'poor', 'nearPoor'] as const).flatMap((name) => [
        [`now.${name}`, matched.current[name].toString()],
        [`before.${name}`, matched.previous[name].toString()],
      ]),
    ),
    matched: String(matched.communes),
    expected: String(reporting.expected),
    received: String(reporting.received),
    onTime: String(reporting.onTime),
  }));
}

async function servedMoney(tx: Tx, tree: Tree, codes: string[], period: string): Promise<Map<string, Record<string, string>>> {
  return flatten(await measuresOf(tx, tree, codes, period), ({ money }) => ({
    disbursed: money.disbursed.toString(),
    disbursedToDate: money.disbursedToDate.toString(),
    vouchers: money.vouchers.toString(),
    sampleVouchers: money.sampleVouchers.toString(),
    assigned: money.assigned?.toString() ?? '',
  }));
}

const measuresOf = (tx: Tx, tree: Tree, codes: string[], period: string): Promise<Map<string, UnitMeasures>> =>
  readMeasures(
    tx,
    tree,
    codes.filter((code) => tree.has(code)).map((code) => wantedUnit(tree, code)),
    period,
  );

const flatten = (
  measures: Map<string, UnitMeasures>,
  of: (m: UnitMeasures) => Record<string, string>,
): Map<string, Record<string, string>> => new Map([...measures].map(([code, m]) => [code, of(m)]));
