import type { NewEvent } from '@chitieu/contracts';
import { laneOf } from '@chitieu/domain';

export const TYPE = 'activity.reported.v1';

/** A commune's activity: the smallest event there is. */
export const activity = (commune: string, rev: number, id = `${commune}-${rev}`): NewEvent => ({
  type: TYPE,
  subject: `activity:${id}`,
  key: commune,
  rev,
  data: { activityId: id, ver: 1, orgUnit: commune, heldOn: '2024-03-01', kind: 'meeting', count: 1, qualifier: 'exact' },
});

/** What no sender of ours writes, but the table and the broker can carry. */
export function poison(): NewEvent[] {
  const broken = (name: string, changes: object) =>
    ({ ...activity('07606', 1), subject: `poison:${name}`, lane: laneOf('07606'), ...changes }) as unknown as NewEvent;
  return [
    broken('bad-data', { data: { activityId: 'x', members: -3 } }),
    broken('nul', { data: { activityId: 'a\u0000b', ver: 1 } }),
    broken('no-key', { key: '' }),
    broken('too-large', { data: { activityId: 'x', note: 'x'.repeat(1_100_000) } }),
    broken('unknown-type', { type: 'weather.changed.v1' }),
    broken('unknown-version', { type: 'activity.reported.v99' }),
  ];
}
