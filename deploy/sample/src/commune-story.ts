import type { ClassCounts } from './household-flows.js';
import type { Random } from './random.js';

/** How a commune stands against its poverty plan on 2024-10-05, when about three quarters of the year have passed. */
export type HouseholdStory = 'achieved' | 'onTrack' | 'atRisk' | 'offTrack' | 'worse' | 'silent';
/** How its money stands against 95 % by the end of the year, paid late in the year as everywhere. */
export type MoneyStory = 'onTrack' | 'atRisk' | 'offTrack' | 'nothing';

/** Share of the planned fall that has been reached; bounds keep a rounded count inside the status meant. */
const PROGRESS: Record<'onTrack' | 'atRisk', { low: number; high: number }> = {
  onTrack: { low: 0.74, high: 0.96 },
  atRisk: { low: 0.5, high: 0.66 },
};
const PAID: Record<Exclude<MoneyStory, 'nothing'>, { low: number; high: number }> = {
  onTrack: { low: 0.43, high: 0.55 },
  atRisk: { low: 0.29, high: 0.36 },
  offTrack: { low: 0.06, high: 0.18 },
};

/** Households fewer by October of `planned` fewer by December. Few planned leave no room between all and nothing. */
export function fewerByOctober(planned: number, story: HouseholdStory, random: Random): number {
  if (story === 'worse') return -Math.max(1, Math.round(planned * 0.12));
  if (story === 'offTrack') return Math.floor(planned * (0.1 + 0.25 * random.next()));
  if (story !== 'onTrack' && story !== 'atRisk') return planned + Math.floor(planned * 0.15 * random.next());
  const { low, high } = PROGRESS[story];
  const [least, most] = [Math.ceil(planned * low), Math.floor(planned * high)];
  return least <= most ? random.between(least, most) : planned;
}

export function paidByOctober(story: MoneyStory, random: Random): number {
  if (story === 'nothing') return 0;
  const { low, high } = PAID[story];
  return low + (high - low) * random.next();
}

/** Years before and after 2023 from the households of 2024 and the rates of 2023. */
export function countsOfYears(households: number, poorRate: number, story: HouseholdStory, random: Random) {
  const in2023 = Math.round(households / 1.004);
  const y2023: ClassCounts = {
    households: in2023,
    poor: Math.round(in2023 * poorRate),
    nearPoor: Math.round(in2023 * poorRate * (1.1 + 0.4 * random.next())),
  };
  const grown = (count: number): number => Math.round(count * (1.17 + 0.1 * random.next()));
  const y2022: ClassCounts = { households: Math.round(in2023 / 1.004), poor: grown(y2023.poor), nearPoor: grown(y2023.nearPoor) };
  const planned: ClassCounts = {
    households: in2023,
    poor: y2023.poor - fewerPlanned(y2023.poor, random),
    nearPoor: y2023.nearPoor - fewerPlanned(y2023.nearPoor, random),
  };
  const y2024: ClassCounts = {
    households,
    poor: y2023.poor - fewerByOctober(y2023.poor - planned.poor, story, random),
    nearPoor: y2023.nearPoor - fewerByOctober(y2023.nearPoor - planned.nearPoor, story === 'worse' ? 'offTrack' : story, random),
  };
  return { y2022, y2023, y2024: atLeastNone(y2024), planned };
}

const fewerPlanned = (count: number, random: Random): number =>
  count === 0 ? 0 : Math.max(1, Math.round(count * (0.14 + 0.07 * random.next())));
const atLeastNone = (c: ClassCounts): ClassCounts => ({ ...c, poor: Math.max(0, c.poor), nearPoor: Math.max(0, c.nearPoor) });
