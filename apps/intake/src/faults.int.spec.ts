import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@chitieu/testing';
import { review, runningIntake, withUnits, type RunningIntake } from './running-intake.fixture.js';

let intake: RunningIntake;
beforeAll(async () => {
  intake = await runningIntake();
  await withUnits(intake);
}, 60_000);
afterAll(() => intake?.stop());

describe('faults', () => {
  it('an upload whose connection is cut is refused whole', async () => {
    const upload = request(`${intake.origin}/api/v1/imports?kind=household-reviews`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
    });
    upload.on('error', () => undefined);
    upload.write(`${JSON.stringify(review({ householdId: 'CUT', period: '2024' }))}\n`.repeat(5_000));
    const state = async () => (await intake.call('GET', '/imports')).body.items[0]?.state as string | undefined;
    await eventually(async () => (await state()) === 'receiving');
    upload.destroy();
    await eventually(async () => (await state()) === 'refused');
    await intake.jobs.drain();
    expect(await intake.call('GET', '/households/CUT/reviews/2024')).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('a commit that did not happen leaves neither a fact nor an event', async () => {
    const before = (await intake.events()).length;
    await intake.db.query(
      `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = '57P01'; END $$`,
    );
    await intake.db.query('CREATE TRIGGER fail BEFORE INSERT ON bus.outbox FOR EACH ROW EXECUTE FUNCTION fail()');
    const refused = await intake.call('PUT', '/households/F1/reviews/2024', review());
    await intake.db.query('DROP TRIGGER fail ON bus.outbox');
    expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' }, headers: { 'retry-after': '5' } });
    expect(await intake.call('GET', '/households/F1/reviews/2024')).toMatchObject({ status: 404 });
    expect(await intake.events()).toHaveLength(before);
    expect(await intake.call('PUT', '/households/F1/reviews/2024', review())).toMatchObject({ status: 201 });
  });

  it('an import whose database fails in the middle goes on behind what it stored, and counts nothing twice', async () => {
    const rows = Array.from({ length: 7_000 }, (_, i) => JSON.stringify(review({ householdId: `M${i}`, period: '2024' })));
    const sent = await intake.call('POST', '/imports?kind=household-reviews', rows.join('\n'), { type: 'application/x-ndjson' });
    await intake.db.query(`CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF nextval('failures') = 1 THEN RAISE EXCEPTION USING ERRCODE = '57P01'; END IF; RETURN NEW; END $$`);
    await intake.db.query('CREATE SEQUENCE failures');
    await intake.db.query(`CREATE TRIGGER fail_once BEFORE INSERT ON intake.fact_household_review FOR EACH ROW
      WHEN (NEW.id = 'M6000') EXECUTE FUNCTION fail_once()`);
    await intake.jobs.drain();
    const { body } = await intake.call('GET', `/imports/${sent.body.id}`);
    expect(body).toMatchObject({ state: 'done', received: 7_000, created: 7_000, unchanged: 0, rejected: 0 });
    expect((await intake.events()).filter(({ subject }) => subject.startsWith('household:M'))).toHaveLength(7_000);
    expect(await intake.db.query('SELECT last_value FROM failures')).toEqual([{ last_value: '2' }]);
  });
});
