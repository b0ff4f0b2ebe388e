import { describe, expect, it } from '@jest/globals';
import { readPlan } from './read-plan.js';

const read = (text: string) => readPlan(text).document;

describe('what a document says of itself', () => {
  it.each([
    ['unitLevel', 'city-of-which-level', 'KẾ HOẠCH\nGiảm nghèo thành phố Mẫu năm 2024'],
    ['planYear', 'span-of-years', 'KẾ HOẠCH\nGiảm nghèo xã Mẫu giai đoạn 2021-2025'],
    ['planYear', 'not-found', 'KẾ HOẠCH\nGiảm nghèo xã Mẫu'],
    ['resultYear', 'year-not-said', 'KẾ HOẠCH\nGiảm nghèo xã Mẫu năm 2024\nI. KẾT QUẢ\n1. Còn 58 hộ nghèo.'],
    ['resultYear', 'no-results', 'KẾ HOẠCH\nGiảm nghèo xã Mẫu năm 2024'],
    ['date', 'no-such-day', 'Mẫu, ngày 30 tháng 02 năm 2024\nKẾ HOẠCH\nGiảm nghèo xã Mẫu năm 2024'],
    ['date', 'left-blank', 'Mẫu, ngày … tháng … năm 2024\nKẾ HOẠCH\nGiảm nghèo xã Mẫu năm 2024'],
    ['signer', 'no-name-below-the-office', 'KẾ HOẠCH\nGiảm nghèo xã Mẫu năm 2024\nCHỦ TỊCH'],
    ['title', 'not-found', 'Báo cáo tuần'],
  ] as const)('%s is unknown: %s', (field, reason, text) => expect(read(text)[field]).toMatchObject({ value: null, reason }));

  it('the year planned for may stand in a heading only', () => {
    const text =
      'KẾ HOẠCH\nGiảm nghèo xã Mẫu\nI. KẾT QUẢ NĂM 2023\n1. Còn 58 hộ nghèo.\nII. KẾ HOẠCH NĂM 2024\n1. Còn 50 hộ nghèo.';
    expect(read(text)).toMatchObject({ planYear: { value: '2024', confidence: 'medium' }, resultYear: { value: '2023' } });
  });

  it('a result without a year stays without one', () => {
    const { results } = readPlan(
      'KẾ HOẠCH\nGiảm nghèo xã Mẫu năm 2024\nI. KẾT QUẢ\n1. Còn 58 hộ nghèo; vốn được giao 1,2 tỷ đồng, giải ngân 0,9/1,2 tỷ đồng.',
    );
    expect(results.map(({ indicator, period, reason }) => [indicator, period, reason])).toEqual([
      ['poor-households', null, 'period-not-said'],
      ['assigned-capital', null, 'period-not-said'],
      ['disbursed-capital', null, 'period-not-said'],
      ['assigned-capital', null, 'period-not-said'],
    ]);
  });

  it('documents are cited with and without a day', () => {
    const { legalBases } = readPlan(
      'Căn cứ Quyết định số 9/QĐ-UBND của UBND huyện Mẫu; Nghị quyết số 8/NQ-HĐND ngày 12/31/2023; Thông tư 7/2022/TT-BLĐ ngày 1/2/22.',
    );
    expect(legalBases.map(({ number, date, dateReason, issuer }) => [number, date ?? dateReason, issuer])).toEqual([
      ['9/QĐ-UBND', 'not-said', 'UBND huyện Mẫu'],
      ['8/NQ-HĐND', 'month-first', null],
      ['7/2022/TT-BLĐ', 'two-digit-year', null],
    ]);
  });
});
