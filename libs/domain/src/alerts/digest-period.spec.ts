import { expect, it } from '@jest/globals';
import { digestPeriod, type DigestRhythm } from './digest-period.js';

it.each<[DigestRhythm, string, string | null]>([
  ['weekly', '2024-10-07T07:29:59+07:00', null],
  ['weekly', '2024-10-07T07:30:00+07:00', '2024-10-07 since 2024-09-30'],
  ['weekly', '2024-10-07T18:00:00+07:00', null],
  ['weekly', '2024-10-08T09:00:00+07:00', null],
  ['weekly', '2024-02-12T09:00:00+07:00', null], // Tết
  ['weekly', '2024-02-15T07:30:00+07:00', '2024-02-15 since 2024-02-05'], // the Thursday after it
  ['weekly', '2024-02-19T07:30:00+07:00', '2024-02-19 since 2024-02-15'],
  ['daily', '2024-10-08T08:00:00+07:00', '2024-10-08 since 2024-10-07'],
  ['daily', '2024-10-07T08:00:00+07:00', '2024-10-07 since 2024-10-04'], // over the weekend
  ['daily', '2024-10-06T08:00:00+07:00', null],
])('%s, at %s: %s', (rhythm, now, expected) => {
  const period = digestPeriod(rhythm, new Date(now).toISOString());
  const opens = (day: string): string => new Date(`${day}T07:30:00+07:00`).toISOString();
  const [day, since] = expected?.split(' since ') ?? [];
  expect(period).toEqual(expected && { day, since: opens(since!), until: opens(day!) });
});
