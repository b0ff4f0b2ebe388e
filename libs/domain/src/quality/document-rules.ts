import { checkTable } from './check-table.js';
import type { PlanFinding, Stated } from '../plan-document/plan-draft.js';
import type { RepeatedNumber } from '../plan-document/sections.js';
import { readPrintedTable } from './printed-table.js';
import { LAW_TEXTS } from './table-texts.js';
import { formatVietnameseDate } from '../written/vietnamese-date.js';
import { allFigures, placesOf, type PlanRule } from './plan-figures.js';

const plain = (
  rule: string,
  severity: PlanFinding['severity'],
  message: PlanFinding['message'],
  mend: PlanFinding['mend'],
  places: PlanFinding['places'],
  arithmetic = '',
): PlanFinding => ({
  ...{ rule, severity, arithmetic, message, mend, places },
});

/** A document that cannot be cited. */
export const missingNumberAndDate: PlanRule = ({ document: { number, date, title } }) => {
  const at = (stated: Stated): PlanFinding['places'] => [stated.place ?? title.place].flatMap((place) => place ?? []);
  return [
    ...(number.value === null
      ? [
          plain(
            'document-number-missing',
            'warning',
            { vi: 'Văn bản không có số, ký hiệu.', en: 'The document has no number.' },
            { vi: 'Ghi số văn bản, ví dụ “Số: 12/KH-UBND”.', en: 'Give its number, e.g. “Số: 12/KH-UBND”.' },
            at(number),
          ),
        ]
      : []),
    ...(date.value === null
      ? [
          plain(
            'document-date-missing',
            'warning',
            { vi: 'Văn bản không có ngày ban hành.', en: 'The document has no date.' },
            { vi: 'Ghi ngày, tháng, năm ban hành.', en: 'Give the day it was issued.' },
            at(date),
          ),
        ]
      : []),
  ];
};

export const repeatedNumbers = (repeated: RepeatedNumber[]): PlanFinding[] =>
  repeated.map(({ number, places }) =>
    plain(
      'repeated-number',
      'warning',
      { vi: `Hai mục liền nhau cùng mang số ${number}.`, en: `Two headings in a row have the number ${number}.` },
      { vi: 'Đánh số lại.', en: 'Number them again.' },
      places,
    ),
  );

/** Nothing can be based on what came later. */
export const laterLegalBases: PlanRule = ({ legalBases, document: { date } }) =>
  legalBases.flatMap((basis) =>
    date.value !== null && basis.date !== null && basis.date > date.value
      ? [
          plain(
            'later-legal-basis',
            'warning',
            {
              vi: `${basis.kind} số ${basis.number} có ngày sau ngày của văn bản này.`,
              en: `${basis.kind} ${basis.number} is dated after this document.`,
            },
            { vi: 'Xem lại hai ngày.', en: 'Look at both dates again.' },
            placesOf(basis, { place: date.place! }),
            `${formatVietnameseDate(basis.date)} > ${formatVietnameseDate(date.value)}`,
          ),
        ]
      : [],
  );

export const refusedDates: PlanRule = ({ legalBases, calendar }) =>
  [
    ...legalBases.map(({ dateReason, place }) => ({ reason: dateReason, place })),
    ...calendar.map(({ reason, place }) => ({ reason, place })),
  ]
    .filter(({ reason }) => reason === 'no-such-day' || reason === 'month-first' || reason === 'two-digit-year')
    .map((entry) =>
      plain(
        'date-unreadable',
        'warning',
        { vi: `Ngày không đọc được (${entry.reason}).`, en: `A date cannot be read (${entry.reason}).` },
        { vi: 'Ghi ngày/tháng/năm đủ bốn chữ số.', en: 'Write day/month/year with four digits.' },
        placesOf(entry),
      ),
    );

/** Two readings are a question, not a figure. */
export const ambiguousFigures: PlanRule = (draft) =>
  [...allFigures(draft), ...draft.projectLines, ...draft.totals]
    .filter(({ reason }) => reason === 'ambiguous')
    .map((figure) =>
      plain(
        'ambiguous-figure',
        'warning',
        {
          vi: `“${figure.text}” có hai cách đọc: ${figure.readings.join(' hay ')}.`,
          en: `“${figure.text}” has two readings: ${figure.readings.join(' or ')}.`,
        },
        {
          vi: 'Ghi dấu chấm để phân nhóm, dấu phẩy cho phần thập phân, kèm đơn vị tính.',
          en: 'Group with points, part decimals with a comma, and state the unit.',
        },
        placesOf(figure),
      ),
    );

export interface PlanTable {
  line: number;
  records: string[][];
}

/** The laws of a published table hold for one inside a plan. */
export const tablesContradict = (tables: PlanTable[]): PlanFinding[] =>
  tables.flatMap(({ line, records }) => {
    const printed = readPrintedTable(records);
    return checkTable(printed).findings.map(({ broken, suspects }) => {
      const asks = suspects
        .map(({ figure, misprint }) => `${printed.rows[figure.row]}: ${figure.text} → ${misprint.text}?`)
        .join('; ');
      return plain(
        'table-contradicts',
        'error',
        {
          vi: `Bảng: ${broken.map(({ name }) => LAW_TEXTS[name].vi).join('; ')}.`,
          en: `Table: ${broken.map(({ name }) => LAW_TEXTS[name].en).join('; ')}.`,
        },
        { vi: asks || 'Xem lại các số trong bảng.', en: asks || 'Look at the figures of the table again.' },
        [{ line, quote: records[0]!.join(' | ') }],
        broken.map(({ arithmetic }) => arithmetic).join('; '),
      );
    });
  });
