import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { AlertOnWire, BusEvent, IntegrityChecked } from '@chitieu/contracts';
import { laneOf } from '@chitieu/domain';
import { FakeEventLog } from '@chitieu/messaging';
import { FixedClock } from '@chitieu/runtime';
import { testDatabase, type TestDatabase } from '@chitieu/testing';
import { acknowledgeAlert } from '../acknowledge-alert.js';
import { OnClockTick } from '../on-clock-tick.js';
import { OnIntegrityChecked } from '../on-integrity-checked.js';
import { Channels } from '../telling/channels.js';
import { seedRules } from './alert-rules.js';

const NOON = Date.parse('2024-12-31T05:00:00.000Z');
const WEBHOOK = { CHITIEU_ALERT_WEBHOOK_URL: 'http://127.0.0.1:1/', CHITIEU_ALERT_WEBHOOK_SECRET: 'a secret of ours' };

describe('an alert about the product’s own numbers', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await seedRules(database.db);
  });
  afterAll(() => database.drop());
  afterEach(() => database.db.query('TRUNCATE alerting.integrity, alerting.delivery, alerting.message_group, alerting.alert'));

  function world() {
    const clock = new FixedClock(new Date(NOON));
    const log = new FakeEventLog();
    const channels = new Channels(WEBHOOK);
    const handler = new OnIntegrityChecked(log, clock);
    const alerts = () => log.appended.map(({ data }) => (data as unknown as { alert: AlertOnWire }).alert);
    return {
      log,
      alerts,
      tick: new OnClockTick(database.db, log, clock, channels),
      onDay: (day: number) => clock.set(new Date(NOON + day * 86_400_000)),
      hear: (...checks: IntegrityChecked[]) => database.db.transaction((tx) => handler.on({ events: checks.map(asEvent), tx })),
      told: () => alerts().map(({ state, reason, episode }) => `${state} ${reason} ${episode}`),
    };
  }

  it('fires at once, is told in each channel, and ends with the next clean check', async () => {
    const { hear, told, alerts, tick } = world();
    await hear(checked({ rev: 1 }));
    await hear(checked({ rev: 2, ...WRONG }));
    await tick.run();
    expect(alerts()[0]).toMatchObject({
      ...{
        rule: 'kpi-mismatch',
        severity: 'critical',
        indicator: 'kpi-integrity',
        period: '2024',
        actual: null,
        ancestors: ['VN'],
      },
      orgUnit: { code: '24', name: 'Tỉnh Bắc Giang', level: 'province' },
      message: {
        vi: 'Tỉnh Bắc Giang: 1 chỗ số lưu khác với số tính lại từ dữ liệu gốc, ví dụ 07606 2023 poor: tính lại 58, đang lưu 59.',
      },
    });
    await hear(checked({ rev: 3 }));
    await tick.run();
    expect(told()).toEqual(['firing first-breach 1', 'resolved numbers-agree 1']);
    const deliveries = await database.db.query('SELECT channel FROM alerting.delivery ORDER BY created_at, channel');
    expect(deliveries).toHaveLength(4);
  });

  it('is one for a province and episode, however often it is found and whatever year it is by then', async () => {
    const { hear, told, onDay, alerts } = world();
    await hear(checked({ rev: 1, ...WRONG }));
    onDay(1);
    await hear(checked({ rev: 2, ...WRONG }));
    await hear(checked({ rev: 3, ...WRONG, differenceCount: 7 }));
    await hear(checked({ rev: 4 }));
    await hear(checked({ rev: 5, ...WRONG }));
    expect(told()).toEqual([
      'firing first-breach 1',
      'firing first-breach 1',
      'resolved numbers-agree 1',
      'firing first-breach 1',
    ]);
    expect(alerts().map(({ period }) => period)).toEqual(['2024', '2024', '2024', '2025']);
  });

  it('the same check twice changes nothing, nor does an older one', async () => {
    const { hear, told } = world();
    await hear(checked({ rev: 2, ...WRONG }));
    await expect(hear(checked({ rev: 2, ...WRONG }), checked({ rev: 1 }))).resolves.toMatchObject({ dropped: { stale: 2 } });
    expect(told()).toEqual(['firing first-breach 1']);
  });

  it('is none of the clock’s business, and keeps what somebody answered', async () => {
    const { hear, tick, log, alerts } = world();
    await hear(checked({ rev: 1, ...WRONG }));
    await tick.run();
    const { id } = alerts()[0]!;
    await database.db.transaction((tx) =>
      acknowledgeAlert(tx, log, id, { by: 'vận hành', note: 'đang dựng lại' }, new Date(NOON)),
    );
    await hear(checked({ rev: 2 }));
    expect(alerts().at(-1)).toMatchObject({ state: 'resolved', acknowledged: { by: 'vận hành' }, ver: 3 });
  });
});

const WRONG = {
  differenceCount: 1,
  differences: [{ unit: '07606', period: '2023', measure: 'poor', recomputed: '58', stored: '59' }],
};

const checked = (part: Partial<IntegrityChecked>): IntegrityChecked => ({
  ...{
    orgUnit: '24',
    name: 'Tỉnh Bắc Giang',
    level: 'province' as const,
    ancestors: ['VN'],
    rev: 1,
    checkedAt: '2024-12-31T05:00:00.000Z',
  },
  ...{ values: 1_000, pending: 0, differenceCount: 0, differences: [] },
  ...part,
});

const asEvent = (data: IntegrityChecked): BusEvent<'integrity.checked.v1'> => ({
  ...{ id: `${data.orgUnit}-${data.rev}`, type: 'integrity.checked.v1', subject: `integrity:${data.orgUnit}`, key: data.orgUnit },
  ...{ lane: laneOf(data.orgUnit), rev: data.rev, time: data.checkedAt, data },
});
