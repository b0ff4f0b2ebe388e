import { CAPITAL_TYPES, FUND_SOURCES } from '../vocabulary.js';
import { define, split } from './define.js';
import type { Bilingual, Indicator, MoneyLines, MoneyReading } from './indicator.js';

const PROGRAMMES = ['GNBV', 'DTTS1719', 'NTM'] as const;
const PROGRAMME_NAMES: Readonly<Record<(typeof PROGRAMMES)[number], Bilingual>> = {
  GNBV: { vi: 'CTMTQG giảm nghèo bền vững', en: 'Sustainable poverty reduction' },
  DTTS1719: { vi: 'CTMTQG phát triển KT-XH vùng DTTS và miền núi', en: 'Ethnic-minority and mountainous areas' },
  NTM: { vi: 'CTMTQG xây dựng nông thôn mới', en: 'New rural development' },
};
const CAPITAL_NAMES: Readonly<Record<(typeof CAPITAL_TYPES)[number], Bilingual>> = {
  development: { vi: 'Vốn đầu tư phát triển', en: 'Development capital' },
  recurrent: { vi: 'Vốn sự nghiệp', en: 'Recurrent capital' },
};
const SOURCE_NAMES: Readonly<Record<(typeof FUND_SOURCES)[number], Bilingual>> = {
  central: { vi: 'Ngân sách trung ương', en: 'Central budget' },
  local: { vi: 'Ngân sách địa phương', en: 'Local budget' },
  credit: { vi: 'Vốn tín dụng', en: 'Credit' },
  mobilised: { vi: 'Vốn huy động', en: 'Mobilised' },
};
const PROJECTS = ['DA1', 'DA2', 'DA3', 'DA4', 'DA5', 'DA6', 'DA7'] as const;
const PROJECT_NAMES = Object.fromEntries(
  PROJECTS.map((code) => [code, { vi: `Dự án ${code.slice(2)}`, en: `Project ${code.slice(2)}` }]),
) as Record<(typeof PROJECTS)[number], Bilingual>;

type How = MoneyReading['how'];

const WORDS: Readonly<Record<How, { stem: string; name: Bilingual; formula: Bilingual; direction: Indicator['direction'] }>> = {
  assigned: {
    stem: 'assigned-capital',
    name: { vi: 'Vốn được giao', en: 'Assigned capital' },
    formula: {
      vi: 'Tổng kế hoạch vốn giao cho năm, không gồm các dòng do cấp khác làm chủ',
      en: 'Capital assigned for the year, without the lines that another level leads',
    },
    direction: 'none',
  },
  disbursed: {
    stem: 'disbursed-capital',
    name: { vi: 'Vốn đã giải ngân', en: 'Disbursed capital' },
    formula: {
      vi: 'Tổng số tiền giải ngân trong kỳ, trừ các khoản đã đảo',
      en: 'Sum of the amounts paid in the period, less what was reversed',
    },
    direction: 'ascending',
  },
  disbursementRate: {
    stem: 'disbursement-rate',
    name: { vi: 'Tỷ lệ giải ngân', en: 'Disbursement rate' },
    formula: {
      vi: 'Tử số: số tiền giải ngân từ đầu năm đến cuối kỳ. Mẫu số: vốn được giao cả năm',
      en: 'Numerator: amount paid from the start of the year to the end of the period. Denominator: capital assigned for the year',
    },
    direction: 'ascending',
  },
};
const HOWS = Object.keys(WORDS) as How[];

interface Part {
  suffix: string;
  name: Bilingual;
  formula: Bilingual;
  lines?: MoneyLines;
  dimension?: Indicator['dimension'];
}
const WHOLE: Part = { suffix: '', name: { vi: '', en: '' }, formula: { vi: '', en: '' } };

const by = (suffix: string, vi: string, en: string, dimension: Indicator['dimension']): Part => ({
  suffix: `-by-${suffix}`,
  name: { vi: ` theo ${vi}`, en: ` by ${en}` },
  formula: { vi: `, của từng ${vi}`, en: `, of each ${en}` },
  lines: {},
  dimension,
});

const PARTS: readonly Part[] = [
  by(
    'programme',
    'chương trình',
    'programme',
    split('programme', PROGRAMMES, PROGRAMME_NAMES, (programme) => ({ lines: { programme } })),
  ),
  {
    ...by(
      'project',
      'dự án của CTMTQG giảm nghèo bền vững',
      'project of sustainable poverty reduction',
      split('project', PROJECTS, PROJECT_NAMES, (project) => ({ lines: { project } })),
    ),
    suffix: '-by-gnbv-project',
    lines: { programme: 'GNBV' },
  },
  by(
    'capital-type',
    'loại vốn',
    'kind of capital',
    split('capitalType', CAPITAL_TYPES, CAPITAL_NAMES, (capitalType) => ({ lines: { capitalType } })),
  ),
  by(
    'fund-source',
    'nguồn vốn',
    'source of funds',
    split('fundSource', FUND_SOURCES, SOURCE_NAMES, (fundSource) => ({ lines: { fundSource } })),
  ),
  {
    suffix: '-carried-over',
    name: { vi: ', vốn kéo dài từ năm trước', en: ', carried over from earlier years' },
    formula: { vi: ', chỉ vốn của các năm trước chuyển sang', en: ', of capital of earlier years only' },
    lines: { carriedOver: true },
  },
  {
    suffix: '-of-the-year',
    name: { vi: ', vốn giao trong năm', en: ', of the year itself' },
    formula: { vi: ', không gồm vốn các năm trước chuyển sang', en: ', without capital carried over from earlier years' },
    lines: { carriedOver: false },
  },
];

function ofMoney(how: How, part: Part): Indicator {
  const { stem, name, formula, direction } = WORDS[how];
  const join = (a: Bilingual, b: Bilingual): Bilingual => ({ vi: a.vi + b.vi, en: a.en + b.en });
  return define(
    { how, ...(part.lines && { lines: part.lines }) },
    {
      code: `${stem}${part.suffix}`,
      name: join(name, part.name),
      formula: join(formula, part.formula),
      unit: how === 'disbursementRate' ? 'ratio' : 'dong',
      direction,
      dimension: part.dimension ?? null,
      headline: part === WHOLE,
      legalBasis: 'QĐ 90/QĐ-TTg; QĐ 1719/QĐ-TTg; Luật Đầu tư công 2024',
    },
  );
}

const HELPED = define(
  { how: 'helpedHouseholds' },
  {
    code: 'helped-households',
    name: { vi: 'Số hộ được hỗ trợ', en: 'Households helped' },
    formula: {
      vi: 'Số hộ có chứng từ hỗ trợ trong kỳ, mỗi hộ tính một lần; cộng các quý không bằng năm',
      en: 'Households that money was paid for in the period, each once; quarters do not add up to the year',
    },
    direction: 'ascending',
    legalBasis: 'QĐ 90/QĐ-TTg; QĐ 1719/QĐ-TTg',
  },
);

export const MONEY_INDICATORS: readonly Indicator[] = [
  ...[WHOLE, ...PARTS].flatMap((part) => HOWS.map((how) => ofMoney(how, part))),
  HELPED,
];
