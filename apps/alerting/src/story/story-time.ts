export interface Window {
  from: Date;
  /** Inclusive. */
  to: Date;
}

const WRITTEN = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d)(?::(\d\d))?)?$/;

/** `2024-10-05` is its noon, `2024-10-05 08:30` and `2024-10-05 08:30:10` say the time: all in Việt Nam. */
export function instant(written: string): Date {
  const [, day, minute = '12:00', second = '00'] = WRITTEN.exec(written) ?? [];
  const at = new Date(`${day}T${minute}:${second}.000+07:00`);
  if (Number.isNaN(at.getTime()))
    throw new RangeError(`${written}: a story says 2024-10-05, 2024-10-05 08:30 or 2024-10-05 08:30:10`);
  return at;
}

export function between(from: string, to: string): Window {
  const window = { from: instant(from), to: instant(to) };
  if (window.from > window.to) throw new RangeError(`between ${from} and ${to} there is nothing`);
  return window;
}

export const isWithin = (at: Date, { from, to }: Window): boolean => at >= from && at <= to;

export const written = (at: Date): string => new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const VIETNAM = 7 * HOUR;

/** After something happened: each second for a quarter of a minute, then ever more seldom. */
const SOON = [
  ...Array.from({ length: 15 }, (_, n) => (n + 1) * SECOND),
  ...[20, 30, 45].map((n) => n * SECOND),
  ...[1, 2, 5, 9, 10, 11, 15, 20, 30, 45].map((n) => n * MINUTE),
  ...[1, 2, 4, 8, 12].map((n) => n * HOUR),
];
/** And on every day: after midnight, when what the new day brings has been held, and when offices open. */
const OF_A_DAY = [SECOND, 6 * SECOND, 11 * SECOND, 8 * HOUR];

/** The product looks at its clock each second; a story, only when something may be due. Both ends are left out. */
export function looksBetween(from: Date, to: Date): Date[] {
  const [first, last] = [from.getTime(), to.getTime()];
  const looks = new Set(SOON.map((after) => first + after));
  for (let day = Math.floor((first + VIETNAM) / DAY) * DAY - VIETNAM; day < last; day += DAY) {
    for (const time of OF_A_DAY) looks.add(day + time);
  }
  return [...looks]
    .filter((at) => at > first && at < last)
    .sort((a, b) => a - b)
    .map((at) => new Date(at));
}
