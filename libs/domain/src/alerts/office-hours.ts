import { dayAfter } from '../civil-day.js';
import { isWorkingDay } from '../reporting/working-days.js';

/** Việt Nam's time: what arrives outside of these is read the next working morning. */
const OPENS = '07:30';
const CLOSES = '17:00';
const VIETNAM_MS = 7 * 3_600_000;

/** When offices open next; null: they are open. ISO date-times. */
export function officeOpensAt(now: string): string | null {
  const local = new Date(Date.parse(now) + VIETNAM_MS).toISOString();
  const [day, time] = [local.slice(0, 10), local.slice(11, 16)];
  if (isWorkingDay(day) && time >= OPENS && time < CLOSES) return null;
  let opens = time < OPENS ? day : dayAfter(day);
  while (!isWorkingDay(opens)) opens = dayAfter(opens);
  return new Date(`${opens}T${OPENS}:00.000+07:00`).toISOString();
}
