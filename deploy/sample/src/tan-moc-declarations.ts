import type { Declaration } from '@chitieu/contracts';
import { LEGAL_BASE, TAN_MOC } from './tan-moc.js';

const DOCUMENT = 'Kế hoạch thực hiện Chương trình MTQG giảm nghèo bền vững xã Tân Mộc năm 2024';

export function tanMocDeclarations(): Declaration[] {
  const document = `${DOCUMENT} (${LEGAL_BASE})`;
  return [
    { declarationId: 'KB-07606-2023', ver: 1, orgUnit: TAN_MOC, period: '2023', figures: FIGURES_2023, document },
    { declarationId: 'KB-07606-2024', ver: 1, orgUnit: TAN_MOC, period: '2024', figures: FIGURES_2024, document },
  ];
}

type Figure = Declaration['figures'][number];

const POOR =
  'Hộ nghèo: Toàn xã còn 58 hộ nghèo, chiếm tỷ lệ 3,6%; giảm 1,33% so với năm 2023 (giảm 12 hộ; đạt 116,3% kế hoạch giao; kế hoạch giao giảm 10 hộ).';
const NEAR_POOR =
  'Hộ Cận nghèo: Toàn xã còn 85 hộ chiếm tỷ lệ 5,27%, giảm 2,73% so với năm 2023 (giảm được 45 hộ đạt 100% kế hoạch; kế hoạch giao giảm 45 hộ).';
const MONEY =
  'Tổng kế hoạch vốn giao thực hiện Chương trình năm 2023 là 1.063 triệu. Tính đến ngày 31/12/2023, giá trị giải ngân đạt 1.063 triệu đồng, đạt 100%.';

/** As printed. "Previous" figures follow from the sentence: 3,6 % after a fall of 1,33 points leaves 4,93 % before. */
const FIGURES_2023: Figure[] = [
  { indicator: 'poor-households', of: 'actual', text: '58 hộ nghèo', value: '58', quote: POOR },
  { indicator: 'poor-rate', of: 'actual', text: '3,6%', value: '0.036', quote: POOR },
  { indicator: 'poor-rate', of: 'previous', text: '3,6%; giảm 1,33%', value: '0.0493', quote: POOR },
  { indicator: 'poor-rate-change', of: 'actual', text: 'giảm 1,33%', value: '-0.0133', quote: POOR },
  { indicator: 'poor-reduction', of: 'actual', text: 'giảm 12 hộ', value: '12', quote: POOR },
  { indicator: 'poor-reduction', of: 'achievementRate', text: '116,3%', value: '1.163', quote: POOR },
  { indicator: 'poor-reduction', of: 'target', text: 'giảm 10 hộ', value: '10', quote: POOR },
  { indicator: 'near-poor-households', of: 'actual', text: '85 hộ', value: '85', quote: NEAR_POOR },
  { indicator: 'near-poor-rate', of: 'actual', text: '5,27%', value: '0.0527', quote: NEAR_POOR },
  { indicator: 'near-poor-rate', of: 'previous', text: '5,27%, giảm 2,73%', value: '0.08', quote: NEAR_POOR },
  { indicator: 'near-poor-reduction', of: 'actual', text: 'giảm được 45 hộ', value: '45', quote: NEAR_POOR },
  { indicator: 'near-poor-reduction', of: 'achievementRate', text: '100%', value: '1', quote: NEAR_POOR },
  { indicator: 'near-poor-reduction', of: 'target', text: 'giảm 45 hộ', value: '45', quote: NEAR_POOR },
  { indicator: 'assigned-capital', of: 'actual', text: '1.063 triệu', value: '1063000000', quote: MONEY },
  { indicator: 'disbursed-capital', of: 'actual', text: '1.063 triệu đồng', value: '1063000000', quote: MONEY },
  { indicator: 'disbursement-rate', of: 'actual', text: '100%', value: '1', quote: MONEY },
];

const FIGURES_2024: Figure[] = [
  {
    indicator: 'poor-rate',
    of: 'target',
    text: '2,98%',
    value: '0.0298',
    quote: 'Giảm tỷ lệ hộ nghèo năm 2024 toàn xã còn 2,98%',
  },
  {
    indicator: 'assigned-capital',
    of: 'actual',
    text: '459 triệu đồng',
    value: '459000000',
    quote: 'Kinh phí Chương trình MTQG giảm nghèo bền vững được UBND huyện giao thực hiện năm 2024: 459 triệu đồng.',
  },
];
