import type { Finding, WritableKind } from '@chitieu/contracts';
import { firstDay, lastDay, LEVELS, parsePeriod, type Level } from '@chitieu/domain';
import type { UnitIndex } from '../facts/unit-register.js';
import type { CheckContext, Partly } from './check-context.js';
import { checkOrgUnit } from './check-org-unit.js';
import { checkPlan, checkDeclaration } from './check-plan.js';
import { finding } from './findings.js';
import { didYouMean } from './suggest.js';

type Check = (value: Partly, context: CheckContext) => readonly Finding[];

/** Everything beyond the schema: what contradicts itself, the calendar or the units. */
export function checkSubmission(kind: WritableKind, value: Partly, context: CheckContext): Finding[] {
  const findings: Finding[] = [];
  for (const check of CHECKS[kind]) findings.push(...check(value, context));
  return findings;
}

const NONE: readonly Finding[] = [];
const HOUSEHOLD_LEVELS: readonly Level[] = ['commune'];
const ANY_LEVEL: readonly Level[] = LEVELS.filter((level) => level !== 'village');
const CLOCKS_DIFFER_DAYS = 1;
const MONEY_AHEAD_DAYS = 31;

const reviewUnit: Check = ({ commune, period }, context) =>
  isText(commune) && isYear(period) ? checkUnit('/commune', commune, period, HOUSEHOLD_LEVELS, context) : NONE;

const reviewVillage: Check = ({ village, commune, period }, { units }) => {
  if (!isText(village) || !isText(commune) || !isYear(period)) return NONE;
  const known = units.at(village, lastDay(period));
  if (known === null || known.parent === commune) return NONE;
  // A village's row may name a commune that has become another.
  const actual = units.tree(lastDay(period)).parentOf(village);
  if (actual === commune) return NONE;
  const params = { given: village, actual: actual ?? '', expected: commune };
  return [finding('village-of-another-commune', '/village', params)];
};

const reviewDate: Check = ({ reviewedOn, period }, { today }) => {
  if (!isText(reviewedOn) || !isYear(period)) return NONE;
  const [from, to] = [`${period}-01-01`, `${Number(period) + 1}-01-31`];
  const outside = reviewedOn < from || reviewedOn > to;
  return [
    ...(outside ? [finding('date-outside-period', '/reviewedOn', { given: reviewedOn, period, from, to })] : []),
    ...notAfter('/reviewedOn', reviewedOn, today, CLOCKS_DIFFER_DAYS),
  ];
};

const reviewScores: Check = ({ scores, deprivations }) => {
  const b2 = (scores as { b2?: unknown } | undefined)?.b2;
  if (typeof b2 !== 'number' || !Array.isArray(deprivations)) return NONE;
  const count = new Set(deprivations).size;
  return b2 === 10 * count ? NONE : [finding('scores-b2-mismatch', '/scores/b2', { given: b2, count, expected: 10 * count })];
};

const noRepeats =
  (field: string): Check =>
  (value) => {
    const list = value[field];
    if (!Array.isArray(list) || list.length < 2) return NONE;
    const seen = new Set<unknown>();
    return list.flatMap((item, i) => {
      const isRepeated = seen.has(item);
      seen.add(item);
      return isRepeated ? [finding('list-duplicate', `/${field}/${i}`, { given: String(item) })] : [];
    });
  };

const unitAt =
  (field: string, levels: readonly Level[]): Check =>
  (value, context) => {
    const [code, day] = [value['orgUnit'], value[field]];
    if (!isText(code) || !isText(day)) return [];
    return checkUnit('/orgUnit', code, day, levels, context);
  };

const heldOn: Check = ({ heldOn: day }, { today }) => (isText(day) ? notAfter('/heldOn', day, today, CLOCKS_DIFFER_DAYS) : []);
const paidOn: Check = ({ paidOn: day }, { today }) => (isText(day) ? notAfter('/paidOn', day, today, MONEY_AHEAD_DAYS) : []);
const reverses: Check = ({ reverses: other, voucherId }) =>
  isText(other) && other === voucherId ? [finding('reverses-itself', '/reverses')] : [];

const CHECKS: Record<WritableKind, Check[]> = {
  'household-reviews': [
    reviewUnit,
    reviewVillage,
    reviewDate,
    reviewScores,
    noRepeats('deprivations'),
    noRepeats('groups'),
    noRepeats('causes'),
  ],
  disbursements: [unitAt('paidOn', ANY_LEVEL), paidOn, reverses],
  plans: [unitAt('period', ANY_LEVEL), checkPlan],
  declarations: [unitAt('period', ANY_LEVEL), checkDeclaration],
  activities: [unitAt('heldOn', ANY_LEVEL), heldOn],
  'org-units': [checkOrgUnit, noRepeats('predecessors')],
};

/** On a day, or in a period: then on its last day, or at last on some day of it, as a unit that was merged within the year. */
function checkUnit(
  pointer: string,
  code: string,
  when: string,
  levels: readonly Level[],
  { units }: CheckContext,
): readonly Finding[] {
  const isPeriod = parsePeriod(when) !== null;
  const day = isPeriod ? lastDay(when) : when;
  const unit = units.at(code, day) ?? (isPeriod ? units.lastWithin(code, firstDay(when), day) : null);
  if (unit === null) return [unknownUnit(pointer, code, day, units)];
  if (levels.includes(unit.level)) return NONE;
  return [finding('unit-wrong-level', pointer, { given: code, level: unit.level, expected: levels.join('/') })];
}

function unknownUnit(pointer: string, code: string, day: string, units: UnitIndex): Finding {
  const [other] = units.validities(code).toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  if (other) {
    return finding('unit-not-valid-then', pointer, { given: code, day, from: other.validFrom, to: other.validTo ?? '…' });
  }
  // Spreadsheets drop leading zeros: 7606 was 07606.
  const padded = [1, 2, 3].map((zeros) => code.padStart(code.length + zeros, '0')).filter((guess) => units.at(guess, day));
  const found =
    padded.length > 0
      ? padded
      : units
          .tree(day)
          .search(code, 3)
          .map((unit) => unit.code);
  const named = found.map((guess) => `${guess} ${units.at(guess, day)?.name ?? ''}`.trim());
  return finding('unit-unknown', pointer, { given: code, day }, didYouMean(named));
}

const notAfter = (pointer: string, given: string, today: string, toleranceDays: number): readonly Finding[] =>
  given > today && given > addDays(today, toleranceDays) ? [finding('date-in-future', pointer, { given, today })] : NONE;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isYear = (value: unknown): value is string => isText(value) && parsePeriod(value)?.kind === 'year';

const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
