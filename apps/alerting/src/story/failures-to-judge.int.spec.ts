import { it } from '@jest/globals';
import { poorReduction, value } from '../judging/heard.example.js';
import { describeStories } from './describe-stories.js';
import { between } from './story-time.js';

/** A share of nothing: no ratio. */
const BROKEN = value('near-poor-reduction', 1, { actual: { num: '1', den: '0' } });

describeStories('a rule that cannot be judged', (story) => {
  it('is told to operators, and its neighbours are judged', async () => {
    const world = story();
    const both = [...poorReduction(2).values, BROKEN];
    world.at('2024-10-05').submit(poorReduction(2, { values: both }));
    world.expectSent(between('2024-10-05', '2024-10-05'), {
      rule: 'evaluation-error',
      audience: 'operators',
      says: /cannot judge near-poor-reduction: the denominator of a ratio is zero/,
    });
    world.expectSent(between('2024-10-05 12:00:10', '2024-10-06'), {
      rule: 'off-target',
      audience: 'programme',
      state: 'firing',
    });
    world.at('2024-10-07').submit(poorReduction(2));
    world.expectSent(between('2024-10-07', '2024-10-07'), {
      rule: 'evaluation-error',
      state: 'resolved',
      reason: 'can-be-judged',
    });
    await world.run();
  });

  it('ends nothing', async () => {
    const world = story();
    world.at('2024-10-05').submit(poorReduction(0, { values: [value('near-poor-reduction', 2)] }));
    world.at('2024-10-06').submit(poorReduction(0, { values: [BROKEN] }));
    world.expectSent(between('2024-10-05', '2024-10-05 13:00'), { rule: 'off-target', state: 'firing' });
    world.expectNoAlert(between('2024-10-06', '2024-11-01'), { rule: 'off-target', state: 'resolved' });
    await world.run();
  });
});
