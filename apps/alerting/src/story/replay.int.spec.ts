import { expect, it } from '@jest/globals';
import type { ReplayOnWire } from '@chitieu/contracts';
import { poorReduction, reporting } from '../judging/heard.example.js';
import type { AlertingStory } from './alerting-story.js';
import { describeStories } from './describe-stories.js';
import { FORECAST, OFF_TARGET } from './rules.example.js';
import type { StoryStage } from './story-stage.js';
import { between } from './story-time.js';
import { whatWasSent } from './what-was-sent.js';

const lineOf = (one: { at: string; unit: string; period: string; state: string; reason: string; says: string }): string =>
  [one.at, one.unit, one.period, one.state, one.reason, one.says].join(' | ');

async function replay(stage: StoryStage, body: object): Promise<string[]> {
  const answer = await stage.call<ReplayOnWire>('POST', 'alert-rules/replays', body);
  expect(answer.status).toBe(200);
  return answer.body.items.map(({ at, orgUnit, period, state, reason, message }) =>
    lineOf({ at, unit: orgUnit.code, period, state, reason, says: message.vi }),
  );
}

async function sent(stage: StoryStage, rule: string): Promise<string[]> {
  const all = await whatWasSent(stage.database.db, stage.log.emitted);
  return all
    .filter(({ alert }) => alert.rule === rule)
    .map(({ at, alert: { orgUnit, period, state, reason, message } }) =>
      lineOf({ at: at.toISOString(), unit: orgUnit.code, period, state, reason, says: message.vi }),
    );
}

/** Two communes, two years: off plan, better, corrected, silent, late. */
function twoYears(world: AlertingStory): void {
  const other = { orgUnit: '07609', name: 'Xã B' };
  world
    .at('2023-03-01')
    .submit(
      poorReduction(0, { period: '2023' }),
      poorReduction(3, { ...other, period: '2023' }),
      reporting(0, { period: '2023' }),
    );
  world.at('2023-07-01').submit(poorReduction(6, { period: '2023' }));
  world.at('2023-11-01').submit(poorReduction(5, { ...other, period: '2023' }));
  world.at('2024-02-01').submit(poorReduction(10, { ...other, period: '2023' }), reporting(1, { period: '2023' }));
  world.at('2024-05-02').submit(poorReduction(1));
  world.at('2024-08-01').submit(poorReduction(null));
  world.at('2024-12-01').submit(poorReduction(8));
}

describeStories('a rule replayed over what is kept', (story) => {
  it('shows what it sent, message for message, to the second of the day', async () => {
    const world = story();
    twoYears(world);
    world.expectSent(between('2023-01-01', '2025-01-05'), { rule: 'missing-report' }, 2);
    world.at('2025-01-05').do(async (stage) => {
      const over = { from: '2023-01-01', to: '2025-01-05' };
      const replayed = await replay(stage, { rule: OFF_TARGET, ...over });
      expect(replayed).toEqual(await sent(stage, 'off-target'));
      expect(replayed.length).toBeGreaterThan(5);
      const report = { ...OFF_TARGET, kind: 'missing-report', holdForMs: 5_000, severity: 'critical' };
      for (const part of ['indicators', 'firesBelowPace', 'resolvesAtPace']) delete (report as Record<string, unknown>)[part];
      expect(await replay(stage, { rule: report, ...over })).toEqual(await sent(stage, 'missing-report'));
      expect(await replay(stage, { rule: OFF_TARGET, ...over, orgUnit: '07609' })).toEqual(
        replayed.filter((line) => line.includes('| 07609 |')),
      );
    });
    await world.run();
  });

  it('shows of a rule that is off what it sends once it is on', async () => {
    const world = story();
    world.at('2024-06-30').submit(poorReduction(4));
    const body = { rule: FORECAST, enabled: true, by: 'Sở LĐTBXH', reason: 'đã xem nó sẽ báo gì' };
    world.at('2024-07-01 00:00:01').put('alert-rules/forecast', body);
    world.at('2024-08-15').submit(poorReduction(7));
    world.at('2024-09-01').do(async (stage) => {
      const replayed = await replay(stage, { rule: FORECAST, from: '2024-07-01', to: '2024-09-01' });
      expect(replayed.map((line) => line.split(' | ')[3])).toEqual(['firing', 'resolved']);
      expect(replayed).toEqual(await sent(stage, 'forecast'));
    });
    await world.run();
  });

  it('by what is known today also speaks of a time before anything was known', async () => {
    const world = story();
    world.at('2024-12-01').submit(poorReduction(4, { period: '2023' }));
    world.at('2024-12-02').do(async (stage) => {
      const body = { rule: OFF_TARGET, from: '2023-01-01', to: '2023-12-31' };
      expect(await replay(stage, body)).toEqual([]);
      const now = await replay(stage, { ...body, known: 'now' });
      expect(now).toHaveLength(1);
      expect(now[0]).toMatch(/^2023-0[89]-\d\dT17:00:11.000Z \| 07606 \| 2023 \| firing \| held/);
    });
    await world.run();
  });

  it('says nothing of days to come', async () => {
    const world = story();
    world.at('2024-03-01').submit(poorReduction(2)); // on its line until some day in April
    world.at('2024-03-05').do(async (stage) => {
      const body = { rule: OFF_TARGET, from: '2024-01-01', to: '2024-12-31' };
      expect(await replay(stage, body)).toEqual([]);
      expect(await replay(stage, { ...body, known: 'now' })).toEqual([]);
    });
    world.at('2024-12-31').do(async (stage) => {
      expect(await replay(stage, { rule: OFF_TARGET, from: '2024-01-01', to: '2024-12-31' })).toHaveLength(1);
    });
    await world.run();
  });

  it('refuses what it cannot replay, with the place', async () => {
    const world = story();
    world.at('2024-12-01').do(async (stage) => {
      const refused = async (body: object) => {
        const answer = await stage.call<{ errors: { pointer: string; code: string }[] }>('POST', 'alert-rules/replays', body);
        return [answer.status, ...answer.body.errors.map(({ pointer, code }) => `${pointer} ${code}`)];
      };
      const days = { from: '2024-01-01', to: '2023-01-01' };
      expect(await refused({ rule: OFF_TARGET, ...days })).toEqual([422, '/to ends-before-it-begins']);
      const mismatch = { kind: 'kpi-mismatch', severity: 'critical', holdForMs: 0, keepFiringForMs: 0 };
      expect(await refused({ rule: mismatch, from: '2023-01-01', to: '2024-01-01' })).toEqual([422, '/rule/kind has-no-history']);
      expect(await refused({ rule: { ...OFF_TARGET, resolvesAtPace: '0.1' }, from: 'x', to: '2024-01-01' })).toEqual([
        422,
        '/from bad-format',
      ]);
    });
    await world.run();
  });
});
