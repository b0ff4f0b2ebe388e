import { it } from '@jest/globals';
import type { IndicatorChanged } from '@chitieu/contracts';
import { heard, poorReduction, value } from '../judging/heard.example.js';
import { describeStories } from './describe-stories.js';
import { between } from './story-time.js';

/** Communes of Lục Ngạn, `07501` and so on: ten households planned, so many fewer in October. */
const communes = (from: number, to: number, reducedBy: number): IndicatorChanged[] =>
  Array.from({ length: to - from + 1 }, (_, i) => {
    const orgUnit = `075${String(from + i).padStart(2, '0')}`;
    return poorReduction(reducedBy, { orgUnit, name: `Xã ${orgUnit}` });
  });
const codes = (from: number, to: number): string[] => communes(from, to, 0).map(({ orgUnit }) => orgUnit);
/** So that the district has a name. */
const LUC_NGAN = heard({
  ...{ orgUnit: '219', name: 'Huyện Lục Ngạn', level: 'district', ancestors: ['VN', '24'] },
  values: [value('poor-reduction', 9)],
});

describeStories('messages about a group of alerts', (story) => {
  it('says once that twelve communes of a district fail at once, and a day later that a thirteenth does', async () => {
    const world = story();
    world.at('2024-10-01 08:00').submit(LUC_NGAN, ...communes(1, 12, 2), ...communes(13, 15, 9));
    world.at('2024-10-01 11:00').submit(...communes(13, 13, 1));
    world.expectSent(between('2024-10-01 08:00', '2024-10-01 08:01'), {}, 12);
    world.expectMessages(between('2024-10-01 00:00', '2024-10-01 08:09'));
    world.expectMessages(between('2024-10-01 08:09', '2024-10-01 09:00'), {
      reason: 'first-breach',
      units: codes(1, 12),
      says: /^12 trên 15 xã của Huyện Lục Ngạn không đạt so với lộ trình: .+, 2024$/,
    });
    world.expectMessages(between('2024-10-01 09:00', '2024-10-02 08:05'));
    world.expectMessages(between('2024-10-02 08:05', '2024-10-04'), {
      reason: 'member-added',
      units: codes(1, 13),
      says: /^13 trên 15 xã/,
    });
    await world.run();
  });

  it('holds those that follow within ten minutes in the same message, and says nothing of what passed before it', async () => {
    const world = story();
    world.at('2024-10-01 08:00').submit(...communes(1, 2, 2));
    world.at('2024-10-01 08:05').submit(...communes(3, 3, 2), ...communes(1, 1, 9));
    world.expectMessages(between('2024-10-01 00:00', '2024-10-05'), { reason: 'first-breach', units: codes(2, 3) });
    await world.run();
  });

  it('says again after a week what still fires, and nothing in between', async () => {
    const world = story();
    world.at('2024-10-01 08:00').submit(...communes(1, 2, 2));
    const first = { reason: 'first-breach', units: codes(1, 2) };
    world.expectMessages(between('2024-10-01 00:00', '2024-10-12'), first, { ...first, reason: 'repeat-due' });
    await world.run();
  });

  it('says that some have ended a day later, and at once that all have', async () => {
    const world = story();
    world.at('2024-10-01 08:00').submit(...communes(1, 3, 2));
    world.at('2024-10-01 10:00').submit(...communes(1, 1, 9));
    world.at('2024-10-03 10:00').submit(...communes(2, 3, 9));
    world.expectMessages(
      between('2024-10-01 00:00', '2024-10-31'),
      { reason: 'first-breach', units: codes(1, 3) },
      { reason: 'member-ended', units: ['07502', '07503', '07501'] },
      { reason: 'all-ended', units: codes(2, 3), says: /^2 trên 3 xã của 219 đã hết cảnh báo/ },
    );
    await world.run();
  });

  it('tells those who were told that it had never been true', async () => {
    const world = story();
    world.at('2025-01-06 08:00').submit(...communes(1, 1, 2));
    world.at('2025-01-06 14:00').submit(...communes(1, 1, 10));
    world.expectAlert(between('2025-01-06 14:00', '2025-01-06 15:00'), { state: 'retracted' });
    world.expectMessages(
      between('2025-01-06 00:00', '2025-01-31'),
      { reason: 'first-breach', units: ['07501'] },
      { reason: 'all-ended', units: ['07501'], says: /chưa từng đúng/ },
    );
    await world.run();
  });

  it('waits for the morning, over a weekend', async () => {
    const world = story();
    world.at('2024-10-04 18:00').submit(...communes(1, 1, 2));
    world.expectMessages(between('2024-10-04 18:00', '2024-10-07 07:29'));
    world.expectMessages(between('2024-10-07 07:30', '2024-10-07 09:00'), { reason: 'first-breach' });
    await world.run();
  });

  it('waits until Tết is over', async () => {
    const world = story();
    world.at('2024-02-08 09:00').submit(...communes(1, 1, 2).map((one) => ({ ...one, period: '2023' }))); // the holiday's first day
    world.expectMessages(between('2024-02-08 09:00', '2024-02-15 07:29'));
    world.expectMessages(between('2024-02-15 07:30', '2024-02-16'), { reason: 'first-breach' });
    await world.run();
  });

  it('tells operators of their own at once, by night', async () => {
    const world = story();
    const difference = { unit: '07606', period: '2023', measure: 'poor', recomputed: '58', stored: '59' };
    world.at('2024-10-05 23:00').check({
      ...{
        orgUnit: '24',
        name: 'Tỉnh Bắc Giang',
        level: 'province',
        ancestors: ['VN'],
        rev: 1,
        checkedAt: '2024-10-05T16:00:00.000Z',
      },
      ...{ values: 10, pending: 0, differenceCount: 1, differences: [difference] },
    });
    world.expectMessages(between('2024-10-05 23:00', '2024-10-05 23:00:20'), { reason: 'first-breach', units: ['24'] });
    await world.run();
  });

  it('leaves out what is silent, and says it when the silence is over', async () => {
    const world = story();
    const silence = { by: 'Trưởng phòng', reason: 'lũ', until: '2024-10-03T08:00:00+07:00' };
    world.at('2024-10-01 07:40').post('silences', { matchers: { orgUnit: '07501' }, ...silence }, 201);
    world.at('2024-10-01 08:00').submit(...communes(1, 2, 2));
    world.expectMessages(
      between('2024-10-01 00:00', '2024-10-05'),
      { reason: 'first-breach', units: ['07502'] },
      { reason: 'member-added', units: codes(1, 2) },
    );
    await world.run();
  });

  it('keeps each indicator, district and period to itself', async () => {
    const world = story();
    const elsewhere = communes(1, 1, 2).map((one) => ({ ...one, orgUnit: '07301', ancestors: ['VN', '24', '218'] }));
    world.at('2024-10-01 08:00').submit(...communes(1, 1, 2), ...elsewhere);
    world.expectMessages(between('2024-10-01 00:00', '2024-10-05'), { reason: 'first-breach' }, { reason: 'first-breach' });
    await world.run();
  });
});
