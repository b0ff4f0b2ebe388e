import { expect, it } from '@jest/globals';
import type { AlertOnWire, ExplanationRequest, HistoryEntry } from '@chitieu/contracts';
import { poorReduction } from '../judging/heard.example.js';
import { describeStories } from './describe-stories.js';
import type { StoryStage } from './story-stage.js';
import { between } from './story-time.js';

const COMMUNE = { unit: '07606', state: 'firing' } as const;
const ASK = { by: 'Phòng LĐTBXH', question: 'Vì sao chậm tiến độ?' };
const items = async <T>(stage: StoryStage, path: string): Promise<T[]> =>
  (await stage.call<{ items: T[] }>('GET', path)).body.items;
const theAlert = async (stage: StoryStage): Promise<AlertOnWire> => (await items<AlertOnWire>(stage, 'alerts?orgUnit=07606'))[0]!;

describeStories('people answer an alert', (story) => {
  it('is asked, replied, reopened, replied and accepted; the fact stays open, and its history says who and why', async () => {
    const world = story();
    world.at('2024-10-07').submit(poorReduction(2));
    world.at('2024-10-08').respond(COMMUNE, 'assign', { by: 'Trưởng phòng', to: 'Nguyễn Văn A' });
    world.at('2024-10-08 13:00').respond(COMMUNE, 'request-explanation', ASK);
    world.at('2024-10-09').respond(COMMUNE, 'reply', { by: 'UBND xã', text: 'Vốn về chậm.\nĐã có.' });
    world.at('2024-10-10').respond(COMMUNE, 'reopen', { by: 'Phòng LĐTBXH', reason: 'Chưa nêu cách khắc phục.' });
    world.at('2024-10-11').respond(COMMUNE, 'reply', { by: 'UBND xã', text: 'Xong trong tháng 11.' });
    world.at('2024-10-14').respond(COMMUNE, 'accept', { by: 'Phòng LĐTBXH', note: 'Đã rõ.' });
    world.at('2024-10-15').do(async (stage) => {
      const { id, state, assigned, explanation } = await theAlert(stage);
      expect({ state, to: assigned?.to }).toEqual({ state: 'firing', to: 'Nguyễn Văn A' });
      expect(explanation).toMatchObject({
        state: 'accepted',
        dueOn: '2024-10-17',
        replies: [{}, { text: 'Xong trong tháng 11.' }],
      });
      const history = await items<HistoryEntry>(stage, `alerts/${id}/history`);
      expect(history.map(({ by, what }) => `${by}: ${what}`)).toEqual([
        'chitieu: pending',
        'chitieu: firing',
        'Trưởng phòng: assigned',
        'Phòng LĐTBXH: explanation-requested',
        'UBND xã: replied',
        'Phòng LĐTBXH: explanation-reopened',
        'UBND xã: replied',
        'Phòng LĐTBXH: explanation-accepted',
      ]);
      expect(await items(stage, 'explanation-requests?orgUnit=24')).toEqual([]);
      expect(await items(stage, 'explanation-requests?orgUnit=24&state=accepted')).toMatchObject([
        { alert: id, alertState: 'firing' },
      ]);
    });
    world.expectAlert(between('2024-10-08 13:00', '2024-10-08 13:00'), COMMUNE);
    await world.run();
  });

  it('climbs district, then province, when nobody replies; by the days that held when it was asked', async () => {
    const world = story();
    world.at('2024-10-07').submit(poorReduction(2));
    world.at('2024-10-07 14:00').respond(COMMUNE, 'request-explanation', { ...ASK, replyWithinWorkingDays: 2 }); // due on the 9th
    world.at('2024-10-09 17:00').do(async (stage) => expect((await theAlert(stage)).explanation?.escalatedTo).toBeNull());
    world.at('2024-10-10').do(async (stage) => expect((await theAlert(stage)).explanation?.escalatedTo).toBe('219'));
    world.expectSent(between('2024-10-10 00:00', '2024-10-10 12:00'), { unit: '07606' });
    world.at('2024-10-14 17:00').do(async (stage) => expect((await theAlert(stage)).explanation?.escalatedTo).toBe('219'));
    world.at('2024-10-15').do(async (stage) => {
      const [question] = await items<ExplanationRequest>(stage, 'explanation-requests?orgUnit=07606&state=asked');
      expect(question?.explanation).toMatchObject({
        escalatedTo: '24',
        policy: { escalateEveryWorkingDays: 3, ladder: ['219', '24'] },
      });
    });
    world.expectSent(between('2024-10-15 00:00', '2024-10-15 12:00'), { unit: '07606' });
    world.expectNothingSent(between('2024-10-15 12:01', '2024-11-30'));
    await world.run();
  });

  it('waits over Tết before it climbs', async () => {
    const world = story();
    world.at('2024-01-29').submit(poorReduction(-5)); // worse than the baseline
    world.at('2024-01-31').respond(COMMUNE, 'request-explanation', ASK); // due on 7 February
    world.expectNothingSent(between('2024-01-30', '2024-02-14 23:59:59'));
    world.expectSent(between('2024-02-15 00:00', '2024-02-15 12:00'), { unit: '07606' });
    await world.run();
  });

  it('forgets an acknowledgement when its time is over, and says so in the history', async () => {
    const world = story();
    world.at('2024-10-07').submit(poorReduction(2));
    const words = { by: 'Trưởng phòng', note: 'đang rà soát', until: '2024-10-09T08:00:00+07:00' };
    world.at('2024-10-08').respond(COMMUNE, 'acknowledge', words);
    world
      .at('2024-10-09 07:59')
      .do(async (stage) => expect((await theAlert(stage)).acknowledged).toMatchObject({ by: 'Trưởng phòng' }));
    world.at('2024-10-09 08:01').do(async (stage) => {
      const { id, acknowledged, state } = await theAlert(stage);
      expect({ acknowledged, state }).toEqual({ acknowledged: null, state: 'firing' });
      const last = (await items<HistoryEntry>(stage, `alerts/${id}/history`)).at(-1);
      expect(last).toMatchObject({ by: 'chitieu', what: 'acknowledgement-ended', reason: 'đang rà soát' });
    });
    await world.run();
  });

  it('refuses what does not follow, and says why; the same words twice are one line', async () => {
    const world = story();
    world.at('2024-10-07').submit(poorReduction(2));
    world.at('2024-10-08').do(async (stage) => {
      const { id } = await theAlert(stage);
      const act = (action: string, body: object) =>
        stage.call<{ code: string; errors: object[] }>('POST', `alerts/${id}/${action}`, body);
      expect(await act('accept', { by: 'A', note: 'B' })).toMatchObject({ status: 409, body: { code: 'not-asked' } });
      expect(await act('reply', { by: 'A', text: 'B\u202e', at: 1 })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/text' }, { pointer: '/at', code: 'unknown-field' }] },
      });
      await act('request-explanation', ASK);
      expect(await act('request-explanation', ASK)).toMatchObject({ status: 409, body: { code: 'already-asked' } });
      const first = await act('reply', { by: 'A', text: 'B' });
      expect(await act('reply', { by: 'A', text: 'B' })).toEqual(first);
      const nobody = '00000000-0000-0000-0000-000000000000';
      expect(await stage.call('GET', `alerts/${nobody}/history`)).toMatchObject({ status: 404 });
      expect(await stage.call('GET', 'explanation-requests?state=open&x=1')).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/x' }, { pointer: '/state' }] },
      });
    });
    await world.run();
  });
});
