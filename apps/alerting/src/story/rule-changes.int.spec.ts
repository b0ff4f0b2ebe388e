import { it } from '@jest/globals';
import { poorReduction } from '../judging/heard.example.js';
import { describeStories } from './describe-stories.js';
import { FORECAST, OFF_TARGET, putRule } from './rules.example.js';
import { between } from './story-time.js';

describeStories('a rule is changed in the middle', (story) => {
  it('its version stands on each alert it decides, and what it lets pass ends', async () => {
    const world = story();
    world.at('2024-10-05').submit(poorReduction(4));
    world.expectAlert(between('2024-10-05', '2024-10-06'), { state: 'firing', ruleVersion: 1 });
    world.at('2024-10-07').put(...putRule('off-target', { ...OFF_TARGET, firesBelowPace: '0.40', resolvesAtPace: '0.45' }));
    world.expectSent(between('2024-10-07', '2024-10-07 12:00:01'), { state: 'resolved', ruleVersion: 2 });
    await world.run();
  });

  it('the same rule again is no new version', async () => {
    const world = story();
    world
      .at('2024-10-01')
      .put(...putRule('off-target', OFF_TARGET))
      .put(...putRule('off-target', OFF_TARGET));
    world.at('2024-10-05').submit(poorReduction(4));
    world.expectAlert(between('2024-10-05', '2024-10-06'), { state: 'firing', ruleVersion: 1 });
    await world.run();
  });

  it('switched off, it ends what is open, and begins nothing', async () => {
    const world = story();
    world.at('2024-10-05').submit(poorReduction(4));
    world.at('2024-10-07').put(...putRule('off-target', OFF_TARGET, false));
    world.expectSent(between('2024-10-07', '2024-10-07 12:00:01'), {
      state: 'resolved',
      reason: 'no-longer-watched',
      says: /đã tắt/,
    });
    world.at('2024-10-08').submit(poorReduction(1));
    world.expectNoAlert(between('2024-10-08', '2024-10-20'));
    await world.run();
  });

  it('no longer watching an indicator, it ends the alerts about it', async () => {
    const world = story();
    world.at('2024-10-05').submit(poorReduction(4));
    world.at('2024-10-07').put(...putRule('off-target', { ...OFF_TARGET, indicators: ['poor-rate'] }));
    world.expectSent(between('2024-10-07', '2024-10-07 12:00:01'), { state: 'resolved', reason: 'no-longer-watched' });
    await world.run();
  });

  it('switched on, it judges what is known already', async () => {
    const world = story();
    world.at('2024-06-30').submit(poorReduction(4));
    world.expectNoAlert(between('2024-06-30', '2024-07-01 11:59'), { rule: 'forecast' });
    world.at('2024-07-01').put(...putRule('forecast', FORECAST));
    world.expectSent(between('2024-07-01', '2024-07-01 12:00:01'), { rule: 'forecast', state: 'firing' });
    await world.run();
  });

  it('makes no sense, and is refused with the place', async () => {
    const world = story();
    world.at('2024-10-01').put(...putRule('off-target', { ...OFF_TARGET, resolvesAtPace: '0.50' }), 422);
    world.at('2024-10-01').put(...putRule('off-target', { ...OFF_TARGET, indicators: ['poor-rat'] }), 422);
    world.at('2024-10-05').submit(poorReduction(4));
    world.expectAlert(between('2024-10-05', '2024-10-06'), { state: 'firing', ruleVersion: 1 });
    await world.run();
  });
});
