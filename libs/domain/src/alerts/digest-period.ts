import { dayBefore, dayNumber } from '../civil-day.js';
import { isWorkingDay } from '../reporting/working-days.js';
import { dayInVietnamOf, instantOfOpening, officeOpensAt } from './office-hours.js';

export type DigestRhythm = 'daily' | 'weekly';

/** What a digest tells of: what stood when offices opened, however late in the day it is written. */
export interface DigestPeriod {
  /** In Việt Nam; one digest for each. */
  day: string;
  /** ISO date-times: when the one before was due, and this one. */
  since: string;
  until: string;
}

/** A digest is written each working morning, or on the first working day of a week; null: not today, or not yet. */
export function digestPeriod(rhythm: DigestRhythm, now: string): DigestPeriod | null {
  const day = dayInVietnamOf(now);
  if (officeOpensAt(now) !== null || !isDigestDay(rhythm, day)) return null;
  let before = dayBefore(day);
  while (!isDigestDay(rhythm, before)) before = dayBefore(before);
  return { day, since: instantOfOpening(before), until: instantOfOpening(day) };
}

function isDigestDay(rhythm: DigestRhythm, day: string): boolean {
  if (!isWorkingDay(day)) return false;
  if (rhythm === 'daily') return true;
  for (let earlier = day; !isMonday(earlier);) {
    earlier = dayBefore(earlier);
    if (isWorkingDay(earlier)) return false;
  }
  return true;
}

/** The first day that is counted was one. */
const isMonday = (day: string): boolean => dayNumber(day) % 7 === 1;
