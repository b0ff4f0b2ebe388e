import { DEPRIVATIONS } from '../traffic/contents.js';
import { UNITS, type Unit } from '../traffic/units.js';
import type { Fold, Sums } from './fold.js';

/** `[numerator, denominator]`; null: no number may be shown. */
export type Expected = [bigint, bigint] | null;

const ABOVE = { nation: 0, province: 1, district: 2, commune: 3, village: 4 };
type Level = keyof typeof ABOVE;

const standsIn = (year: string, { validFrom, validTo = '9999-12-31' }: Unit): boolean =>
  validFrom <= `${year}-12-31` && `${year}-12-31` <= validTo;

/** Units of the last day of a year: those below a unit, itself among them. */
class Country {
  private readonly standing: Unit[];

  constructor(readonly year: string) {
    this.standing = UNITS.filter((unit) => standsIn(year, unit));
  }

  levelOf(code: string): Level {
    return this.standing.find((unit) => unit.code === code)?.level ?? 'nation';
  }

  below(code: string): string[] {
    const children = this.standing.filter(({ parent = 'VN' }) => parent === code && code !== '');
    return [code, ...children.flatMap((child) => this.below(child.code))];
  }

  communes(code: string): string[] {
    return this.below(code).filter((unit) => this.levelOf(unit) === 'commune');
  }
}

/** What `GET /indicator-values` must answer for one unit and year: by indicator, or `indicator/dimension`. */
export function expectedValues(fold: Fold, unit: string, year: string): Map<string, Expected> {
  const country = new Country(year);
  const isVillage = country.levelOf(unit) === 'village';
  const places = isVillage ? [unit] : country.communes(unit);
  const before = String(Number(year) - 1);
  const at = (place: string, in_: string): Sums | undefined => fold.households.get(`${place}/${in_}`);
  const sum = (name: string): bigint => total(places, (place) => at(place, year)?.get(name));
  const both = places.filter((place) => at(place, year) && at(place, before));
  const matched = (in_: string, name: string): bigint => total(both, (place) => at(place, in_)?.get(name));
  const values = new Map<string, Expected>();
  households(values, sum);
  reductions(values, sum('reviews') > 0n && both.length > 0, (name) => matched(before, name) - matched(year, name));
  if (!isVillage) {
    const expected = places.filter((place) => at(place, year) || fold.plans.has(`${place}/${year}`));
    const onTime = places.filter((place) => (at(place, year)?.get('onTime') ?? 0n) > 0n);
    values.set('reports-on-time', expected.length === 0 ? null : [BigInt(onTime.length), BigInt(expected.length)]);
    money(values, fold, country, unit);
  }
  return values;
}

function households(values: Map<string, Expected>, sum: (name: string) => bigint): void {
  const isReported = sum('reviews') > 0n;
  const all = sum('households');
  const listed = sum('poor') + sum('nearPoor');
  const count = (name: string, value: bigint) => values.set(name, isReported ? [value, 1n] : null);
  const share = (name: string, value: bigint, of: bigint) => values.set(name, isReported && of > 0n ? [value, of] : null);
  const flow = (name: string, value: bigint) => values.set(name, isReported && sum('withoutBase') !== all ? [value, 1n] : null);
  count('households', all);
  count('poor-households', sum('poor'));
  count('near-poor-households', sum('nearPoor'));
  share('poor-rate', sum('poor'), all);
  share('near-poor-rate', sum('nearPoor'), all);
  share('multi-poor-rate', listed, all);
  flow('escaped-poverty', sum('escaped'));
  flow('relapsed', sum('relapsed'));
  flow('newly-poor', sum('newlyPoor'));
  for (const code of DEPRIVATIONS) share(`deprivation-rate/${code}`, sum(code), listed);
}

function reductions(values: Map<string, Expected>, isComparable: boolean, fewer: (name: string) => bigint): void {
  values.set('poor-reduction', isComparable ? [fewer('poor'), 1n] : null);
  values.set('near-poor-reduction', isComparable ? [fewer('nearPoor'), 1n] : null);
}

/** A voucher counts from the level that leads it upwards; a plan gives the lines that its own level leads. */
function money(values: Map<string, Expected>, fold: Fold, country: Country, unit: string): void {
  const members = country.below(unit).filter((code) => country.levelOf(code) !== 'village');
  const reach = ABOVE[country.levelOf(unit)];
  let paid = 0n;
  let vouchers = false;
  for (const [key, amount] of fold.paid) {
    const [payer, month, owner] = key.split('/') as [string, string, Level];
    if (!month.startsWith(country.year) || !members.includes(payer) || ABOVE[owner] < reach) continue;
    paid += amount;
    vouchers = true;
  }
  const assigned = members.map((code) => assignedBy(fold.plans.get(`${code}/${country.year}`), country.levelOf(code)));
  const known = assigned.filter((amount) => amount !== null);
  const total = known.reduce((sum, amount) => sum + amount, 0n);
  values.set('assigned-capital', known.length > 0 ? [total, 1n] : null);
  values.set('disbursed-capital', known.length > 0 || vouchers ? [paid, 1n] : null);
  values.set('disbursement-rate', total > 0n ? [paid, total] : null);
}

function assignedBy(plan: Record<string, unknown> | undefined, level: Level): bigint | null {
  if (!plan) return null;
  const lines = plan['allocations'] as { amountDong: string; ownerLevel: string }[];
  if (lines.length > 0 || level !== 'commune') {
    return lines.filter(({ ownerLevel }) => ownerLevel === level).reduce((sum, { amountDong }) => sum + BigInt(amountDong), 0n);
  }
  return plan['assignedDong'] === undefined ? null : BigInt(String(plan['assignedDong']));
}

const total = (places: string[], of: (place: string) => bigint | undefined): bigint =>
  places.reduce((sum, place) => sum + (of(place) ?? 0n), 0n);
