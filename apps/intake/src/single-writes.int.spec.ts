import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EVENT_DATA } from '@chitieu/contracts';
import { review, runningIntake, withUnits, type RunningIntake } from './running-intake.fixture.js';

let intake: RunningIntake;
beforeAll(async () => {
  intake = await runningIntake();
  await withUnits(intake);
}, 60_000);
afterAll(() => intake?.stop());

const path = (id: string, period = '2024') => `/households/${id}/reviews/${period}`;
const eventsOf = async (id: string) => (await intake.events()).filter(({ subject }) => subject.startsWith(`household:${id}/`));

describe('a single write', () => {
  it('is created once, unchanged when it comes again, updated when it says something else', async () => {
    expect(await intake.call('PUT', path('A1'), review())).toMatchObject({ status: 201, body: { outcome: 'created', ver: 1 } });
    expect(await intake.call('PUT', path('A1'), review())).toMatchObject({ status: 200, body: { outcome: 'unchanged', ver: 1 } });
    expect(await intake.call('PUT', path('A1'), review({ members: 5 }))).toMatchObject({
      status: 200,
      body: { outcome: 'updated', ver: 2 },
    });
    expect((await eventsOf('A1')).map(({ rev }) => rev)).toEqual([1, 2]);
  });

  it('into a period that a unit above has published is accepted, and says so', async () => {
    await intake.db.query(
      `INSERT INTO calculation.period_state (unit, period, state, revision) VALUES ('219', '2021', 'published', 1)`,
    );
    const review2021 = review({ reviewedOn: '2021-10-01', standard: '2016-2020' });
    expect(await intake.call('PUT', path('A9', '2021'), review2021)).toMatchObject({
      status: 201,
      body: { outcome: 'created', warnings: [{ code: 'period-published', orgUnit: '219', period: '2021' }] },
    });
    expect((await intake.call('PUT', path('A9', '2021'), review2021)).body).toEqual({ outcome: 'unchanged', ver: 1 });
    expect((await intake.call('PUT', path('A9', '2022'), review({ reviewedOn: '2022-10-01' }))).body).not.toHaveProperty(
      'warnings',
    );
  });

  it('emits what the contract says', async () => {
    await intake.call('PUT', path('A2'), review());
    const [event] = await eventsOf('A2');
    expect(EVENT_DATA['household.reviewed.v1'].safeParse(event!.data).error).toBeUndefined();
    expect(event).toMatchObject({
      type: 'household.reviewed.v1',
      key: '07606',
      rev: 1,
      data: { base: { classification: null, wasPoorBefore: false } },
    });
  });

  it('is refused when its version is older, or the same with another content', async () => {
    await intake.call('PUT', path('A3'), review({ ver: 5 }));
    expect(await intake.call('PUT', path('A3'), review({ ver: 4, members: 9 }))).toMatchObject({
      status: 409,
      body: { code: 'version-older', stored: { ver: 5, members: 4 } },
    });
    expect(await intake.call('PUT', path('A3'), review({ ver: 5, members: 9 }))).toMatchObject({
      status: 409,
      body: { code: 'version-conflict' },
    });
    expect(await intake.call('PUT', path('A3'), review({ ver: 5 }))).toMatchObject({
      status: 200,
      body: { outcome: 'unchanged', ver: 5 },
    });
    expect(await intake.call('PUT', path('A3'), review({ ver: 7 }))).toMatchObject({
      status: 200,
      body: { outcome: 'updated', ver: 7 },
    });
  });

  it('has one effect when twenty identical requests come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => intake.call('PUT', path('A4'), review())));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(19).fill(200), 201]);
    expect(await eventsOf('A4')).toHaveLength(1);
  });

  it('is taken back with a reason, twice without effect, and restored by the next state', async () => {
    await intake.call('PUT', path('A5'), review());
    expect(await intake.call('DELETE', path('A5'))).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'reason-required' }] },
    });
    expect(await intake.call('DELETE', path('A5'), { reason: 'nhập nhầm' })).toMatchObject({
      status: 200,
      body: { outcome: 'retracted', ver: 2 },
    });
    expect(await intake.call('DELETE', `${path('A5')}?reason=again`)).toMatchObject({
      status: 200,
      body: { outcome: 'unchanged' },
    });
    expect(await intake.call('GET', path('A5'))).toMatchObject({
      status: 200,
      body: { ver: 2, retracted: { reason: 'nhập nhầm' } },
    });
    expect(await intake.call('PUT', path('A5'), review())).toMatchObject({ status: 200, body: { outcome: 'updated', ver: 3 } });
    const events = await eventsOf('A5');
    expect(events.map(({ rev }) => rev)).toEqual([1, 2, 3]);
    expect(events[1]!.data).toEqual({
      householdId: 'A5',
      period: '2024',
      commune: '07606',
      ver: 2,
      retracted: { reason: 'nhập nhầm' },
    });
    expect(await intake.db.query("SELECT ver FROM intake.fact_history WHERE id = 'A5' ORDER BY rev")).toEqual([
      { ver: '1' },
      { ver: '2' },
    ]);
  });

  it('tells the next year again when the year before changes', async () => {
    await intake.call('PUT', path('A6', '2023'), review({ reviewedOn: '2023-11-02', classification: 'nearPoor' }));
    await intake.call('PUT', path('A6', '2024'), review());
    await intake.call('PUT', path('A6', '2023'), review({ reviewedOn: '2023-11-02' }));
    const again = (await eventsOf('A6')).at(-1)!;
    expect(again).toMatchObject({
      subject: 'household:A6/2024',
      rev: 2,
      data: { ver: 1, base: { classification: 'poor', wasPoorBefore: true } },
    });
    await intake.call('DELETE', `${path('A6', '2023')}?reason=x`);
    expect((await eventsOf('A6')).at(-1)!).toMatchObject({
      rev: 3,
      data: { members: 4, base: { classification: null, wasPoorBefore: false } },
    });
  });

  it('leaves a tombstone in the lane of the commune it moves from', async () => {
    await intake.call('PUT', path('A7'), review());
    await intake.call('PUT', path('A7'), review({ commune: '07603' }));
    expect((await eventsOf('A7')).slice(1)).toMatchObject([
      { key: '07606', rev: 2, data: { commune: '07606', retracted: { reason: 'moved', movedTo: '07603' } } },
      { key: '07603', rev: 2, data: { commune: '07603', ver: 2 } },
    ]);
  });

  it('says everything that is wrong at once', async () => {
    const body = review({
      householdId: 'B9',
      commune: '7606',
      members: -3,
      reviewedOn: '03/04/2024',
      area: 'rurall',
      extra: 1,
      deprivations: ['cleanWater', 'cleanWater'],
    });
    const answer = await intake.call('PUT', path('A8'), body);
    expect(answer.status).toBe(422);
    const found = answer.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => `${code} ${pointer}`).sort();
    expect(found).toEqual([
      'date-not-iso /reviewedOn',
      'id-mismatch /householdId',
      'list-duplicate /deprivations/1',
      'not-in-list /area',
      'too-small /members',
      'unit-unknown /commune',
      'unknown-field /extra',
    ]);
    expect(answer.body.errors.find(({ code }: { code: string }) => code === 'unit-unknown').suggestion.vi).toContain(
      '07606 Xã Tân Mộc',
    );
  });

  it('says what is wrong with each line of a plan, whatever is wrong with the others', async () => {
    const targets = [
      { indicator: 'poor-rat', kind: 'level', value: '2,98' },
      {
        indicator: 'poor-rate',
        kind: 'level',
        value: '0.02',
        trajectory: { kind: 'seasonal', shares: Array<number>(12).fill(0.1) },
      },
    ];
    const answer = await intake.call('PUT', '/plans/PL', { orgUnit: '07606', period: '2024', targets });
    const found = (answer.body.errors as { pointer: string; code: string }[])
      .map(({ pointer, code }) => `${code} ${pointer}`)
      .sort();
    expect(found).toEqual([
      'indicator-unknown /targets/0/indicator',
      'number-not-plain /targets/0/value',
      'shares-not-one /targets/1/trajectory/shares',
    ]);
  });
});
