import { it } from '@jest/globals';
import { poorReduction } from '../judging/heard.example.js';
import { describeStories } from './describe-stories.js';
import { OFF_TARGET, putRule } from './rules.example.js';
import { between } from './story-time.js';

const TWICE = { ...OFF_TARGET, periods: ['halfYear' as const], holdForMs: 0, holdForPeriods: 2 };
const first = (reducedBy: number) => poorReduction(reducedBy, { period: '2024-S1' });
const second = (reducedBy: number) => poorReduction(reducedBy, { period: '2024-S2' });

describeStories('two half-years in a row', (story) => {
  it('fires when the second has ended, not a day before', async () => {
    const world = story();
    world.at('2024-01-02').put(...putRule('twice', TWICE));
    world.at('2024-06-01').submit(first(2));
    world.at('2024-11-01').submit(second(3));
    world.expectNothingSent(between('2024-01-02', '2024-12-31 23:59'));
    world.expectAlert(between('2024-06-01', '2024-06-02'), { rule: 'twice', period: '2024-S1', state: 'pending' });
    world.expectSent(between('2025-01-01 00:00', '2025-01-01 09:00'), { rule: 'twice', period: '2024-S2', state: 'firing' });
    world.expectNothingSent(between('2025-01-02', '2025-02-01'));
    await world.run();
  });

  it('one bad half-year is told to nobody', async () => {
    const world = story();
    world.at('2024-01-02').put(...putRule('twice', TWICE));
    world.at('2024-06-01').submit(first(9));
    world.at('2024-11-01').submit(second(3));
    world.expectNothingSent(between('2024-01-02', '2025-03-01'));
    world.expectAlert(between('2024-11-01', '2025-01-02'), { period: '2024-S2', state: 'pending' });
    await world.run();
  });

  it('is taken back when the first is corrected', async () => {
    const world = story();
    world.at('2024-01-02').put(...putRule('twice', TWICE));
    world.at('2024-06-01').submit(first(2));
    world.at('2024-11-01').submit(second(3));
    world.at('2025-02-01').submit(first(10));
    world.expectSent(between('2025-01-01 00:00', '2025-01-01 09:00'), { period: '2024-S2', state: 'firing' });
    world.expectSent(between('2025-02-01', '2025-02-01 12:01'), { period: '2024-S2', state: 'retracted', reason: 'restated' });
    await world.run();
  });
});
