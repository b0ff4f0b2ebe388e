import { expect, it } from '@jest/globals';
import type { AlertOnWire } from '@chitieu/contracts';
import { poorReduction } from '../judging/heard.example.js';
import { describeStories } from './describe-stories.js';
import type { StoryStage } from './story-stage.js';
import { between } from './story-time.js';

const COMMUNE = { unit: '07606', state: 'firing' } as const;
const WORDS = { by: 'Trưởng phòng', reason: 'Lũ, xã bị cô lập', until: '2024-10-10T08:00:00+07:00' };
const DISTRICT = { matchers: { orgUnit: '219' }, ...WORDS };
const theAlert = async (stage: StoryStage): Promise<AlertOnWire | undefined> =>
  (await stage.call<{ items: AlertOnWire[] }>('GET', 'alerts?orgUnit=07606')).body.items[0];

describeStories('a silence', (story) => {
  it('keeps back what begins below the district, shows why, and tells it when it ends while it still fires', async () => {
    const world = story();
    world.at('2024-10-05').post('silences', DISTRICT, 201);
    world
      .at('2024-10-06')
      .submit(poorReduction(2), poorReduction(2, { orgUnit: '00001', name: 'Xã C', ancestors: ['VN', '01', '001'] }));
    world
      .at('2024-10-07')
      .do(async (stage) =>
        expect((await theAlert(stage))?.silenced).toMatchObject({ by: 'Trưởng phòng', until: '2024-10-10T01:00:00.000Z' }),
      );
    world.expectAlert(between('2024-10-06', '2024-10-06 12:01'), COMMUNE);
    world.expectSent(between('2024-10-06', '2024-10-06 12:01'), { unit: '00001' });
    world.expectNothingSent(between('2024-10-05', '2024-10-10 07:59:59'), { unit: '07606' });
    world.expectSent(between('2024-10-10 08:00', '2024-10-10 12:00'), { unit: '07606', state: 'firing' });
    world.at('2024-10-11').do(async (stage) => expect((await theAlert(stage))?.silenced).toBeNull());
    world.expectNothingSent(between('2024-10-10 12:01', '2024-10-30'));
    await world.run();
  });

  it('says nothing of what began and ended in it', async () => {
    const world = story();
    world.at('2024-10-05').post('silences', DISTRICT, 201);
    world.at('2024-10-06').submit(poorReduction(2));
    world.at('2024-10-08').submit(poorReduction(9));
    world.expectAlert(between('2024-10-08', '2024-10-08 12:01'), { unit: '07606', state: 'resolved' });
    world.expectNothingSent(between('2024-10-05', '2024-10-30'));
    await world.run();
  });

  it('of one alert that was told already tells nothing twice when it ends', async () => {
    const world = story();
    world.at('2024-10-05').submit(poorReduction(2));
    world.at('2024-10-06').respond(COMMUNE, 'silence', WORDS);
    world.expectSent(between('2024-10-05', '2024-10-05 12:01'), COMMUNE);
    world.expectNothingSent(between('2024-10-05 12:02', '2024-10-30'));
    await world.run();
  });

  it('can be ended before its time', async () => {
    const world = story();
    world.at('2024-10-05').post('silences', DISTRICT, 201);
    world.at('2024-10-06').submit(poorReduction(2));
    world.at('2024-10-07').do(async (stage) => {
      const { body } = await stage.call<{ items: { id: string }[] }>('GET', 'silences');
      expect(await stage.call('DELETE', `silences/${body.items[0]!.id}`)).toMatchObject({ status: 200 });
      expect(await stage.call('GET', 'silences')).toMatchObject({ body: { items: [] } });
    });
    world.expectNothingSent(between('2024-10-05', '2024-10-06 23:59'));
    world.expectSent(between('2024-10-07', '2024-10-07 12:01'), COMMUNE);
    await world.run();
  });

  it('is refused without a reason, of everything, over, or for more than ninety days', async () => {
    const world = story();
    world.at('2024-10-05').do(async (stage) => {
      const wrong = async (body: object) => {
        const answer = await stage.call<{ errors?: { pointer: string }[] }>('POST', 'silences', body);
        return [answer.status, ...(answer.body.errors ?? []).map(({ pointer }) => pointer)];
      };
      expect(await wrong({ ...DISTRICT, reason: ' ' })).toEqual([422, '/reason']);
      expect(await wrong({ ...DISTRICT, matchers: {} })).toEqual([422, '/matchers']);
      expect(await wrong({ ...DISTRICT, until: '2024-10-05T00:00:00Z' })).toEqual([422, '/until']);
      expect(await wrong({ ...DISTRICT, until: '2025-02-05T00:00:00Z' })).toEqual([422, '/until']);
      expect(await wrong({ matchers: { unit: '219' } })).toEqual([
        422,
        '/matchers/unit',
        '/matchers',
        '/by',
        '/reason',
        '/until',
      ]);
    });
    await world.run();
  });
});
