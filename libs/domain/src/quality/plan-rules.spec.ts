import { describe, expect, it } from '@jest/globals';
import { readPlan } from '../plan-document/read-plan.js';

const plan = (results: string, rest: string): string => `UBND XÃ AN MẪU
Số: 5/KH-UBND
An Mẫu, ngày 15 tháng 01 năm 2024
KẾ HOẠCH
Giảm nghèo xã An Mẫu năm 2024
I. KẾT QUẢ NĂM 2023
${results}
II. MỤC TIÊU NĂM 2024
${rest}
`;
const rulesIn = (text: string): string[] => readPlan(text).findings.map(({ rule, severity }) => `${severity} ${rule}`);

/** A fault, the text that has it, and the same text mended. */
const FAULTS: [rule: string, faulty: string, mended: string][] = [
  [
    'error no-common-total',
    plan('Còn 60 hộ nghèo (6,0%); còn 90 hộ cận nghèo (4,5%).', ''),
    plan('Còn 60 hộ nghèo (6,0%); còn 90 hộ cận nghèo (9,0%).', ''),
  ],
  [
    'error sum-of-kinds',
    plan('Còn 60 hộ nghèo; còn 90 hộ cận nghèo. Tổng số hộ nghèo đa chiều là 160 hộ.', ''),
    plan('Còn 60 hộ nghèo; còn 90 hộ cận nghèo. Tổng số hộ nghèo đa chiều là 150 hộ.', ''),
  ],
  [
    'error rate-and-change',
    plan('Cuối năm 2022 tỷ lệ hộ nghèo là 7,0%. Năm 2023 tỷ lệ hộ nghèo giảm 2,0%, còn 4,0%.', ''),
    plan('Cuối năm 2022 tỷ lệ hộ nghèo là 7,0%. Năm 2023 tỷ lệ hộ nghèo giảm 2,0%, còn 5,0%.', ''),
  ],
  [
    'error claims-to-exceed',
    plan('Xã đã hoàn thành vượt mức kế hoạch. Hộ nghèo giảm 9 hộ (kế hoạch giao giảm 10 hộ).', ''),
    plan('Xã đã hoàn thành vượt mức kế hoạch. Hộ nghèo giảm 11 hộ (kế hoạch giao giảm 10 hộ).', ''),
  ],
  [
    'error target-rate-of-count',
    plan('Tổng số hộ toàn xã: 1.000 hộ; còn 60 hộ nghèo.', '1. Số hộ nghèo còn 50 hộ, tỷ lệ hộ nghèo 2,0%.'),
    plan('Tổng số hộ toàn xã: 1.000 hộ; còn 60 hộ nghèo.', '1. Số hộ nghèo còn 50 hộ, tỷ lệ hộ nghèo 5,0%.'),
  ],
  [
    'warning target-not-better',
    plan('Còn 60 hộ nghèo.', '1. Số hộ nghèo còn 70 hộ.'),
    plan('Còn 60 hộ nghèo.', '1. Số hộ nghèo còn 60 hộ.'),
  ],
  [
    'error disbursed-more-than-assigned',
    plan('Tổng vốn giao 100 triệu đồng, giải ngân 120 triệu đồng.', ''),
    plan('Tổng vốn giao 100 triệu đồng, giải ngân 90 triệu đồng.', ''),
  ],
  ['warning ambiguous-figure', plan('Tỷ lệ hộ nghèo còn 3.600%.', ''), plan('Tỷ lệ hộ nghèo còn 3,6%.', '')],
  [
    'error sub-projects-of-project',
    plan(
      '',
      '1. Dự án 6: Truyền thông và giảm nghèo về thông tin: 50 triệu đồng\n- Tiểu dự án 1: 20 triệu đồng\n- Tiểu dự án 2: 20 triệu đồng',
    ),
    plan(
      '',
      '1. Dự án 6: Truyền thông và giảm nghèo về thông tin: 40 triệu đồng\n- Tiểu dự án 1: 20 triệu đồng\n- Tiểu dự án 2: 20 triệu đồng',
    ),
  ],
  [
    'warning parts-of-amount',
    plan('', '1. Dự án 2: Đa dạng hóa sinh kế: 50 triệu đồng, trong đó giống 20 triệu đồng, vật tư 20 triệu đồng.'),
    plan('', '1. Dự án 2: Đa dạng hóa sinh kế: 50 triệu đồng, trong đó giống 20 triệu đồng.'),
  ],
  [
    'warning line-larger-than-total',
    plan('', '1. Dự án 2: Đa dạng hóa sinh kế: 500 triệu đồng.\nIII. KINH PHÍ\nTổng kinh phí: 50 triệu đồng.'),
    plan('', '1. Dự án 2: Đa dạng hóa sinh kế: 50 triệu đồng.\nIII. KINH PHÍ\nTổng kinh phí: 50 triệu đồng.'),
  ],
  [
    'error lines-of-total',
    plan(
      '',
      '1. Dự án 2: Đa dạng hóa sinh kế: 700 triệu đồng.\n2. Dự án 6: Giảm nghèo về thông tin: 500 triệu đồng.\nTổng kinh phí: 1,4 tỷ đồng.',
    ),
    plan(
      '',
      '1. Dự án 2: Đa dạng hóa sinh kế: 710 triệu đồng.\n2. Dự án 6: Giảm nghèo về thông tin: 500 triệu đồng.\nTổng kinh phí: 1,2 tỷ đồng.',
    ),
  ],
  [
    'warning project-unclear',
    plan('', '1. Dự án 2: 700 triệu đồng.'),
    plan('', '1. Dự án 2: Đa dạng hóa sinh kế: 700 triệu đồng.'),
  ],
  [
    'error stated-twice',
    plan('', '1. Dự án 2: Đa dạng hóa sinh kế: 70 triệu đồng.\n2. Dự án 2: Đa dạng hóa sinh kế: 700 triệu đồng.'),
    plan('', '1. Dự án 2: Đa dạng hóa sinh kế: 70 triệu đồng.\n2. Dự án 2: Đa dạng hóa sinh kế: 70 triệu đồng.'),
  ],
  [
    'error stated-twice',
    plan('', 'Tổng kinh phí năm 2024: 70 triệu đồng.\n2. Kinh phí\nTổng kinh phí năm 2024: 80 triệu đồng.'),
    plan('', 'Tổng kinh phí năm 2024: 70 triệu đồng.\n2. Kinh phí\nTổng kinh phí năm 2024: 70 triệu đồng.'),
  ],
  [
    'warning unit-targets-missing',
    plan('', '1. Các thôn thực hiện theo chỉ tiêu đã được giao.'),
    plan('', '1. Các thôn thực hiện theo chỉ tiêu đã được giao (có biểu chi tiết kèm theo).'),
  ],
];

describe('a rule of plans', () => {
  it.each(FAULTS)('%s', (rule, faulty, mended) => {
    expect(rulesIn(faulty)).toContain(rule);
    expect(rulesIn(mended)).not.toContain(rule);
  });

  it('names the digit that would mend a sum', () => {
    const text = plan(
      '',
      '1. Dự án 2: Đa dạng hóa sinh kế: 3.400 triệu đồng.\n2. Dự án 6: Giảm nghèo về thông tin: 50 triệu đồng.\nTổng kinh phí: 390 triệu đồng.',
    );
    const found = readPlan(text).findings.find(({ rule }) => rule === 'lines-of-total');
    expect(found!.mend.vi).toContain('3.400 triệu đồng → 340?');
  });
});
