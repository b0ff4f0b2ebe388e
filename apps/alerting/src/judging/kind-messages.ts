import type { Bilingual } from '@chitieu/contracts';
import { formatVietnameseDate } from '@chitieu/domain';
import type { AlertSubject } from './alert-subjects.js';
import { definitionOf } from './assess-value.js';
import { amountText, percent, plainText } from './figure-text.js';

/** One sentence for what a subject of each kind is about; those of a figure against its plan stand in `alert-message.ts`. */
export function missingReport({ observation, heard }: AlertSubject): Bilingual {
  if (observation.kind !== 'missing-report') return NONE;
  const { period } = heard;
  const dueOn = formatVietnameseDate(observation.dueOn);
  const missing = observation.expected - observation.received;
  if (observation.expected > 1 && missing > 0) {
    return {
      vi: `${missing} trên ${observation.expected} đơn vị chưa nộp kết quả rà soát hộ nghèo, hộ cận nghèo kỳ ${period}; hạn nộp ${dueOn}.`,
      en: `${missing} of ${observation.expected} units have sent no review of poor and near-poor households for ${period}; it was due on ${observation.dueOn}.`,
    };
  }
  return {
    vi: `chưa nộp kết quả rà soát hộ nghèo, hộ cận nghèo kỳ ${period}; hạn nộp ${dueOn}.`,
    en: `no review of poor and near-poor households for ${period} has been received; it was due on ${observation.dueOn}.`,
  };
}

export function noData({ observation, heard, value }: AlertSubject): Bilingual {
  const { name } = definitionOf(heard, value!.indicator)!;
  const isGone = observation.kind === 'no-data' && observation.hadFigure;
  return {
    vi: `${name.vi} năm ${heard.period}: ${isGone ? 'đã có số nhưng nay không còn' : 'kỳ đã hết mà vẫn chưa có số, dù kế hoạch có chỉ tiêu này'}.`,
    en: `${name.en} ${heard.period}: ${isGone ? 'there was a figure, and now there is none' : 'the period is over and there is still no figure, though the plan has a target'}.`,
  };
}

/** "At this pace it ends at 71 % of the plan; needs 4 households a month instead of 2." */
export function forecast({ heard, value, assessment, perMonthSoFar }: AlertSubject): Bilingual {
  const indicator = definitionOf(heard, value!.indicator)!;
  const pace = assessment?.pace;
  const needed = assessment?.neededPerMonth;
  const [endVi, endEn] = pace
    ? [
        `với nhịp độ này cuối kỳ đạt ${percent(pace, 'vi')} kế hoạch`,
        `at this pace it ends at ${percent(pace, 'en')} of the plan`,
      ]
    : ['chưa ước được cuối kỳ', 'where it ends cannot be said'];
  const soFar = (language: 'vi' | 'en'): string => (perMonthSoFar ? amountText(perMonthSoFar, indicator, language) : '?');
  return {
    vi: `${indicator.name.vi} năm ${heard.period}: ${endVi}${needed ? `; mỗi tháng còn lại cần ${amountText(needed, indicator, 'vi')} thay vì ${soFar('vi')}` : ''}.`,
    en: `${indicator.name.en} ${heard.period}: ${endEn}${needed ? `; needs ${amountText(needed, indicator, 'en')} a month instead of ${soFar('en')}` : ''}.`,
  };
}

/** For operators: the words of the error are the program's. */
export function cannotBeJudged({ heard, failures }: AlertSubject): Bilingual {
  const [first] = failures;
  if (!first) {
    return { vi: `kỳ ${heard.period}: các quy tắc đã xét được.`, en: `${heard.period}: its rules can be judged.` };
  }
  const { rule, indicator } = first;
  const error = plainText(first.error).slice(0, 200);
  return {
    vi: `kỳ ${heard.period}: quy tắc ${rule} không xét được ${indicator}: ${error} (${failures.length} chỗ). Cảnh báo đang mở được giữ nguyên.`,
    en: `${heard.period}: rule ${rule} cannot judge ${indicator}: ${error} (${failures.length} in all). Open alerts stay as they are.`,
  };
}

const NONE: Bilingual = { vi: '', en: '' };
