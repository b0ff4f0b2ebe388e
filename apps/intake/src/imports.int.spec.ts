import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { review, runningIntake, withUnits, type RunningIntake } from './running-intake.fixture.js';

let intake: RunningIntake;
beforeAll(async () => {
  intake = await runningIntake();
  await withUnits(intake);
}, 60_000);
afterAll(() => intake?.stop());

const row = (householdId: string, more: Record<string, unknown> = {}) =>
  JSON.stringify(review({ householdId, period: '2024', ...more }));
const rejectedOf = async (id: string): Promise<{ line: number; column: string; code: string }[]> =>
  (await intake.call('GET', `/imports/${id}/rejected`)).text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const factsOf = async (prefix: string): Promise<number> =>
  (await intake.db.query<{ n: string }>('SELECT count(*) AS n FROM intake.fact WHERE id LIKE $1', [`${prefix}%`])).map(({ n }) =>
    Number(n),
  )[0]!;

describe('an import of NDJSON', () => {
  it('keeps the good rows and says what is wrong with the others, where', async () => {
    const file = [
      row('K1'),
      '{"householdId": ',
      '',
      row('K2', { members: 0, commune: '99999' }),
      row('K1'),
      row('K1', { members: 7 }),
    ].join('\n');
    const { body } = await intake.importFile('kind=household-reviews', file);
    expect(body).toMatchObject({ state: 'done', received: 5, created: 1, updated: 1, unchanged: 1, rejected: 2 });
    expect(await rejectedOf(body.id)).toMatchObject([
      { line: 2, column: '17', code: 'json-malformed' },
      { line: 4, column: 'members', code: 'too-small' },
      { line: 4, column: 'commune', code: 'unit-unknown' },
    ]);
    expect((await intake.events()).filter(({ subject }) => subject.startsWith('household:K1'))).toMatchObject([
      { rev: 2, data: { members: 7 } },
    ]);
  });

  it('changes nothing when the same file comes again', async () => {
    const file = Array.from({ length: 50 }, (_, i) => row(`S${i}`)).join('\n');
    expect((await intake.importFile('kind=household-reviews', file)).body).toMatchObject({ created: 50 });
    const before = (await intake.events()).length;
    expect((await intake.importFile('kind=household-reviews', file)).body).toMatchObject({ created: 0, unchanged: 50 });
    expect(await intake.events()).toHaveLength(before);
  });

  it('counts a dry run as the real one would, and writes nothing', async () => {
    const file = [row('D1'), row('D1'), row('D1', { members: 8 }), row('D2', { members: -1 })].join('\n');
    const dry = await intake.importFile('kind=household-reviews&dryRun=true', file);
    expect(await factsOf('D')).toBe(0);
    const real = await intake.importFile('kind=household-reviews', file);
    const counts = { received: 4, created: 1, updated: 1, unchanged: 1, rejected: 1 };
    expect([dry.body, real.body]).toMatchObject([
      { dryRun: true, ...counts },
      { dryRun: false, ...counts },
    ]);
  });

  it('is refused whole on request', async () => {
    const { body } = await intake.importFile(
      'kind=household-reviews&onError=refuse',
      [row('R1'), row('R2', { members: 0 })].join('\n'),
    );
    expect(body).toMatchObject({ state: 'refused', created: 0, rejected: 1 });
    expect(await factsOf('R')).toBe(0);
    const good = await intake.importFile('kind=household-reviews&onError=refuse', row('R1'));
    expect(good.body).toMatchObject({ state: 'done', created: 1, rejected: 0 });
  });

  it('goes on behind the line it reached when its process was killed', async () => {
    const file = Array.from({ length: 5_010 }, (_, i) => row(`C${i}`)).join('\n');
    const sent = await intake.call('POST', '/imports?kind=household-reviews', file, { type: 'application/x-ndjson' });
    const { id } = sent.body;
    await intake.db.query(
      `UPDATE intake.import SET state = 'running', lines_done = 5000, received = 5000, created = 5000 WHERE id = $1`,
      [id],
    );
    await intake.jobs.drain();
    expect((await intake.call('GET', `/imports/${id}`)).body).toMatchObject({ state: 'done', received: 5_010, created: 5_010 });
    expect(await factsOf('C')).toBe(10);
  });

  it('answers the same key with the same answer, another file under it with 422', async () => {
    const send = (file: string) =>
      intake.call('POST', '/imports?kind=household-reviews', file, {
        type: 'application/x-ndjson',
        headers: { 'idempotency-key': 'k-1' },
      });
    const first = await send(row('I1'));
    expect(first.headers['location']).toBe(first.body.href);
    expect((await send(row('I1'))).body).toEqual(first.body);
    expect(await send(row('I2'))).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    await intake.jobs.drain();
    expect(await factsOf('I')).toBe(1);
  });

  it('takes units whose parent comes earlier in the file, in a dry run too', async () => {
    const unit = (code: string, level: string, parent?: string) =>
      JSON.stringify({ code, validFrom: '2020-01-01', name: code, level, parent });
    const file = [
      unit('91', 'province'),
      unit('911', 'district', '91'),
      unit('91111', 'commune', '911'),
      unit('92222', 'commune', '922'),
    ].join('\n');
    const counts = { created: 3, rejected: 1 };
    expect((await intake.importFile('kind=org-units&dryRun=true', file)).body).toMatchObject(counts);
    expect((await intake.importFile('kind=org-units', file)).body).toMatchObject(counts);
    expect(await intake.call('PUT', '/households/U1/reviews/2024', review({ commune: '91111' }))).toMatchObject({ status: 201 });
  });
});

