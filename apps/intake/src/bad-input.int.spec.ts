import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { review, runningIntake, withUnits, type RunningIntake } from './running-intake.fixture.js';

let intake: RunningIntake;
beforeAll(async () => {
  intake = await runningIntake();
  await withUnits(intake);
}, 60_000);
afterAll(() => intake?.stop());

const voucher = {
  voucherId: 'BAD',
  orgUnit: '07606',
  paidOn: '2024-06-30',
  amountDong: '1063000000',
  programme: 'GNBV',
  project: 'DA2',
  capitalType: 'recurrent',
  fundSource: 'central',
  originYear: 2024,
  ownerLevel: 'commune',
};
const plan = { planId: 'BAD', orgUnit: '07606', period: '2024' };
const household = { householdId: 'BAD', ...review({ period: '2024' }) };
/** A body whose field is spelled out as given: what JSON.stringify would never write. */
const raw = (body: object, field: string, spelled: string) => JSON.stringify({ ...body, [field]: '@' }).replace('"@"', spelled);
const issuer = (text: string) => JSON.stringify({ ...plan, decision: { issuer: text } });

type Kind = 'disbursements' | 'households' | 'plans';
/** Kind, what is sent, code, JSON pointer, and readings that the suggestion must offer. */
const TABLE: [name: string, Kind, body: string | Buffer, code: string, pointer: string, readings?: string[]][] = [
  [
    'money 1.063 as text',
    'disbursements',
    raw(voucher, 'amountDong', '"1.063"'),
    'amount-not-whole-dong',
    '/amountDong',
    ['1063', '1063000000'],
  ],
  [
    'money 1.063 as a number',
    'disbursements',
    raw(voucher, 'amountDong', '1.063'),
    'amount-not-whole-dong',
    '/amountDong',
    ['1063', '1063000000'],
  ],
  [
    'money 1,063',
    'disbursements',
    raw(voucher, 'amountDong', '"1,063"'),
    'amount-not-whole-dong',
    '/amountDong',
    ['1063', '1063000000'],
  ],
  [
    'money 1.063.000.000',
    'disbursements',
    raw(voucher, 'amountDong', '"1.063.000.000"'),
    'amount-not-whole-dong',
    '/amountDong',
    ['1063000000'],
  ],
  ['money -0', 'disbursements', raw(voucher, 'amountDong', '-0'), 'number-negative-zero', '/amountDong'],
  ['money -5', 'disbursements', raw(voucher, 'amountDong', '-5'), 'amount-not-whole-dong', '/amountDong'],
  ['money 1e400', 'disbursements', raw(voucher, 'amountDong', '1e400'), 'number-not-exact', '/amountDong'],
  ['money NaN', 'disbursements', raw(voucher, 'amountDong', 'NaN'), 'json-not-a-number', ''],
  ['money "NaN"', 'disbursements', raw(voucher, 'amountDong', '"NaN"'), 'amount-not-whole-dong', '/amountDong'],
  ['10^30 đồng', 'disbursements', raw(voucher, 'amountDong', `1${'0'.repeat(30)}`), 'number-not-exact', '/amountDong'],
  [
    '10^30 đồng as text',
    'disbursements',
    raw(voucher, 'amountDong', `"1${'0'.repeat(30)}"`),
    'amount-not-whole-dong',
    '/amountDong',
  ],
  ['negative members', 'households', raw(household, 'members', '-4'), 'too-small', '/members'],
  ['members 1e400', 'households', raw(household, 'members', '1e400'), 'number-not-exact', '/members'],
  ['30 February', 'households', raw(household, 'reviewedOn', '"2024-02-30"'), 'date-not-iso', '/reviewedOn'],
  ['30/02/2024', 'households', raw(household, 'reviewedOn', '"30/02/2024"'), 'date-not-iso', '/reviewedOn'],
  [
    'dd/mm or mm/dd',
    'households',
    raw(household, 'reviewedOn', '"03/04/2024"'),
    'date-not-iso',
    '/reviewedOn',
    ['2024-04-03', '2024-03-04'],
  ],
  ['dd/mm only', 'households', raw(household, 'reviewedOn', '"25/11/2024"'), 'date-not-iso', '/reviewedOn', ['2024-11-25']],
  ['tomorrow and later', 'households', raw(household, 'reviewedOn', '"2024-12-30"'), 'date-in-future', '/reviewedOn'],
  [
    'B2 beside other deprivations',
    'households',
    raw(household, 'scores', '{"b1":120,"b2":40}'),
    'scores-b2-mismatch',
    '/scores/b2',
  ],
  ['SQL in an id', 'households', raw(household, 'householdId', `"BAD'; DROP TABLE x;--"`), 'bad-format', '/householdId'],
  ['CRLF in text', 'plans', issuer('UBND\r\nSet-Cookie: a=b'), 'text-invisible-character', '/decision/issuer'],
  ['RTL override', 'plans', issuer('UBND \u202egnp.exe'), 'text-invisible-character', '/decision/issuer'],
  ['zero-width', 'plans', issuer('UB\u200bND'), 'text-invisible-character', '/decision/issuer'],
  ['10,000 characters', 'plans', issuer('N'.repeat(10_000)), 'too-long', '/decision/issuer'],
  ['TCVN3', 'plans', issuer('Uû ban nh©n d©n x· T©n Méc'), 'text-legacy-encoding', '/decision/issuer'],
  ['VNI', 'plans', issuer('UÛy ban nhaân daân xaõ Taân Moäc'), 'text-legacy-encoding', '/decision/issuer'],
  [
    'half a character',
    'plans',
    `{"planId":"BAD","orgUnit":"07606","period":"2024","decision":{"issuer":"\\ud800"}}`,
    'text-not-unicode',
    '/decision/issuer',
  ],
  [
    '__proto__',
    'plans',
    `{"planId":"BAD","orgUnit":"07606","period":"2024","__proto__":{"admin":true}}`,
    'unknown-field',
    '/__proto__',
  ],
  ['a key twice', 'plans', `{"planId":"BAD","orgUnit":"07606","period":"2024","period":"2023"}`, 'json-duplicate-key', '/period'],
  ['depth 1,000', 'plans', `{"planId":"BAD","targets":${'['.repeat(1_000)}${']'.repeat(1_000)}}`, 'json-too-deep', ''],
  ['depth 100,000', 'plans', `{"planId":"BAD","targets":${'['.repeat(100_000)}`, 'json-too-deep', ''],
  ['cut JSON', 'plans', `{"planId":"BAD"`, 'json-malformed', ''],
  [
    'bad UTF-8',
    'plans',
    Buffer.concat([Buffer.from('{"planId":"B'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')]),
    'not-utf8',
    '',
  ],
];
const ADDRESS: Record<Kind, string> = {
  disbursements: '/disbursements/BAD',
  households: '/households/BAD/reviews/2024',
  plans: '/plans/BAD',
};
const IMPORT: Record<Kind, string> = { disbursements: 'disbursements', households: 'household-reviews', plans: 'plans' };
const bilingual = { vi: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) };

describe.each(TABLE)('%s', (_name, kind, body, code, pointer, readings = []) => {
  it('is refused by a single call, with what, where and how to mend', async () => {
    const answer = await intake.call('PUT', ADDRESS[kind], body);
    expect([400, 422]).toContain(answer.status);
    const problem = answer.body as {
      code: string;
      detail: object;
      errors?: { code: string; pointer: string; suggestion?: { vi: string } }[];
    };
    if (answer.status === 400) return expect(problem).toMatchObject({ code, detail: bilingual });
    const found = problem.errors!.find((error) => error.code === code);
    expect(found).toMatchObject({ code, pointer, message: bilingual });
    for (const reading of readings) expect(found!.suggestion!.vi).toContain(reading);
  });

  it('is a rejected row of a file whose good rows are kept', async () => {
    const good = JSON.stringify({
      ...{ disbursements: voucher, households: household, plans: plan }[kind],
      [kind === 'plans' ? 'planId' : kind === 'households' ? 'householdId' : 'voucherId']:
        `GOOD-${TABLE.findIndex(([name]) => name === _name)}`,
    });
    const file = Buffer.concat([Buffer.from(`${good}\n`), Buffer.from(body), Buffer.from('\n')]);
    const { body: status } = await intake.importFile(`kind=${IMPORT[kind]}`, file);
    expect(status).toMatchObject({ state: 'done', received: 2, created: 1, rejected: 1 });
    const rejected = await intake.call('GET', `/imports/${status.id}/rejected`);
    const findings = rejected.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { line: number; code: string });
    expect(findings).toContainEqual(expect.objectContaining({ line: 2, code, column: expect.any(String), message: bilingual }));
  });
});

describe('a body', () => {
  it.each([
    ['gzip', gzipSync('{}'), { 'content-encoding': 'gzip' }, 415, 'content-encoding'],
    ['more than 1 MiB', Buffer.from(JSON.stringify({ ...plan, note: 'N'.repeat(1_100_000) })), {}, 413, 'too-large'],
    ['XML', Buffer.from('<a/>'), { 'content-type': 'application/xml' }, 415, 'media-type'],
    ['a list', Buffer.from('[]'), {}, 422, 'invalid'],
    ['nothing', Buffer.from(''), {}, 400, 'json-malformed'],
  ])('that is %s is refused', async (_name, body, headers, status, code) => {
    expect(await intake.call('PUT', '/plans/BAD', body, { headers })).toMatchObject({
      status,
      body: { code, detail: bilingual },
    });
  });

  it('that only looks dangerous stays the text it is', async () => {
    const issuers = [
      `'; DROP TABLE intake.fact; --`,
      '<script>alert(1)</script>',
      '=HYPERLINK("x")',
      'Xã Tân Mộc 🏡',
      'UBND xã Tân Mộc',
    ];
    for (const [i, text] of issuers.entries()) {
      expect(
        await intake.call('PUT', `/plans/OK-${i}`, { orgUnit: '07606', period: '2024', decision: { issuer: text } }),
      ).toMatchObject({ status: 201 });
      expect((await intake.call('GET', `/plans/OK-${i}`)).body.decision.issuer).toBe(text);
    }
  });

  it('in decomposed Unicode is the same as composed', async () => {
    const body = (text: string) => ({ orgUnit: '07606', period: '2024', decision: { issuer: text } });
    await intake.call('PUT', '/plans/NFC', body('Xã Tân Mộc'.normalize('NFC')));
    expect(await intake.call('PUT', '/plans/NFC', body('Xã Tân Mộc'.normalize('NFD')))).toMatchObject({
      body: { outcome: 'unchanged' },
    });
  });
});
