import { dayAfter } from '../civil-day.js';
import { isWorkingDay } from '../reporting/working-days.js';

/** Việt Nam's time: what arrives outside of these is read the next working morning. */
const OPENS = '07:30';
const CLOSES = '17:00';
const VIETNAM_MS = 7 * 3_600_000;

/** When offices open next; null: they are open. ISO date-times. */
export function officeOpensAt(now: string): string | null {
  const day = dayInVietnamOf(now);
  const time = inVietnam(now).slice(11, 16);
  if (isWorkingDay(day) && time >= OPENS && time < CLOSES) return null;
  let opens = time < OPENS ? day : dayAfter(day);
  while (!isWorkingDay(opens)) opens = dayAfter(opens);
  return instantOfOpening(opens);
}

const inVietnam = (now: string): string => new Date(Date.parse(now) + VIETNAM_MS).toISOString();
export const dayInVietnamOf = (now: string): string => inVietnam(now).slice(0, 10);
export const instantOfOpening = (day: string): string => new Date(`${day}T${OPENS}:00.000+07:00`).toISOString();
