import { it } from '@jest/globals';
import { poorReduction, reporting } from '../judging/heard.example.js';
import { describeStories } from './describe-stories.js';
import { OFF_TARGET, putRule } from './rules.example.js';
import { between } from './story-time.js';

const DISTRICT = { orgUnit: '219', name: 'Huyện Lục Ngạn', level: 'district' as const, ancestors: ['VN', '24'] };
const PROVINCE = { orgUnit: '24', name: 'Tỉnh Bắc Giang', level: 'province' as const, ancestors: ['VN'] };
const { kind: _kind, indicators: _indicators, firesBelowPace: _fires, resolvesAtPace: _resolves, ...WATCHING } = OFF_TARGET;

describeStories('levels above the commune', (story) => {
  it('a district owes reports until all of its communes have sent theirs, and says how many', async () => {
    const world = story();
    const rule = { ...WATCHING, kind: 'missing-report' as const, levels: ['district' as const] };
    world.at('2024-08-01').put(...putRule('district-reports', rule));
    world.at('2024-08-02').submit(reporting(9, { ...DISTRICT, reporting: { expected: 12, received: 9, onTime: 9 } }));
    world.expectSent(between('2024-09-06 00:00', '2024-09-06 09:00'), { unit: '219', says: /3 trên 12 đơn vị chưa nộp/ });
    world.at('2024-09-10').submit(reporting(11, { ...DISTRICT, reporting: { expected: 12, received: 11, onTime: 9 } }));
    world.at('2024-09-12').submit(reporting(12, { ...DISTRICT, reporting: { expected: 12, received: 12, onTime: 9 } }));
    world.expectNothingSent(between('2024-09-06 09:01', '2024-09-12 11:59'));
    world.expectSent(between('2024-09-12', '2024-09-12'), { unit: '219', state: 'resolved', reason: 'report-received' });
    await world.run();
  });

  it('a province off its plan is told once, its district and commune are not', async () => {
    const world = story();
    world.at('2024-10-01').put(...putRule('off-target', { ...OFF_TARGET, levels: ['province', 'district', 'commune'] }));
    world.at('2024-10-05').submit(poorReduction(2), poorReduction(2, DISTRICT), poorReduction(2, PROVINCE));
    world.expectSent(between('2024-10-05', '2024-10-20'), { rule: 'off-target' }); // one message in all
    world.expectSent(between('2024-10-05', '2024-10-20'), { unit: '24', state: 'firing' });
    world.expectAlert(between('2024-10-05', '2024-10-06'), { unit: '219', state: 'firing' });
    world.expectAlert(between('2024-10-05', '2024-10-06'), { unit: '07606', state: 'firing' });
    await world.run();
  });
});
