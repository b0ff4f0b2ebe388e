import { it } from '@jest/globals';
import type { IndicatorChanged } from '@chitieu/contracts';
import { poorReduction, reporting } from '../judging/heard.example.js';
import { describeStories } from './describe-stories.js';
import { OFF_TARGET, putRule } from './rules.example.js';
import { between } from './story-time.js';

const SILENT = { expected: 1, received: 0, onTime: 0 };
const district = (reducedBy: number, part: Partial<IndicatorChanged> = {}): IndicatorChanged =>
  poorReduction(reducedBy, { orgUnit: '219', name: 'Huyện Lục Ngạn', level: 'district', ancestors: ['VN', '24'], ...part });

describeStories('one alert is told in the place of another', (story) => {
  it('a critical one about the same figure, and the warning once the critical has ended', async () => {
    const world = story();
    world
      .at('2024-10-01')
      .put(...putRule('far-off-target', { ...OFF_TARGET, severity: 'critical', firesBelowPace: '0.30', resolvesAtPace: '0.35' }));
    world.at('2024-10-05').submit(poorReduction(2));
    world.expectSent(between('2024-10-05', '2024-10-06'), { rule: 'far-off-target', state: 'firing', severity: 'critical' });
    world.expectNothingSent(between('2024-10-05', '2024-10-06 11:59'), { rule: 'off-target' });
    world.expectAlert(between('2024-10-05', '2024-10-05 12:00:12'), { rule: 'off-target', state: 'firing' });
    world.at('2024-10-06').submit(poorReduction(4)); // a pace of 0.52: far no more, and still off
    world.expectSent(between('2024-10-06', '2024-10-06 12:01'), { rule: 'far-off-target', state: 'resolved' });
    world.expectSent(between('2024-10-06', '2024-10-06 12:01'), { rule: 'off-target', state: 'firing', inhibitedBy: null });
    await world.run();
  });

  it('a district is told in place of its communes, and they are when it recovers', async () => {
    const world = story();
    world.at('2024-10-01').put(...putRule('off-target', { ...OFF_TARGET, levels: ['district', 'commune'] }));
    world.at('2024-10-05').submit(district(30, { values: poorReduction(2).values }));
    world.at('2024-10-05 13:00').submit(poorReduction(2), poorReduction(1, { orgUnit: '07609', name: 'Xã B' }));
    world.expectSent(between('2024-10-05', '2024-10-07'), { unit: '219', state: 'firing' });
    world.expectNothingSent(between('2024-10-05 12:00:11', '2024-10-07 11:59'));
    world.expectAlert(between('2024-10-05 13:00', '2024-10-05 13:01'), { unit: '07609', state: 'firing' });
    world.at('2024-10-07').submit(district(9));
    world.expectSent(between('2024-10-07', '2024-10-07 12:01'), { unit: '219', state: 'resolved' });
    world.expectSent(between('2024-10-07', '2024-10-07 12:01'), { unit: '07606', state: 'firing', reason: 'held' });
    world.expectSent(between('2024-10-07', '2024-10-07 12:01'), { unit: '07609', state: 'firing', reason: 'held' });
    await world.run();
  });

  it('a commune elsewhere is told all the same', async () => {
    const world = story();
    world.at('2024-10-01').put(...putRule('off-target', { ...OFF_TARGET, levels: ['district', 'commune'] }));
    world.at('2024-10-05').submit(district(2));
    world.at('2024-10-05 13:00').submit(poorReduction(2, { orgUnit: '00001', name: 'Xã C', ancestors: ['VN', '01', '001'] }));
    world.expectSent(between('2024-10-05 13:00', '2024-10-05 14:00'), { unit: '00001', state: 'firing' });
    await world.run();
  });

  it('a missing report is told, the figures that cannot be there are not', async () => {
    const world = story();
    world.at('2024-09-01').submit(reporting(0), poorReduction(2));
    world.at('2024-09-10').submit(poorReduction(null, { reporting: SILENT }));
    world.expectSent(between('2024-09-01', '2024-09-02'), { rule: 'off-target', state: 'firing' });
    world.expectSent(between('2024-09-06 00:00', '2024-09-06 12:00'), { rule: 'missing-report', state: 'firing' });
    world.expectAlert(between('2024-09-10', '2024-09-11'), { rule: 'no-data', state: 'firing', reason: 'held' });
    world.expectNothingSent(between('2024-09-06 12:00', '2024-09-20'));
    await world.run();
  });

  it('what was told before it was muted is told to have ended; what never was, is not', async () => {
    const world = story();
    world.at('2024-10-01').put(...putRule('off-target', { ...OFF_TARGET, levels: ['district', 'commune'] }));
    world.at('2024-10-05').submit(poorReduction(2));
    world.at('2024-10-06').submit(district(2));
    world.at('2024-10-07').submit(poorReduction(1, { orgUnit: '07609', name: 'Xã B' }));
    world.at('2024-10-08').submit(poorReduction(9), poorReduction(9, { orgUnit: '07609', name: 'Xã B' }));
    world.expectSent(between('2024-10-08', '2024-10-09'), { unit: '07606', state: 'resolved' });
    world.expectNothingSent(between('2024-10-07', '2024-10-09'), { unit: '07609' });
    world.expectAlert(between('2024-10-08', '2024-10-09'), { unit: '07609', state: 'resolved' });
    await world.run();
  });
});
