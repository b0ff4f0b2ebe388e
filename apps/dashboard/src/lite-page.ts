import type { IndicatorValue, OrgUnitOnWire } from '@chitieu/contracts';
import { divide, formatPercent, formatVietnameseNumber, fromDecimal } from '@chitieu/domain';

export type LiteLanguage = 'vi' | 'en';

export interface LiteFigures {
  unit: OrgUnitOnWire;
  period: string;
  /** Of the unit and of each unit below it. */
  values: readonly IndicatorValue[];
  language: LiteLanguage;
}

/** What is told of each unit, in this order. */
export const LITE_INDICATORS = ['poor-households', 'poor-rate', 'near-poor-households'] as const;

const WORDS = {
  vi: {
    ...{
      unit: 'Đơn vị',
      state: 'Tỷ lệ so với kế hoạch',
      asOf: 'Số liệu đến',
      provisional: 'tạm tính',
      official: 'chính thức',
      full: 'Trang đầy đủ',
    },
    ...{
      sample: 'Có dòng số liệu sinh ra để minh họa, không phải báo cáo thật.',
      other: 'English',
      none: 'Chưa có kế hoạch',
      doubt: '◇ Nghi ngờ số liệu',
    },
    figures: { 'poor-households': 'Hộ nghèo', 'poor-rate': 'Tỷ lệ hộ nghèo', 'near-poor-households': 'Hộ cận nghèo' },
    states: {
      ...{ deteriorating: '■ Không đạt · xấu đi', off_track: '■ Không đạt', at_risk: '▲ Có nguy cơ', no_data: '○ Chưa có số' },
      ...{ not_started: '○ Chưa bắt đầu', on_track: '● Đúng tiến độ', achieved: '● Đạt' },
    },
  },
  en: {
    ...{
      unit: 'Unit',
      state: 'Rate against plan',
      asOf: 'Data to',
      provisional: 'provisional',
      official: 'official',
      full: 'Full page',
    },
    ...{
      sample: 'Some rows were generated to show the product; they are nobody’s report.',
      other: 'Tiếng Việt',
      none: 'No plan',
      doubt: '◇ Doubtful figures',
    },
    figures: { 'poor-households': 'Poor households', 'poor-rate': 'Poor rate', 'near-poor-households': 'Near-poor households' },
    states: {
      ...{ deteriorating: '■ Off track · worse', off_track: '■ Off track', at_risk: '▲ At risk', no_data: '○ No data' },
      ...{ not_started: '○ Not started', on_track: '● On track', achieved: '● Achieved' },
    },
  },
} as const;

/** A plain page for a weak network or an old telephone: no script, no picture, nothing else to fetch. */
export function litePage({ unit, period, values, language }: LiteFigures): string {
  const words = WORDS[language];
  const [first] = values;
  const units = new Map(values.map(({ orgUnit }) => [orgUnit.code, orgUnit.name]));
  const of = (code: string, indicator: string): IndicatorValue | undefined =>
    values.find((value) => value.orgUnit.code === code && value.indicator === indicator);
  const rows = [...units].map(
    ([code, name]) =>
      `<tr><th scope="row">${code === unit.code ? safe(name) : link(code, period, name, language)}</th>` +
      LITE_INDICATORS.map((indicator) => `<td>${figure(of(code, indicator), language)}</td>`).join('') +
      `<td class="s">${stateWord(of(code, 'poor-rate'), language)}</td></tr>`,
  );
  const above = unit.ancestors.map(({ code, name }) => `${link(code, period, name, language)} › `).join('');
  const heads = [words.unit, ...LITE_INDICATORS.map((indicator) => words.figures[indicator]), words.state];
  const asOf = first
    ? `${words.asOf} ${safe(clock(first.asOf))} · ${values.some((value) => value.provisional) ? words.provisional : words.official}`
    : '';
  const other = language === 'vi' ? 'en' : 'vi';
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${safe(unit.name)} · ${safe(period)} · Chỉ Tiêu</title>
<style>body{font:16px/1.4 system-ui,sans-serif;margin:8px}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #8888;padding:4px;text-align:right}th:first-child,.s{text-align:left}</style>
<body><main><p>${above}</p><h1>${safe(unit.name)} · ${safe(period)}</h1><p>${asOf}</p>${values.some(({ sample }) => sample) ? `<p>${words.sample}</p>` : ''}
<div style="overflow-x:auto" tabindex="0" role="region" aria-label="${safe(unit.name)}"><table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div><p><a href="${liteAddress(unit.code, period, other)}" lang="${other}">${words.other}</a> · <a href="/u/${encodeURIComponent(unit.code)}/${encodeURIComponent(period)}">${words.full}</a></p></main></body></html>
`;
}

const liteAddress = (code: string, period: string, language: LiteLanguage): string =>
  `/lite/${encodeURIComponent(code)}/${encodeURIComponent(period)}${language === 'en' ? '?language=en' : ''}`;

const link = (code: string, period: string, name: string, language: LiteLanguage): string =>
  `<a href="${liteAddress(code, period, language)}">${safe(name)}</a>`;

function figure(value: IndicatorValue | undefined, language: LiteLanguage): string {
  if (!value?.actual) return '–';
  const actual = divide(fromDecimal(value.actual.num), fromDecimal(value.actual.den));
  if (actual === null) return '–';
  const written = value.indicator.endsWith('-rate') ? formatPercent(actual) : formatVietnameseNumber(actual);
  return language === 'vi' ? written : inEnglish(written);
}

const inEnglish = (written: string): string =>
  written.replaceAll(/[.,]/g, (mark) => (mark === '.' ? ',' : '.')).replace('\u00a0%', '%');

/** Doubt stands beside the state, and hides none. */
function stateWord(value: IndicatorValue | undefined, language: LiteLanguage): string {
  const { states, none, doubt } = WORDS[language];
  if (!value?.actual) return states.no_data;
  const state = value.status ? (states[value.status as keyof typeof states] ?? safe(value.status)) : none;
  return value.flags.some(({ severity }) => severity !== 'info') ? `${state} · ${doubt}` : state;
}

const HA_NOI = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  ...{ day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
});

const clock = (iso: string): string => HA_NOI.format(new Date(iso)).split(', ').reverse().join(' ');

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const safe = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign]!);
