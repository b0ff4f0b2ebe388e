import type { Random } from './random.js';

/** Households of a commune at the end of a year, by class; `households` is all of them. */
export interface ClassCounts {
  households: number;
  poor: number;
  nearPoor: number;
}

/**
 * What happened to a commune's households in a year, as the official forms count it. The identity
 * `end = begin − left + came` holds for each class, so the counts at the end follow from those at the beginning.
 */
export interface Flows {
  poorGone: number;
  nearPoorGone: number;
  othersGone: number;
  arrived: number;
  poorToNearPoor: number;
  poorToAbove: number;
  nearPoorToPoor: number;
  aboveToPoor: number;
  nearPoorToAbove: number;
  aboveToNearPoor: number;
}

export function afterFlows(before: ClassCounts, f: Flows): ClassCounts {
  return {
    households: before.households - f.poorGone - f.nearPoorGone - f.othersGone + f.arrived,
    poor: before.poor - f.poorGone - f.poorToNearPoor - f.poorToAbove + f.nearPoorToPoor + f.aboveToPoor,
    nearPoor: before.nearPoor - f.nearPoorGone - f.nearPoorToPoor - f.nearPoorToAbove + f.poorToNearPoor + f.aboveToNearPoor,
  };
}

/** Invents flows that lead from one year's counts to the next's. */
export function flowsBetween(before: ClassCounts, after: ClassCounts, random: Random): Flows {
  const othersBefore = before.households - before.poor - before.nearPoor;
  const poorGone = Math.min(before.poor, Math.round(before.poor * 0.01 * random.next()));
  const nearPoorGone = Math.min(before.nearPoor, Math.round(before.nearPoor * 0.01 * random.next()));
  const wanted = before.households - poorGone - nearPoorGone - after.households;
  const othersGone = Math.min(othersBefore, Math.max(wanted, Math.round(othersBefore * 0.005)));
  const arrived = after.households - (before.households - poorGone - nearPoorGone - othersGone);

  const poorStaying = before.poor - poorGone;
  const intoPoor = Math.max(after.poor - poorStaying, Math.min(after.poor, Math.round(before.poor * 0.06 * random.next())));
  const nearPoorToPoor = Math.min(before.nearPoor - nearPoorGone, Math.floor(intoPoor / 2));
  const outOfPoor = poorStaying + intoPoor - after.poor;
  const poorToNearPoor = Math.min(after.nearPoor, Math.round(outOfPoor * 0.6));

  const nearPoorStaying = before.nearPoor - nearPoorGone - nearPoorToPoor + poorToNearPoor;
  const slips = Math.min(after.nearPoor - poorToNearPoor, Math.round(before.nearPoor * 0.05 * random.next()));
  const aboveToNearPoor = Math.max(after.nearPoor - nearPoorStaying, slips);
  return {
    poorGone,
    nearPoorGone,
    othersGone,
    arrived,
    poorToNearPoor,
    poorToAbove: outOfPoor - poorToNearPoor,
    nearPoorToPoor,
    aboveToPoor: intoPoor - nearPoorToPoor,
    nearPoorToAbove: nearPoorStaying + aboveToNearPoor - after.nearPoor,
    aboveToNearPoor,
  };
}
