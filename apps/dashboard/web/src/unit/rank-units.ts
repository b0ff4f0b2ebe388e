import type { IndicatorValue, UnitOnWire } from '@chitieu/contracts';
import { isDoubtful, needOf, stateOf, type UnitState } from './unit-state.js';

/** Indicators a unit is judged by on the first screen; the state shown is the one that needs action most. */
export const JUDGED = ['poor-rate', 'disbursement-rate', 'near-poor-rate', 'poor-reduction', 'near-poor-reduction'] as const;

export interface RankedUnit {
  unit: UnitOnWire;
  values: ReadonlyMap<string, IndicatorValue>;
  state: UnitState;
  /** The indicator that made the state. */
  driver: string | null;
  doubtful: boolean;
}

/** One row per unit, in the order the units arrived. */
export function unitRows(values: readonly IndicatorValue[]): RankedUnit[] {
  const byUnit = new Map<string, { unit: UnitOnWire; values: Map<string, IndicatorValue> }>();
  for (const value of values) {
    const row = byUnit.get(value.orgUnit.code) ?? { unit: value.orgUnit, values: new Map() };
    row.values.set(value.indicator, value);
    byUnit.set(value.orgUnit.code, row);
  }
  return [...byUnit.values()].map(({ unit, values: of }) => ({ unit, values: of, ...judge(of) }));
}

function judge(values: ReadonlyMap<string, IndicatorValue>): Pick<RankedUnit, 'state' | 'driver' | 'doubtful'> {
  const read = JUDGED.flatMap((code) => values.get(code) ?? []);
  const planned = read.filter((value) => value.target !== null);
  const judged = planned.length > 0 ? planned : read.slice(0, 1);
  const states = judged.map((value) => ({ driver: value.indicator, state: stateOf(value) }));
  const worst = states.sort((a, b) => needOf(a.state) - needOf(b.state))[0];
  const doubtful = [...values.values()].some(isDoubtful);
  if (!worst) return { state: 'no_data', driver: null, doubtful };
  if (doubtful && needOf(worst.state) > needOf('doubt')) return { state: 'doubt', driver: null, doubtful };
  return { ...worst, doubtful };
}

export type SortKey = 'need' | 'name' | 'poor-households' | 'poor-rate' | 'pace' | 'disbursement-rate';
export type Direction = 'ascending' | 'descending';

/** Red first; among equals the slowest pace, then the name. Units without the figure stand last in either direction. */
export function rankUnits(rows: readonly RankedUnit[], key: SortKey = 'need', direction: Direction = 'ascending'): RankedUnit[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const byName = (a: RankedUnit, b: RankedUnit): number => a.unit.name.localeCompare(b.unit.name, 'vi', { numeric: true });
  if (key === 'name') return [...rows].sort((a, b) => sign * byName(a, b));
  if (key === 'need') {
    const byNeed = (a: RankedUnit, b: RankedUnit): number =>
      needOf(a.state) - needOf(b.state) || nullLast(paceOf(a), paceOf(b), 1);
    return [...rows].sort((a, b) => sign * byNeed(a, b) || byName(a, b));
  }
  const figure = (row: RankedUnit): number | null => (key === 'pace' ? paceOf(row) : valueOf(row.values.get(key)?.actual));
  return [...rows].sort((a, b) => nullLast(figure(a), figure(b), sign) || byName(a, b));
}

/** Pace of the indicator that made the state, else of the first judged one that has it. */
export function paceOf(row: RankedUnit): number | null {
  const own = row.driver === null ? undefined : row.values.get(row.driver);
  const judged = JUDGED.map((code) => row.values.get(code));
  return valueOf([own, ...judged].find((value) => value?.pace)?.pace);
}

/** Only to place and to draw; what is printed is computed exactly. */
export const valueOf = (ratio: { value: string } | null | undefined): number | null => (ratio ? Number(ratio.value) : null);

const nullLast = (a: number | null, b: number | null, sign: number): number =>
  a === null || b === null ? Number(a === null) - Number(b === null) : sign * (a - b);
