import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AlertOnWire, IndicatorChanged } from '@chitieu/contracts';
import { FakeEventLog } from '@chitieu/messaging';
import { FixedClock } from '@chitieu/runtime';
import { testDatabase, type TestDatabase } from '@chitieu/testing';
import { acknowledgeAlert } from '../acknowledge-alert.js';
import { OnClockTick } from '../on-clock-tick.js';
import { OnIndicatorChanged } from '../on-indicator-changed.js';
import { Channels } from '../telling/channels.js';
import { seedRules } from './alert-rules.js';
import { asEvent, poorReduction, reporting } from './heard.example.js';

const NOON = Date.parse('2024-10-05T05:00:00.000Z');
const webhook = { CHITIEU_ALERT_WEBHOOK_URL: 'http://127.0.0.1:1/', CHITIEU_ALERT_WEBHOOK_SECRET: 'a secret of ours' };

describe('alerting on a real database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await seedRules(database.db);
    await database.db.query(`UPDATE alerting.rule SET enabled = false WHERE id = 'no-data'`); // has stories of its own
  });
  afterAll(() => database.drop());
  afterEach(() => database.db.query('TRUNCATE alerting.observation, alerting.delivery, alerting.message_group, alerting.alert'));

  function world() {
    const clock = new FixedClock(new Date(NOON));
    const log = new FakeEventLog();
    const channels = new Channels(webhook);
    const handler = new OnIndicatorChanged(log, clock);
    const tick = new OnClockTick(database.db, log, clock, channels);
    return {
      log,
      tick,
      at: (second: number) => clock.set(new Date(NOON + second * 1_000)),
      hear: (...messages: IndicatorChanged[]) =>
        database.db.transaction((tx) => handler.on({ events: messages.map(asEvent), tx })),
      told: () =>
        log.appended
          .map(({ data }) => (data as unknown as { alert: AlertOnWire }).alert)
          .map(({ state, reason }) => `${state} ${reason}`),
      rows: () =>
        database.db.query<{ state: string; episode: number; ver: number }>(
          'SELECT state, episode, ver FROM alerting.alert ORDER BY rule, unit, episode',
        ),
      deliveries: () =>
        database.db.query<{ channel: string; state: string }>(
          'SELECT channel, state FROM alerting.delivery ORDER BY created_at, channel',
        ),
    };
  }

  it('goes from pending to firing by time alone, told once', async () => {
    const { at, hear, tick, told, deliveries } = world();
    await hear(poorReduction(2));
    at(9);
    await tick.run();
    expect(told()).toEqual(['pending first-breach']);
    expect(await deliveries()).toEqual([]);
    at(10);
    await tick.run();
    await tick.run();
    expect(told()).toEqual(['pending first-breach', 'firing held']);
    expect(await deliveries()).toEqual([{ channel: 'in-app', state: 'sent' }]);
  });

  it('the same event twice changes nothing, nor does an older one', async () => {
    const { hear, told, rows } = world();
    await hear(poorReduction(2, { rev: 7 }));
    const before = await rows();
    await expect(hear(poorReduction(2, { rev: 7 }))).resolves.toMatchObject({ dropped: { stale: 1 } });
    await expect(hear(poorReduction(9, { rev: 6 }))).resolves.toMatchObject({ dropped: { stale: 1 } });
    expect(await rows()).toEqual(before);
    expect(told()).toEqual(['pending first-breach']);
  });

  it('judges only the newest of a batch, whatever its order', async () => {
    const { hear, told, rows } = world();
    await hear(poorReduction(2, { rev: 3 }), poorReduction(9, { rev: 4 }), poorReduction(1, { rev: 2 }));
    expect(told()).toEqual([]);
    expect(await rows()).toEqual([]);
  });

  it('resolves, and a new breach is the next episode', async () => {
    const { at, hear, tick, told, rows, deliveries } = world();
    await hear(poorReduction(2, { rev: 1 }));
    at(10);
    await tick.run();
    await hear(poorReduction(9, { rev: 2 }));
    at(20);
    await hear(poorReduction(2, { rev: 3 }));
    at(30);
    await tick.run();
    expect(told()).toEqual(['pending first-breach', 'firing held', 'resolved recovered', 'pending breach-again', 'firing held']);
    expect(await rows()).toEqual([
      { state: 'resolved', episode: 1, ver: 3 },
      { state: 'firing', episode: 2, ver: 2 },
    ]);
    expect(await deliveries()).toHaveLength(3);
  });

  it('takes an alert back that a correction to a period long over shows never to have been true', async () => {
    const { at, hear, tick, told } = world();
    const of2023 = { period: '2023' };
    await hear(poorReduction(2, { ...of2023, rev: 1 }));
    at(10);
    await tick.run();
    await hear(poorReduction(12, { ...of2023, rev: 2 }));
    expect(told()).toEqual(['pending first-breach', 'firing held', 'retracted restated']);
  });

  it('tells moved figures of an open alert, but delivers nothing for them', async () => {
    const { at, hear, tick, log, deliveries } = world();
    await hear(poorReduction(2, { rev: 1 }));
    at(10);
    await tick.run();
    await hear(poorReduction(3, { rev: 2 }));
    const last = (log.appended.at(-1)!.data as unknown as { alert: AlertOnWire }).alert;
    expect(last).toMatchObject({ state: 'firing', reason: 'held', ver: 3, actual: { num: '3', den: '1', value: '3' } });
    expect(last.notifications.map(({ channel }) => channel)).toEqual(['in-app']);
    expect(await deliveries()).toHaveLength(1);
  });

  it('no data holds a firing alert', async () => {
    const { at, hear, tick, rows } = world();
    await hear(poorReduction(2, { rev: 1 }));
    at(10);
    await tick.run();
    await hear(poorReduction(null, { rev: 2 }));
    expect(await rows()).toMatchObject([{ state: 'firing' }]);
  });

  it('raises a missing report when the due day has passed, with no event at all', async () => {
    const { at, hear, tick, told } = world();
    at(-31 * 86_400); // 2024-09-04
    await hear(reporting(0));
    await tick.run();
    at(-30 * 86_400); // the due day
    await tick.run();
    expect(told()).toEqual([]);
    at(-29 * 86_400);
    await tick.run();
    at(-29 * 86_400 + 5);
    await tick.run();
    await hear(reporting(1, { rev: 2 }));
    expect(told()).toEqual(['pending first-breach', 'firing held', 'resolved report-received']);
  });

  it('keeps no observation that no rule watches', async () => {
    const { hear } = world();
    const settled = await hear(poorReduction(2, { level: 'district' }), poorReduction(2, { period: '2024-Q3' }));
    expect(settled).toMatchObject({ dropped: { unwatched: 2, stale: 0 } });
    expect(await database.db.query('SELECT FROM alerting.observation')).toHaveLength(0);
  });

  it('judges each subject once when ticks and events come at the same time', async () => {
    const { hear, tick, at, rows, told, deliveries } = world();
    const units = Array.from({ length: 40 }, (_, i) => `c${i}`);
    await Promise.all(
      units.flatMap((orgUnit) => [hear(poorReduction(2, { orgUnit })), hear(poorReduction(2, { orgUnit, rev: 2 })), tick.run()]),
    );
    at(10);
    await Promise.all([tick.run(), tick.run(), hear(...units.map((orgUnit) => poorReduction(2, { orgUnit, rev: 3 })))]);
    await tick.run();
    expect(told().filter((one) => one === 'firing held')).toHaveLength(40);
    expect((await rows()).map(({ state, episode, ver }) => ({ state, episode, ver }))).toEqual(
      units.map(() => ({ state: 'firing', episode: 1, ver: 2 })),
    );
    expect(await deliveries()).toHaveLength(40);
  });

  it('an acknowledgement stays while the alert lasts, and the same words again change nothing', async () => {
    const { at, hear, tick, log, rows } = world();
    await hear(poorReduction(2, { rev: 1 }));
    at(10);
    await tick.run();
    const [{ id }] = (await database.db.query<{ id: string }>('SELECT id FROM alerting.alert')) as [{ id: string }];
    const acknowledge = (note: string) =>
      database.db.transaction((tx) => acknowledgeAlert(tx, log, id, { by: 'Phòng LĐTBXH', note }, new Date(NOON)));
    await acknowledge('xã đang rà soát lại');
    const again = await acknowledge('xã đang rà soát lại');
    expect(again).toMatchObject({ ver: 3, acknowledged: { by: 'Phòng LĐTBXH', note: 'xã đang rà soát lại' } });
    await hear(poorReduction(3, { rev: 2 }));
    await hear(poorReduction(9, { rev: 3 }));
    expect(log.appended.at(-1)!.data).toMatchObject({
      alert: { state: 'resolved', acknowledged: { note: 'xã đang rà soát lại' } },
    });
    expect(await rows()).toMatchObject([{ state: 'resolved', ver: 5 }]);
    await expect(acknowledge('muộn rồi')).rejects.toMatchObject({ code: 'alert-ended' });
  });
});
