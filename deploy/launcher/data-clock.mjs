/** The moment the samples are made for: 2024 under way. */
export const SAMPLE_STARTS_AT = '2024-10-05T09:00:00+07:00';

/**
 * The clock of a directory: `CHITIEU_NOW` where given, else the sample's, which advances across starts, else none.
 *
 * @param {string | undefined} asked CHITIEU_NOW
 * @param {{ startsAt: string, since: string } | undefined} kept the directory's own
 * @param {Date} launchedAt
 * @returns {{ startsAt: string, since: string } | undefined}
 */
export function dataClock(asked, kept, launchedAt) {
  return asked ? { startsAt: asked, since: launchedAt.toISOString() } : kept;
}

/**
 * What CHITIEU_NOW must say to a process forked now.
 *
 * @param {{ startsAt: string, since: string } | undefined} clock
 * @param {Date} now
 * @returns {string | undefined}
 */
export function dataTime(clock, now) {
  if (!clock) return undefined;
  const at = Date.parse(clock.startsAt) + now.getTime() - Date.parse(clock.since);
  // Left as given where it cannot be read: the settings' own check says what is wrong with it.
  return Number.isNaN(at) ? clock.startsAt : new Date(at).toISOString();
}
