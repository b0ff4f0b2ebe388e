import type { Bilingual, ToldDefinition } from '@chitieu/contracts';
import { decimalOf, ratio, subtract, type AlertMemory, type AlertReason, type Ratio } from '@chitieu/domain';
import { definitionOf, type AlertSubject } from './alert-subjects.js';

/** What a message may hold: the unit, the indicator and its figures. Never a household. */
export function alertMessage(subject: AlertSubject, memory: Pick<AlertMemory, 'state' | 'reason'>): Bilingual {
  const name = plainText(subject.heard.name);
  const what = subject.value === null ? missingReport(subject) : offTarget(subject);
  const end = ENDINGS[memory.reason] ?? { vi: '', en: '' };
  return {
    vi: [`${name}: ${what.vi}`, end.vi].filter(Boolean).join(' '),
    en: [`${name}: ${what.en}`, end.en].filter(Boolean).join(' '),
  };
}

export const ENDINGS: Partial<Record<AlertReason, Bilingual>> = {
  recovered: { vi: 'Nay đã trở lại theo lộ trình.', en: 'It is back on its trajectory.' },
  'breach-passed': { vi: 'Đã qua trước khi thành cảnh báo.', en: 'It passed before it became an alert.' },
  restated: { vi: 'Số liệu đã được sửa: việc này chưa từng đúng.', en: 'The figures were corrected: it had never been true.' },
  'no-target': { vi: 'Kế hoạch không còn chỉ tiêu này.', en: 'The plan no longer has this target.' },
  'nothing-expected-yet': { vi: 'Lộ trình chưa yêu cầu gì đến nay.', en: 'The trajectory expects nothing yet.' },
  'no-data-holds': {
    vi: 'Hiện chưa có số liệu; cảnh báo được giữ nguyên.',
    en: 'There are no data now; the alert stays as it is.',
  },
  'inhibited-by-missing-report': {
    vi: 'Báo cáo của xã đang thiếu; cảnh báo được giữ nguyên.',
    en: 'The report is missing; the alert stays as it is.',
  },
  'report-received': { vi: 'Báo cáo đã được nhận.', en: 'The report has been received.' },
  'numbers-agree': { vi: 'Nay đã khớp.', en: 'They agree now.' },
  'no-report-expected': { vi: 'Không còn phải nộp báo cáo.', en: 'No report is expected any more.' },
};

function missingReport({ observation, heard: { period } }: AlertSubject): Bilingual {
  const dueOn = observation.kind === 'missing-report' ? observation.dueOn : '';
  const [year, month, day] = dueOn.split('-');
  return {
    vi: `chưa nộp kết quả rà soát hộ nghèo, hộ cận nghèo kỳ ${period}; hạn nộp ${day}/${month}/${year}.`,
    en: `no review of poor and near-poor households for ${period} has been received; it was due on ${dueOn}.`,
  };
}

function offTarget({ value, assessment, heard }: AlertSubject): Bilingual {
  const { period } = heard;
  const indicator = definitionOf(heard, value!.indicator)!;
  const actual = value!.actual && { num: BigInt(value!.actual.num), den: BigInt(value!.actual.den) };
  const parts: { vi: string; en: string; figure: Ratio | null | undefined }[] = [
    { vi: 'thực hiện', en: 'actual', figure: actual },
    { vi: 'kế hoạch', en: 'plan', figure: assessment?.level },
    { vi: 'đến nay cần đạt', en: 'expected to date', figure: assessment?.expectedToDate },
  ];
  const known = parts.filter((part) => part.figure);
  const figures = (language: 'vi' | 'en') =>
    known.map((part) => `${part[language]} ${figureText(part.figure!, indicator, language)}`).join('; ');
  return {
    vi: sentence([
      `${indicator.name.vi} năm ${period}: ${figures('vi') || 'chưa có số'}`,
      pace(assessment?.pace, 'vi'),
      needed(assessment?.neededPerMonth, indicator, 'vi'),
    ]),
    en: sentence([
      `${indicator.name.en} ${period}: ${figures('en') || 'no data'}`,
      pace(assessment?.pace, 'en'),
      needed(assessment?.neededPerMonth, indicator, 'en'),
    ]),
  };
}

const sentence = (parts: string[]): string => `${parts.filter(Boolean).join('; ')}.`;

function pace(r: Ratio | null | undefined, language: 'vi' | 'en'): string {
  if (!r) return '';
  if (r.num < 0n) return language === 'vi' ? 'đang xấu hơn đầu kỳ' : 'worse than at the start';
  return language === 'vi' ? `nhịp độ ${percent(r, language)} so với lộ trình` : `pace ${percent(r, language)} of the trajectory`;
}

function needed(change: Ratio | null | undefined, indicator: ToldDefinition, language: 'vi' | 'en'): string {
  if (!change || change.num === 0n) return '';
  const falls = change.num < 0n;
  const size = falls ? subtract(ratio(0n), change) : change;
  const amount = isShare(indicator)
    ? `${digits(percentPoints(size), 2, language)} ${language === 'vi' ? 'điểm phần trăm' : 'percentage points'}`
    : figureText(size, indicator, language);
  if (language === 'vi') return `mỗi tháng còn lại cần ${falls ? 'giảm' : 'tăng'} ${amount}`;
  return `each remaining month must bring ${falls ? 'a fall' : 'a rise'} of ${amount}`;
}

function figureText(figure: Ratio, indicator: ToldDefinition, language: 'vi' | 'en'): string {
  if (isShare(indicator)) return percent(figure, language);
  const places = figure.num % figure.den === 0n ? 0 : 1;
  return `${digits(figure, places, language)} ${UNITS[indicator.unit][language]}`;
}

const UNITS: Record<ToldDefinition['unit'], Bilingual> = {
  households: { vi: 'hộ', en: 'households' },
  persons: { vi: 'nhân khẩu', en: 'persons' },
  dong: { vi: 'đồng', en: 'dong' },
  units: { vi: 'đơn vị', en: 'units' },
  ratio: { vi: '%', en: '%' },
  percentagePoints: { vi: 'điểm phần trăm', en: 'percentage points' },
};

const isShare = ({ unit }: ToldDefinition): boolean => unit === 'ratio' || unit === 'percentagePoints';
const percentPoints = (r: Ratio): Ratio => ({ num: r.num * 100n, den: r.den });
const percent = (r: Ratio, language: 'vi' | 'en'): string => `${digits(percentPoints(r), 2, language)} %`;

/** Vietnamese print: `1.063,5`; English: `1,063.5`. */
function digits(r: Ratio, places: number, language: 'vi' | 'en'): string {
  const [whole, fraction] = decimalOf(r, places).split('.') as [string, string?];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',');
  return fraction === undefined ? grouped : `${grouped}${language === 'vi' ? ',' : '.'}${fraction}`;
}

/** A name is a text of somebody's: line breaks and characters that hide or turn text stay out of messages. */
export const plainText = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
