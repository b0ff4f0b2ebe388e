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

describe('consumers that fall behind', () => {
  const BOUND = 3_000;
  const FIRST = 4_000;
  const ROWS = 14_000;
  let behind: RunningIntake;
  beforeAll(async () => {
    behind = await runningIntake({ backlogBound: BOUND });
    await withUnits(behind);
  }, 90_000);
  afterAll(() => behind?.stop());

  it('make writes wait outside and imports inside, until they have caught up; nothing is lost', async () => {
    const seen = new Set<string>();
    const consume = () =>
      behind.log.subscribe({
        group: 'slow',
        handlers: { 'household.reviewed.v1': async (events) => events.forEach(({ subject }) => seen.add(subject)) },
      });
    await (await consume()).stop();
    const rowsOf = (from: number, to: number): string =>
      Array.from({ length: to - from }, (_, i) => JSON.stringify(review({ householdId: `B${from + i}`, period: '2024' }))).join(
        '\n',
      );
    const send = (body: string) => behind.call('POST', '/imports?kind=household-reviews', body, { type: 'application/x-ndjson' });
    await send(rowsOf(0, FIRST));
    await behind.jobs.drain();
    // What waits is known a second or more late, on a busy machine several: only then the next import is begun.
    await eventually(async () => (await behind.log.pressure()).bounded, { withinMs: 30_000 });
    const sent = await send(rowsOf(FIRST, ROWS));
    const status = async () => (await behind.call('GET', `/imports/${sent.body.id}`)).body;
    const run = behind.jobs.drain();
    await eventually(async () => (await status()).waitingFor === 'backlog', { withinMs: 30_000 });
    const waiting = await status();
    expect(waiting).toMatchObject({ state: 'running', rejected: 0 });
    expect(waiting.created).toBeLessThan(ROWS - FIRST);
    for (const method of ['PUT', 'DELETE'] as const) {
      const refused = await behind.call(method, '/households/B-one/reviews/2024', { ...review(), reason: 'twice' });
      expect(refused).toMatchObject({ status: 429, body: { code: 'too-busy' }, headers: { 'retry-after': '5' } });
    }
    expect(await status()).toEqual(waiting);

    const consuming = await consume();
    await run;
    expect(await status()).toMatchObject({ state: 'done', waitingFor: null, created: ROWS - FIRST, rejected: 0 });
    await eventually(async () => seen.size === ROWS, { withinMs: 30_000 });
    await eventually(async () => (await behind.call('PUT', '/households/B-one/reviews/2024', review())).status === 201);
    await consuming.stop();
  }, 90_000);

  it('and a further import beside a hundred unfinished ones is not taken; the answer to an earlier one stays', async () => {
    const send = (key: string) =>
      behind.call('POST', '/imports?kind=plans', '{}', { type: 'application/x-ndjson', headers: { 'idempotency-key': key } });
    const first = await send('first');
    await behind.db.query(`INSERT INTO intake.import (id, kind, format, state, dry_run, on_error)
      SELECT gen_random_uuid(), 'plans', 'ndjson', 'queued', false, 'keep' FROM generate_series(1, 99)`);
    expect(await send('second')).toMatchObject({ status: 429, body: { code: 'too-busy' }, headers: { 'retry-after': '5' } });
    expect(await send('first')).toMatchObject({ status: 202, body: first.body });
  });
});