describe('an import of CSV', () => {
  const header = 'householdId;period;reviewedOn;commune;area;standard;classification;scores.b1;scores.b2;deprivations;members';
  const line = (id: string, members: string) =>
    `${id};2024;2024-11-02;07606;rural;ND07-2021;poor;120;20;cleanWater|sanitation;${members}`;

  it('reads a spreadsheet file with ; and a byte order mark, and gives the bad rows back', async () => {
    const file = `\ufeff${header}\r\n${line('V1', '4')}\r\n${line('=V2', '1.063')}\r\n"V3;2024\r\n${line('V4', '2')}\r\n`;
    const { body } = await intake.importFile('kind=household-reviews', file, 'text/csv');
    expect(body).toMatchObject({ state: 'done', received: 4, created: 2, rejected: 2 });
    expect(await rejectedOf(body.id)).toMatchObject([
      { line: 3, column: 'householdId', code: 'bad-format' },
      { line: 3, column: 'members', code: 'number-not-plain', suggestion: { vi: expect.stringContaining('1063') } },
      { line: 4, code: 'csv-malformed' },
    ]);
    const back = await intake.call('GET', `/imports/${body.id}/rejected`, undefined, { headers: { accept: 'text/csv' } });
    const lines = back.text.split('\r\n');
    expect(lines[0]).toMatch(/members;Lỗi$/);
    expect(lines[1]).toMatch(/^'=V2;2024;.*;1\.063;.*members: /);
    expect(await intake.call('GET', '/households/V1/reviews/2024')).toMatchObject({
      body: { scores: { b1: 120, b2: 20 }, members: 4 },
    });
  });

  it('is refused when its header names what there is not', async () => {
    const { body } = await intake.importFile('kind=household-reviews', `householdID,period,memebers\nX,2024,3\n`, 'text/csv');
    expect(body).toMatchObject({ state: 'refused', received: 0 });
    expect(await rejectedOf(body.id)).toMatchObject([
      { line: 1, code: 'csv-unknown-column', suggestion: { en: 'Did you mean householdId?' } },
      { line: 1, code: 'csv-unknown-column', suggestion: { en: 'Did you mean members?' } },
    ]);
  });
});
