import { it } from '@jest/globals';
import { poorReduction, reporting } from '../judging/heard.example.js';
import { describeStoriesOnEachBus } from './describe-stories.js';
import { between } from './story-time.js';

describeStoriesOnEachBus('from breach to end', (story) => {
  it('holds for ten seconds, is told once, and once more when it ends', async () => {
    const world = story();
    world.at('2024-10-05').submit(poorReduction(2));
    world.expectAlert(between('2024-10-05', '2024-10-05'), { unit: '07606', state: 'pending', reason: 'first-breach' });
    world.expectNothingSent(between('2024-10-05', '2024-10-05 12:00:09'));
    world.expectSent(between('2024-10-05 12:00:10', '2024-10-06'), { rule: 'off-target', state: 'firing', reason: 'held' });
    world.at('2024-10-07').submit(poorReduction(9));
    world.expectSent(between('2024-10-07', '2024-10-07 12:00:01'), { unit: '07606', state: 'resolved', reason: 'recovered' });
    world.expectNothingSent(between('2024-10-07 12:00:02', '2024-10-20'));
    await world.run();
  });

  it('raises a missing report when the due day is over, with no event at all', async () => {
    const world = story();
    world.at('2024-09-01').submit(reporting(0));
    world.expectNothingSent(between('2024-09-01', '2024-09-05 23:59:59'));
    world.expectSent(between('2024-09-06 00:00', '2024-09-06 12:00'), {
      rule: 'missing-report',
      reason: 'held',
      says: /hạn nộp 05\/09\/2024/,
    });
    world.at('2024-09-10').submit(reporting(1));
    world.expectSent(between('2024-09-10', '2024-09-10'), { reason: 'report-received', state: 'resolved' });
    await world.run();
  });
});
