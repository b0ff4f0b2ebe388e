import { it } from '@jest/globals';
import { poorReduction } from '../judging/heard.example.js';
import { describeStories } from './describe-stories.js';
import { FORECAST, putRule } from './rules.example.js';
import { between } from './story-time.js';

const SILENT = { expected: 1, received: 0, onTime: 0 };

/** At the end of June a straight line expects half of it: 3 of 10 is a pace of 0.6, 4.25 of 0.85. */
describeStories('a forecast', (story) => {
  it('says where it ends at this pace, and what pace is needed instead', async () => {
    const world = story();
    world.at('2024-06-01').put(...putRule('forecast', FORECAST));
    world.at('2024-06-30').submit(poorReduction(4));
    world.expectSent(between('2024-06-30', '2024-06-30'), {
      rule: 'forecast',
      says: /cuối kỳ đạt 80,44 % kế hoạch; mỗi tháng còn lại cần 0,9 hộ thay vì 0,7 hộ/,
    });
    world.expectAlert(between('2024-06-30', '2024-06-30'), {
      rule: 'forecast',
      says: /needs 0\.9 households a month instead of 0\.7 households/,
    });
    world.at('2024-07-15').submit(poorReduction(6));
    world.expectSent(between('2024-07-15', '2024-07-15'), { rule: 'forecast', state: 'resolved', reason: 'recovered' });
    await world.run();
  });

  it('is held back while reports are missing, and neither begins nor ends', async () => {
    const world = story();
    world.at('2024-05-01').put(...putRule('forecast', FORECAST));
    world.at('2024-06-30').submit(poorReduction(4, { reporting: SILENT }));
    world.expectNothingSent(between('2024-05-01', '2024-07-09'), { rule: 'forecast' });
    world.at('2024-07-10').submit(poorReduction(4));
    world.expectSent(between('2024-07-10', '2024-07-10'), { rule: 'forecast', state: 'firing' });
    world.at('2024-07-20').submit(poorReduction(9, { reporting: SILENT }));
    world.expectAlert(between('2024-07-20', '2024-07-20'), { rule: 'forecast', state: 'firing', reason: 'held-back-by-reports' });
    world.expectNothingSent(between('2024-07-11', '2024-08-20'), { rule: 'forecast' });
    await world.run();
  });

  it('says nothing in January, and is over with its year', async () => {
    const world = story();
    world
      .at('2024-01-02')
      .put(...putRule('forecast', FORECAST))
      .submit(poorReduction(0));
    world.expectNothingSent(between('2024-01-02', '2024-03-30'), { rule: 'forecast' });
    world.expectSent(between('2024-03-31', '2024-04-02'), { rule: 'forecast', state: 'firing' }); // a quarter of the way is expected
    world.expectSent(between('2025-01-01 00:00', '2025-01-01 09:00'), {
      rule: 'forecast',
      state: 'resolved',
      reason: 'period-over',
    });
    await world.run();
  });
});
