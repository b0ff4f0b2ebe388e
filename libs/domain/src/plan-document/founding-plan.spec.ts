import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readPlan } from './read-plan.js';

const FOUNDING = new URL('../../../../../shared/reference/plan-tan-moc-2024.md', import.meta.url);
const inFounding = existsSync(FOUNDING) ? it : it.skip; // it lies beside the checkout where the product was begun

describe('the founding plan', () => {
  const draft = existsSync(FOUNDING) ? readPlan(readFileSync(FOUNDING, 'utf8')) : null;
  const findings = () =>
    draft!.findings.map(({ rule, severity, arithmetic }) => [severity, rule, arithmetic.replaceAll('\u00a0', ' ')]);

  inFounding('gives its target, with where that starts from', () => {
    expect(draft!.targets).toMatchObject([
      {
        indicator: 'poor-rate',
        kind: 'level',
        period: '2024',
        text: '2,98%',
        value: '0.0298',
        baseline: '0.036',
        place: { line: 66 },
        confirmed: false,
      },
    ]);
  });

  inFounding('gives every result', () => {
    expect(draft!.results.map(({ indicator, of, text, value, period }) => [indicator, of, text, value, period])).toEqual([
      ['poor-households', 'actual', '58 hộ', '58', '2023'],
      ['poor-rate', 'actual', '3,6%', '0.036', '2023'],
      ['poor-rate-change', 'actual', '1,33%', '-0.0133', '2023'],
      ['poor-reduction', 'actual', '12 hộ', '12', '2023'],
      ['poor-reduction', 'achievementRate', '116,3%', '1.163', '2023'],
      ['poor-reduction', 'target', '10 hộ', '10', '2023'],
      ['near-poor-households', 'actual', '85 hộ', '85', '2023'],
      ['near-poor-rate', 'actual', '5,27%', '0.0527', '2023'],
      ['near-poor-rate-change', 'actual', '2,73%', '-0.0273', '2023'],
      ['near-poor-reduction', 'actual', '45 hộ', '45', '2023'],
      ['near-poor-reduction', 'achievementRate', '100%', '1', '2023'],
      ['near-poor-reduction', 'target', '45 hộ', '45', '2023'],
      ['assigned-capital', 'actual', '1.063 triệu', '1063000000', '2023'],
      ['disbursed-capital', 'actual', '1.063 triệu đồng', '1063000000', '2023'],
      ['disbursement-rate', 'actual', '100%', '1', '2023'],
    ]);
  });

  inFounding('gives every project line with programme, amount and who leads it', () => {
    expect(
      draft!.projectLines.map((line) => [line.programme, line.project, line.subProject, line.amountDong, line.ownerLevel]),
    ).toEqual([
      ['DTTS1719', 'DA1', null, '68000000', 'commune'],
      ['GNBV', 'DA2', null, '340000000', 'commune'],
      ['GNBV', 'DA6', 'TDA2', '472000000', 'district'],
      ['GNBV', 'DA7', 'TDA1', '35000000', 'commune'],
      ['GNBV', 'DA7', 'TDA2', '19000000', 'commune'],
    ]);
    expect(draft!.projectLines[0]!.parts.map(({ label, amountDong }) => [label, amountDong])).toEqual([
      ['nhà ở', '44000000'],
      ['nước phân tán', '24000000'],
    ]);
    expect(draft!.totals).toMatchObject([{ of: 'assigned', programme: 'GNBV', amountDong: '459000000', place: { line: 128 } }]);
  });

  inFounding('says who issued and signed it, on what basis, and what is left unknown', () => {
    const { document, legalBases } = draft!;
    expect(document).toMatchObject({
      number: { value: null, reason: 'not-found' },
      date: { value: null, reason: 'not-found' },
      unitName: { value: 'xã Tân Mộc' },
      unitLevel: { value: 'commune' },
      planYear: { value: '2024' },
      resultYear: { value: '2023' },
      signer: { value: 'Diệp Văn Tám' },
      signerTitle: { value: 'PHÓ CHỦ TỊCH' },
    });
    expect(legalBases.map(({ number, date, issuer }) => [number, date, issuer])).toEqual([
      ['46/KH-UBND', '2024-02-07', 'UBND huyện Lục Ngạn'],
      ['135/KH-UBND', '2022-08-10', 'UBND huyện Lục Ngạn'],
    ]);
    expect(draft!.offices.filter(({ role }) => role === 'has-duties')).toHaveLength(5);
  });

  inFounding('has these contradictions and no others', () => {
    expect(findings()).toEqual([
      ['error', 'achievement-rate', '12 ÷ 10 = 120 % ≠ 116,3%'],
      [
        'error',
        'no-common-total-before',
        '58 + 12 = 70; 3,6% + 1,33 = 4,93 %; 70 ÷ 4,93 % = 1.405–1.435; 85 + 45 = 130; 5,27% + 2,73 = 8 %; 130 ÷ 8 % = 1.623–1.627',
      ],
      ['error', 'base-year', '2023 ≥ 2023'],
      ['error', 'base-year', '2023 ≥ 2023'],
      ['error', 'lines-of-total', '68 + 340 + 35 + 19 = 462 ≠ 459; GNBV: 340 + 35 + 19 = 394 ≠ 459 (triệu)'],
      ['warning', 'points-of-households', '12 ÷ 1.612–1.614 = 0,74 % ≠ 1,33 %; (58 + 12) ÷ (3,6% + 1,33 %) = 1.405–1.435'],
      ['warning', 'claims-to-exceed', '45 = 45'],
      ['warning', 'near-poor-target-missing', ''],
      ['warning', 'unit-targets-missing', ''],
      ['warning', 'line-led-above', '472 > 459 (triệu)'],
      ['warning', 'disbursed-much-said-little', '100 % ≥ 95 %'],
      ['warning', 'document-number-missing', ''],
      ['warning', 'document-date-missing', ''],
      ['warning', 'repeated-number', ''],
      ['info', 'exactly-100-percent', '100% = 1'],
      ['info', 'exactly-100-percent', '100% = 1'],
      ['info', 'target-in-households', '2,98% × 1.612–1.614 = 48; 58 − 48 = 10'],
    ]);
    for (const { message, mend, places } of draft!.findings) {
      for (const text of [message.vi, message.en, mend.vi, mend.en]) expect(text).not.toBe('');
      expect(places.length).toBeGreaterThan(0);
    }
  });
});
