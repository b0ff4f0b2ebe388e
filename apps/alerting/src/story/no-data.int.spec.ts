import { it } from '@jest/globals';
import { poorReduction, value } from '../judging/heard.example.js';
import { describeStories } from './describe-stories.js';
import { between } from './story-time.js';

describeStories('no data', (story) => {
  it('a figure that vanishes is an alert of its own, until it is there again', async () => {
    const world = story();
    world.at('2024-10-05').submit(poorReduction(9));
    world.at('2024-10-06').submit(poorReduction(null));
    world.expectNothingSent(between('2024-10-05', '2024-10-06 12:00:59'));
    world.expectSent(between('2024-10-06 12:01', '2024-10-06 13:00'), {
      rule: 'no-data',
      state: 'firing',
      says: /now there is none/,
    });
    world.at('2024-10-08').submit(poorReduction(9));
    world.expectSent(between('2024-10-08', '2024-10-08'), { rule: 'no-data', state: 'resolved', reason: 'figure-there' });
    await world.run();
  });

  it('a figure that never came is one once its year is over, if the plan asks for it', async () => {
    const world = story();
    const unplanned = value('poor-reduction', null, { target: null });
    world.at('2024-10-05').submit(poorReduction(null), poorReduction(null, { orgUnit: '07609', values: [unplanned] }));
    world.expectNothingSent(between('2024-10-05', '2024-12-31 23:59'));
    world.expectSent(between('2025-01-01 00:00', '2025-01-01 09:00'), { rule: 'no-data', unit: '07606', says: /vẫn chưa có số/ });
    world.expectNoAlert(between('2024-10-05', '2025-02-01'), { unit: '07609' });
    await world.run();
  });

  it('ends no alert, neither for the programme nor by the passing of the year', async () => {
    const world = story();
    world.at('2024-10-05').submit(poorReduction(2));
    world.at('2024-11-05').submit(poorReduction(null));
    world.expectNoAlert(between('2024-11-05', '2025-03-01'), { rule: 'off-target', state: 'resolved' });
    world.expectNoAlert(between('2024-11-05', '2025-03-01'), { rule: 'off-target', state: 'retracted' });
    world.at('2025-03-02').submit(poorReduction(10));
    world.expectSent(between('2025-03-02', '2025-03-02'), { rule: 'off-target', state: 'resolved' });
    await world.run();
  });
});
