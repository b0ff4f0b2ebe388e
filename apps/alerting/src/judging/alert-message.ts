import type { Bilingual, ToldDefinition } from '@chitieu/contracts';
import { ratio, subtract, type AlertMemory, type AlertReason, type Ratio } from '@chitieu/domain';
import type { AlertSubject } from './alert-subjects.js';
import { definitionOf } from './assess-value.js';
import { amountText, figureText, percent, plainText } from './figure-text.js';
import { cannotBeJudged, forecast, missingReport, noData } from './kind-messages.js';

/** What a message may hold: the unit, the indicator and its figures. Never a household. */
export function alertMessage(subject: AlertSubject, memory: Pick<AlertMemory, 'state' | 'reason'>): Bilingual {
  const name = plainText(subject.heard.name);
  const what = sentenceOf(subject);
  const end = ENDINGS[memory.reason] ?? { vi: '', en: '' };
  return {
    vi: [`${name}: ${what.vi}`, end.vi].filter(Boolean).join(' '),
    en: [`${name}: ${what.en}`, end.en].filter(Boolean).join(' '),
  };
}

function sentenceOf(subject: AlertSubject): Bilingual {
  switch (subject.observation.kind) {
    case 'missing-report':
      return missingReport(subject);
    case 'no-data':
      return noData(subject);
    case 'forecast':
      return forecast(subject);
    case 'evaluation-error':
      return cannotBeJudged(subject);
    default:
      return offTarget(subject);
  }
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
  'figure-there': { vi: 'Nay đã có số liệu.', en: 'There is a figure now.' },
  'no-figure-expected': { vi: 'Không còn phải có số liệu này.', en: 'The figure is not expected any more.' },
  'held-back-by-reports': {
    vi: 'Còn thiếu báo cáo nên chưa dự báo; cảnh báo được giữ nguyên.',
    en: 'Too few reports are in to forecast; the alert stays as it is.',
  },
  'too-early-to-say': { vi: 'Còn quá sớm để dự báo.', en: 'It is too early to forecast.' },
  'period-over': { vi: 'Kỳ đã kết thúc.', en: 'The period is over.' },
  'no-longer-watched': {
    vi: 'Quy tắc này đã tắt hoặc không còn theo dõi việc này.',
    en: 'The rule was switched off, or watches this no longer.',
  },
  'no-report-expected': { vi: 'Không còn phải nộp báo cáo.', en: 'No report is expected any more.' },
};

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
  const amount = amountText(size, indicator, language);
  if (language === 'vi') return `mỗi tháng còn lại cần ${falls ? 'giảm' : 'tăng'} ${amount}`;
  return `each remaining month must bring ${falls ? 'a fall' : 'a rise'} of ${amount}`;
}
