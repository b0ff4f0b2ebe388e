import { parseVietnameseDate } from '../written/vietnamese-date.js';
import { placeOf } from './paragraphs.js';
import type { CalendarEntry } from './plan-draft.js';
import type { Passage } from './sections.js';

const DAY =
  '(\\d{1,2}[/.-]\\d{1,2}(?:[/.-](?:19|20)\\d\\d)?|\\d{1,2} thang \\d{1,2}(?: nam \\d{4})?|\\d{1,2}(?= (?:hang|hang|cua) ?thang| hang))';
const BEFORE = new RegExp(
  `\\b(truoc|cham nhat(?: la)?|tinh den|den|xong|hoan thanh)(?: (?:het|truoc|trong))? ?(?:ngay )?${DAY}`,
  'g',
);
const EVERY: readonly [NonNullable<CalendarEntry['every']>, RegExp][] = [
  ['month', /(?:hang|dinh ky|moi) thang/],
  ['quarter', /(?:hang|dinh ky|moi) quy|\bquy, /],
  ['halfYear', /(?:dinh ky )?(?:6|sau|06) thang/],
  ['year', /(?:hang|dinh ky|ca) nam/],
];
const REPORT = /\bbao cao\b/;

/** Days by which something is due, and reports that come again. */
export function readCalendar(passage: Passage): CalendarEntry[] {
  const { text, folded } = passage;
  const days = [...folded.matchAll(BEFORE)].map((match): CalendarEntry => {
    const clause = clauseOf(folded, match.index, match.index + match[0].length);
    const date = dateOf(match[2]!);
    const isReport = REPORT.test(clause);
    const kind = /tinh den|^den/.test(match[1]!) && !isReport ? 'as-of' : isReport ? 'report' : 'deadline';
    const shown = text.slice(match.index, match.index + match[0].length);
    return {
      kind,
      ...date,
      every: date.date === null ? everyIn(clause) : null,
      text: shown,
      place: placeOf(passage, match.index),
    };
  });
  if (days.length > 0 || passage.phase === 'result') return days;
  return folded
    .split(/[;.](?= |$)/)
    .filter((clause) => REPORT.test(clause) && /dinh ky|hang (?:thang|quy|nam)/.test(clause))
    .flatMap((clause) => EVERY.filter(([, words]) => words.test(clause)))
    .map(([every]) => ({
      kind: 'report',
      date: null,
      reason: 'no-day-said',
      every,
      text: text.slice(0, 120),
      place: placeOf(passage),
    }));
}

function dateOf(day: string): Pick<CalendarEntry, 'date' | 'reason'> {
  if (!/(?:19|20)\d\d$/.test(day)) return { date: null, reason: /\D/.test(day) ? 'year-not-said' : 'day-of-each-period' };
  const read = parseVietnameseDate(day);
  return read.outcome === 'value' ? { date: read.value, reason: null } : { date: null, reason: read.reason };
}

function clauseOf(folded: string, start: number, end: number): string {
  const from = Math.max(folded.lastIndexOf(';', start), folded.lastIndexOf('. ', start)) + 1;
  const to = folded.slice(end).search(/;|\. |\.$/);
  return folded.slice(from, to < 0 ? folded.length : end + to);
}

const everyIn = (clause: string): CalendarEntry['every'] => EVERY.find(([, words]) => words.test(clause))?.[0] ?? null;
