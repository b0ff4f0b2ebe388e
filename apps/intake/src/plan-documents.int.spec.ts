import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { planDraft } from '@chitieu/contracts';
import { runningIntake, type RunningIntake } from './running-intake.fixture.js';

const PLAN = `KẾ HOẠCH
Giảm nghèo bền vững xã Đồng Mây năm 2024
I. KẾT QUẢ NĂM 2023
1. Còn 75 hộ nghèo, giảm 12 hộ, đạt 116,3% kế hoạch giao; kế hoạch giao giảm 10 hộ.
`;

describe('POST /plan-documents', () => {
  let intake: RunningIntake;
  beforeAll(async () => void (intake = await runningIntake()));
  afterAll(() => intake.stop());

  it('answers the draft that is published, and neither stores nor tells anything', async () => {
    const { status, body } = await intake.call('POST', '/plan-documents', PLAN, { type: 'text/plain; charset=utf-8' });
    expect(status).toBe(200);
    expect(planDraft.parse(body)).toEqual(body);
    expect(body.results).toMatchObject([
      { indicator: 'poor-households', value: '75', place: { line: 4 }, confirmed: false },
      { indicator: 'poor-reduction', value: '12' },
      { of: 'achievementRate', text: '116,3%' },
      { of: 'target', value: '10' },
    ]);
    expect(body.findings[0]).toMatchObject({
      rule: 'achievement-rate',
      severity: 'error',
      arithmetic: '12 ÷ 10 = 120\u00a0% ≠ 116,3%',
    });
    expect(await intake.events()).toEqual([]);
  });

  it.each<[string, string | Buffer, string, number, string]>([
    ['a scan', Buffer.from('%PDF-1.4 nothing'), 'application/pdf', 422, 'document-damaged'],
    ['an old Word file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'text/plain', 422, 'document-old-word'],
    ['more than 10 MiB', Buffer.alloc(10_485_761, 'a'), 'text/plain', 413, 'document-too-large'],
    ['JSON', '{}', 'application/json', 415, 'media-type'],
    ['a spreadsheet', 'a,b', 'text/csv', 415, 'media-type'],
  ])('refuses %s, in both languages', async (_what, sent, type, expected, code) => {
    const { status, body } = await intake.call('POST', '/plan-documents', sent, { type });
    expect({ status, code: body.code }).toEqual({ status: expected, code });
    expect([body.detail.vi, body.detail.en].every((text: string) => text.length > 10)).toBe(true);
  });
});
