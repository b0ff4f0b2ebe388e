import type { HouseholdReview } from '@chitieu/contracts';
import type { Classification } from '@chitieu/domain';
import { flowsBetween, type ClassCounts, type Flows } from './household-flows.js';
import { newHousehold, reclassify, type Household } from './household.js';
import { randomOf, type Random } from './random.js';
import { reviewDay, type ReviewWindow } from './review-window.js';

/** One commune's households over its years, as much of it as the generator must be told. */
export interface CommuneHouseholds {
  commune: string;
  area: 'rural' | 'urban';
  villages: readonly string[];
  ethnicShare: number;
  /** In order; each year's counts at its end. */
  years: readonly { period: string; counts: ClassCounts; flows?: Flows; window: ReviewWindow }[];
}

/** The commune's reviews, one year after the other: a year's households, and those that left in it. */
export function* householdReviews(told: CommuneHouseholds): Generator<HouseholdReview> {
  const random = randomOf(`households ${told.commune}`);
  const settle = settler(told, random);
  let households: Household[] = [];
  let before: ClassCounts | null = null;
  for (const year of told.years) {
    if (before === null) households = firstYear(told, year.counts, settle, random);
    else oneYearOn(households, year.flows ?? flowsBetween(before, year.counts, random), told.area, settle, random);
    for (const household of households) yield review(household, told, year, random);
    households = households.filter((h) => h.presence === 'living');
    before = year.counts;
  }
}

type Settle = () => Household;

/** Numbers new households and deals them out to the villages. */
function settler(told: CommuneHouseholds, random: Random): Settle {
  let number = 0;
  return () => {
    number += 1;
    const village = told.villages.length === 0 ? undefined : told.villages[number % told.villages.length];
    return newHousehold(`${told.commune}-${String(number).padStart(5, '0')}`, village, told.ethnicShare, random);
  };
}

function firstYear(told: CommuneHouseholds, counts: ClassCounts, settle: Settle, random: Random): Household[] {
  const households = Array.from({ length: counts.households }, settle);
  const drawn = random.shuffle(households);
  for (const h of drawn.slice(0, counts.poor)) reclassify(h, 'poor', told.area, random);
  for (const h of drawn.slice(counts.poor, counts.poor + counts.nearPoor)) reclassify(h, 'nearPoor', told.area, random);
  return households;
}

/** Lets a year pass: everyone drawn is drawn from the classes of the year before, so nobody moves twice. */
function oneYearOn(households: Household[], flows: Flows, area: 'rural' | 'urban', settle: Settle, random: Random): void {
  const poor = random.shuffle(households.filter((h) => h.classification === 'poor'));
  const nearPoor = random.shuffle(households.filter((h) => h.classification === 'nearPoor'));
  const others = random.shuffle(households.filter((h) => h.classification !== 'poor' && h.classification !== 'nearPoor'));
  const leave = (h: Household): void => void (h.presence = random.chance(0.7) ? 'movedAway' : 'dissolved');
  const become = (to: Classification) => (h: Household) => reclassify(h, to, area, random);
  take(poor, flows.poorGone).forEach(leave);
  take(nearPoor, flows.nearPoorGone).forEach(leave);
  take(others, flows.othersGone).forEach(leave);
  take(poor, flows.poorToNearPoor).forEach(become('nearPoor'));
  take(poor, flows.poorToAbove).forEach(become('averageLivingStandard'));
  take(nearPoor, flows.nearPoorToPoor).forEach(become('poor'));
  take(nearPoor, flows.nearPoorToAbove).forEach(become('averageLivingStandard'));
  take(others, flows.aboveToPoor).forEach(become('poor'));
  take(others, flows.aboveToNearPoor).forEach(become('nearPoor'));
  for (let i = 0; i < flows.arrived; i++) households.push(settle());
}

function take(from: Household[], count: number): Household[] {
  if (count < 0 || count > from.length) throw new RangeError(`flow of ${count} households out of ${from.length}`);
  return from.splice(0, count);
}

function review(
  h: Household,
  told: CommuneHouseholds,
  year: CommuneHouseholds['years'][number],
  random: Random,
): HouseholdReview {
  const listed = h.classification === 'poor' || h.classification === 'nearPoor';
  return {
    householdId: h.id,
    ver: 1,
    period: year.period,
    ...reviewDay(year.window, random),
    commune: told.commune,
    ...(h.village === undefined ? {} : { village: h.village }),
    area: told.area,
    standard: '2022-2025',
    classification: h.classification,
    ...(listed ? { scores: { b1: h.b1, b2: 10 * h.deprivations.length } } : {}),
    deprivations: h.deprivations,
    members: h.members,
    groups: h.groups,
    causes: h.causes,
    presence: h.presence,
    reviewState: year.window.state,
    sample: true,
  };
}
