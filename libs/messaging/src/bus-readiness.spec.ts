import { expect, it } from '@jest/globals';
import { readiness } from '@chitieu/runtime';
import { busReadiness } from './bus-readiness.js';
import type { Lag } from './event-log.js';
import { FakeEventLog } from './event-log.fake.js';

const lane = (lane: number, seconds: number) => ({ lane, events: 5, seconds });

it('is ready when merely behind, and says so with the worst lane', async () => {
  const log = new FakeEventLog();
  log.lag = async (): Promise<Lag[]> => [{ group: 'g', events: 10, seconds: 40, lanes: [lane(3, 2), lane(9, 40)] }];
  const { ready, checks } = await readiness([busReadiness(log)]);
  expect(ready).toBe(true);
  expect(checks[0]!.detail).toEqual({
    groups: [{ group: 'g', behind: true, events: 10, seconds: 40, worstLane: lane(9, 40) }],
    outboxHorizonAgeSeconds: 0,
  });
});

it('does not take a process away from its readers because the lag cannot be told', async () => {
  const log = new FakeEventLog();
  log.lag = () => Promise.reject(new Error('no broker'));
  const { ready, checks } = await readiness([busReadiness(log)]);
  expect(ready).toBe(true);
  expect(checks[0]!.detail).toMatchObject({ groups: { unknown: 'no broker' } });
});
