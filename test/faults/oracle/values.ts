import { UNITS, YEARS } from '../traffic/units.js';
import { expectedValues, type Expected } from './expected-values.js';
import type { Fold } from './fold.js';

interface Shown {
  indicator: string;
  dimension: string | null;
  orgUnit: { code: string };
  actual: { num: string; den: string } | null;
}

export interface ValueDifferences {
  compared: number;
  /** Less is shown than the facts say: something was lost. */
  lost: string[];
  /** More is shown: something was counted twice. */
  double: string[];
}

/** Holds every number that the API shows, at every unit and year, against the fold over the facts. */
export async function compareValues(url: string, fold: Fold): Promise<ValueDifferences> {
  const differences: ValueDifferences = { compared: 0, lost: [], double: [] };
  for (const year of YEARS) {
    const parents = ['VN', ...new Set(UNITS.filter((unit) => standsIn(year, unit)).map(({ code }) => code))];
    const shown = new Map<string, Map<string, Expected>>();
    for (const parent of parents) {
      if (shown.has(parent) && parent.includes('-V')) continue;
      for (const [code, values] of await valuesOf(url, parent, year)) shown.set(code, values);
    }
    for (const [code, values] of shown) compareUnit(differences, `${code} ${year}`, expectedValues(fold, code, year), values);
  }
  return differences;
}

function compareUnit(
  differences: ValueDifferences,
  where: string,
  expected: Map<string, Expected>,
  shown: Map<string, Expected>,
): void {
  for (const [name, wanted] of expected) {
    const found = shown.get(name) ?? null;
    differences.compared += 1;
    if (wanted === found || (wanted && found && wanted[0] === found[0] && wanted[1] === found[1])) continue;
    const line = `${where} ${name}: facts ${inWords(wanted)}, shown ${inWords(found)}`;
    const isLess = (found?.[1] ?? 0n) + (found?.[0] ?? 0n) < (wanted?.[1] ?? 0n) + (wanted?.[0] ?? 0n);
    (isLess ? differences.lost : differences.double).push(line);
  }
}

async function valuesOf(url: string, unit: string, year: string): Promise<Map<string, Map<string, Expected>>> {
  const response = await fetch(`${url}/api/v1/indicator-values?orgUnit=${unit}&period=${year}&children=true`);
  if (!response.ok) throw new Error(`values of ${unit} ${year}: ${response.status}`);
  const byUnit = new Map<string, Map<string, Expected>>();
  for (const { indicator, dimension, orgUnit, actual } of ((await response.json()) as { items: Shown[] }).items) {
    const values = byUnit.get(orgUnit.code) ?? new Map<string, Expected>();
    byUnit.set(orgUnit.code, values);
    values.set(dimension === null ? indicator : `${indicator}/${dimension}`, actual && [BigInt(actual.num), BigInt(actual.den)]);
  }
  return byUnit;
}

const inWords = (value: Expected): string => (value === null ? 'nothing' : `${value[0]}/${value[1]}`);
const standsIn = (year: string, { validFrom, validTo = '9999-12-31' }: { validFrom: string; validTo?: string }): boolean =>
  validFrom <= `${year}-12-31` && `${year}-12-31` <= validTo;
