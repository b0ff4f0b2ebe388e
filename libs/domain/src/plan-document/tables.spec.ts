import { describe, expect, it } from '@jest/globals';
import { readPlan } from './read-plan.js';

const plan = (table: string): string => `UBND HUYỆN MẪU
Số: 5/KH-UBND
Mẫu, ngày 15 tháng 01 năm 2024
KẾ HOẠCH
Giảm nghèo huyện Mẫu năm 2024
I. KẾT QUẢ NĂM 2023
1. Còn 100 hộ nghèo.
II. MỤC TIÊU, KINH PHÍ NĂM 2024
${table}
`;

describe('tables of a plan', () => {
  it('of units: two lines of head, numbers of columns, the year’s begin, rates, both kinds of the poor', () => {
    const { results, targets } = readPlan(
      plan(`| TT | Xã | Tổng số hộ năm 2023 | Hộ nghèo đầu năm 2023 | Hộ nghèo năm 2023 | Tỷ lệ (%) | Hộ nghèo, hộ cận nghèo năm 2023 | KH giảm tỷ lệ hộ nghèo năm 2024 (%) |
| (1) | (2) | (3) | (4) | (5) | (6) | (7) | (8) |
| 1 | Xã Một | 1.000 | 70 | 60 | 6,00 | 100 | 1,50 |
| 2 | Xã Hai | 800 | 50 | 40 | 5,00 | 90 | 1,00 |
| | Tổng | 1.800 | 120 | 100 | 5,56 | 190 | 1,28 |`),
    );
    const of = (all: typeof results, name: string | null): string[] =>
      all.filter(({ unitName }) => unitName === name).map(({ indicator, period, value }) => `${indicator} ${period} ${value}`);
    expect(of(results, 'Xã Một')).toEqual([
      'households 2023 1000',
      'poor-households 2022 70',
      'poor-households 2023 60',
      'poor-rate 2023 0.06',
      'multi-poor-households 2023 100',
    ]);
    expect(of(targets, 'Xã Hai')).toEqual(['poor-rate-change 2024 -0.01']);
    expect(of(targets, null)).toEqual(['poor-rate-change 2024 -0.0128']);
  });

  it('of projects: kinds of capital as parts, a programme as a row above, who leads', () => {
    const draft = readPlan(
      plan(`Đơn vị tính: triệu đồng
| STT | Nội dung | Tổng vốn | Vốn đầu tư | Vốn sự nghiệp | Đơn vị chủ trì |
| --- | --- | --- | --- | --- | --- |
| A | Chương trình giảm nghèo bền vững | 500 | 300 | 200 | |
| 1 | Dự án 1 | 300 | 300 | | Phòng Tài chính |
| 2 | Dự án 2: Đa dạng hóa sinh kế | 200 | | 200 | Ban X |
| | Tổng cộng | 500 | 300 | 200 | |`),
    );
    expect(
      draft.projectLines.map(({ programme, project, amountDong, office, ownerLevel, ownerReason }) => [
        programme,
        project,
        amountDong,
        office,
        ownerLevel ?? ownerReason,
      ]),
    ).toEqual([
      ['GNBV', 'DA1', '300000000', 'Phòng Tài chính', 'district'],
      ['GNBV', 'DA2', '200000000', 'Ban X', 'level-of-office-not-said'],
    ]);
    expect(draft.totals.map(({ programme, amountDong, parts }) => [programme, amountDong, parts.length])).toEqual([
      ['GNBV', '500000000', 2],
      [null, '500000000', 2],
    ]);
    expect(draft.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('of money without a unit say so', () => {
    const bare = readPlan(plan('| TT | Dự án | Kinh phí |\n| 1 | Dự án 2: Đa dạng hóa sinh kế | 340 |'));
    expect(bare.projectLines).toMatchObject([{ amountDong: null, reason: 'unit-not-said' }]);
  });
});
