import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { review, runningIntake, withUnits, type Answer, type RunningIntake } from './running-intake.fixture.js';

let intake: RunningIntake;
beforeAll(async () => {
  intake = await runningIntake();
  await withUnits(intake);
}, 60_000);
afterAll(() => intake?.stop());

const WHO = { by: 'Nguyễn Văn A', reason: 'Nhầm tệp của xã khác' };
const row = (householdId: string, more: Record<string, unknown> = {}) =>
  JSON.stringify(review({ householdId, period: '2024', ...more }));
const send = async (...rows: string[]): Promise<string> =>
  (await intake.importFile('kind=household-reviews', rows.join('\n'))).body.id;
/** Asks for the undo, lets its job run, and returns how it ended. */
const undo = async (id: string, body: object = WHO): Promise<Answer> => {
  const asked = await intake.call('POST', `/imports/${id}/undo`, body);
  if (asked.status !== 202) return asked;
  await intake.jobs.drain();
  return intake.call('GET', `/imports/${asked.body.id}`);
};
/** What counts of the facts: neither versions nor times, which only rise. */
const standing = (prefix: string) =>
  intake.db.query(
    `SELECT id, period, unit, body, body_hash, base FROM intake.fact WHERE id LIKE $1 AND retracted IS NULL ORDER BY id, period`,
    [`${prefix}%`],
  );
const lastEvent = async (subject: string) => (await intake.events()).filter((event) => event.subject === subject).at(-1);

describe('the undo of an import', () => {
  it('leaves everything as it was before, as new versions, and tells the bus', async () => {
    await send(row('A1'), row('A2', { members: 5 }), row('A2', { period: '2023', reviewedOn: '2023-11-02' }));
    const before = await standing('A');
    const wrong = await send(row('A1', { members: 9, commune: '07534' }), row('A3'), row('A2'), row('A2', { members: 2 }));
    expect(await standing('A')).not.toEqual(before);
    const { body } = await undo(wrong);
    expect(body).toMatchObject({ state: 'done', received: 3, updated: 2, retracted: 1, rejected: 0 });
    expect(body.undo).toEqual({ of: wrong, ...WHO });
    expect(await standing('A')).toEqual(before);
    expect((await intake.call('GET', '/households/A3/reviews/2024')).body.retracted.reason).toBe(
      `Hoàn tác lần nhập ${wrong} · ${WHO.by}: ${WHO.reason}`,
    );
    expect(await lastEvent('household:A1/2024')).toMatchObject({ key: '07606', rev: 3, data: { members: 4, ver: 3 } });
    expect(await lastEvent('household:A3/2024')).toMatchObject({ data: { retracted: {}, ver: 2 } });
    expect((await intake.call('GET', `/imports/${wrong}`)).body.undoneBy).toBe(body.id);
  });

  it('keeps what somebody has stated or taken back since, and names it', async () => {
    const id = await send(row('B1'), row('B2'), row('B3'));
    await intake.call('PUT', '/households/B1/reviews/2024', review({ members: 6 }));
    await intake.call('DELETE', '/households/B2/reviews/2024', { reason: 'Trùng hộ' });
    const { body } = await undo(id);
    expect(body).toMatchObject({ received: 3, updated: 0, retracted: 1, rejected: 2 });
    const left = (await intake.call('GET', `/imports/${body.id}/rejected`)).text.trim().split('\n');
    expect(left.map((line) => JSON.parse(line))).toMatchObject([
      { line: 1, column: 'B1/2024', code: 'changed-since' },
      { line: 2, column: 'B2/2024', code: 'changed-since' },
    ]);
    expect(await standing('B')).toMatchObject([{ id: 'B1', body: { members: 6 } }]);
  });

  it('goes on where a killed run stopped, batch by batch, and counts each once', async () => {
    const id = await send(...Array.from({ length: 2_100 }, (_, i) => row(`C${i}`)));
    const asked = await intake.call('POST', `/imports/${id}/undo`, WHO);
    await intake.db.query(
      `UPDATE intake.fact SET retracted = 'x' WHERE id IN (SELECT id FROM intake.fact WHERE import_id = $1 ORDER BY id LIMIT 2000)`,
      [id],
    );
    await intake.db.query(
      `UPDATE intake.import SET state = 'running', lines_done = 2000, received = 2000, retracted = 2000 WHERE id = $1`,
      [asked.body.id],
    );
    await intake.jobs.drain();
    const ended = await intake.call('GET', `/imports/${asked.body.id}`);
    expect(ended.body).toMatchObject({ state: 'done', received: 2_100, retracted: 2_100, rejected: 0 });
    expect(await standing('C')).toEqual([]);
  });

  it('takes back units, so that a household in one is unknown again', async () => {
    const unit = { code: '07999', validFrom: '2020-01-01', name: 'Xã Nhầm', level: 'commune', parent: '219' };
    const { body } = await intake.importFile('kind=org-units', JSON.stringify(unit));
    expect((await undo(body.id)).body).toMatchObject({ retracted: 1 });
    expect(await intake.call('PUT', '/households/D1/reviews/2024', review({ commune: '07999' }))).toMatchObject({ status: 422 });
  });

  it('is asked for once, by somebody, with a reason, of what was written', async () => {
    const id = await send(row('E1'));
    expect(await undo(id, { by: ' ' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/by' }, { pointer: '/reason' }] },
    });
    expect(await standing('E')).toHaveLength(1);
    const first = await undo(id);
    expect(await undo(id)).toMatchObject({ status: 409, body: { code: 'already-undone' } });
    expect(await undo(first.body.id)).toMatchObject({ status: 409, body: { code: 'not-undoable' } });
    const dry = await intake.importFile('kind=household-reviews&dryRun=true', row('E2'));
    expect(await undo(dry.body.id)).toMatchObject({ status: 409, body: { code: 'not-undoable' } });
    expect(await undo('00000000-0000-4000-8000-000000000000')).toMatchObject({ status: 404 });
    expect((await send(row('E1'))).length).toBe(36);
    expect(await standing('E')).toHaveLength(1);
  });
});
