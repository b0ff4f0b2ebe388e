import { parseVietnameseNumber, type NumberColumn, type WrittenNumber } from '../written/vietnamese-number.js';
import { decimalOf, type Ratio } from '../ratio.js';
import type { Bound } from './plan-draft.js';

export type FigureKind = 'percent' | 'points' | 'households' | 'money' | 'bare';

/** A number with its unit, where it stands in a text. */
export interface WrittenFigure {
  kind: FigureKind;
  start: number;
  end: number;
  /** As printed. */
  text: string;
  value: string | null;
  bound: Bound;
  reason: string | null;
  readings: string[];
  /** Of `12/10 hộ`: the second number. */
  over: { text: string; value: string } | null;
}

/** What looks like a figure and is none: dates, numbers of documents, years. */
const NO_FIGURE =
  /\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d|ngay \d{1,2} thang \d{1,2}(?: nam \d{4})?|\d+\/(?:\d{4}\/)?[a-z]{1,5}(?:-[a-z&-]+)+|\bnam (?:19|20)\d\d(?: ?[-–] ?(?:19|20)\d\d)?|giai doan (?:19|20)\d\d ?[-–] ?(?:19|20)\d\d|(?:ngay|truoc|thang) \d{1,2}\/\d{1,4}|\b(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d\b|(?:du an|thang|quy|ngay|khoan|dieu|muc|phu luc|bieu|mau)(?: so)? \d+(?:\.\d+)*/g;

const UNIT =
  'diem ?%|diem phan tram|%|phan tram|(?:ty|ti|trieu|tr|nghin|ngan) ?(?:dong|d)\\b|(?:ty|ti|trieu|tr|nghin|ngan)\\b|(?:dong|vnd|d)\\b|ho\\b';
const NUMBER = '\\d[\\d.,]*\\d|\\d';
const FIGURE = new RegExp(
  `(?<![\\d/.,a-z])(${NUMBER})(?: ?%?(?: ?[-–] ?| den )(${NUMBER})(?= ?(?:${UNIT}))| ?/ ?(${NUMBER}))?(?: ?(${UNIT}))?(?!\\d|/\\d)`,
  'g',
);
const BOUND_BEFORE = /\b(hon|tren|it nhat|toi thieu|khong duoi|duoi|toi da|khong qua|gan|khoang) $/;
const BOUND_BEHIND = /^ ?(?:\/nam )?(?:ho )?(?:can )?(?:ngh?eo )?tro (len|xuong)/;

/** Every figure of a text, in order. `bare` has no unit. */
export function writtenFigures(text: string, folded: string): WrittenFigure[] {
  const masked = folded.replace(NO_FIGURE, (found) => '_'.repeat(found.length));
  return [...masked.matchAll(FIGURE)].map((match) => {
    const [whole, number = '', toNumber, overNumber, unit = ''] = match;
    const [start, end] = [match.index, match.index + whole.length];
    const kind = kindOf(unit);
    const shown = { kind, start, end, text: text.slice(start, end) };
    if (toNumber !== undefined) {
      return { ...shown, value: null, bound: 'exact' as const, reason: 'range', readings: [number, toNumber], over: null };
    }
    const read = parseFigure(number, unit, kind, boundWordIn(folded.slice(0, start)));
    const over = overNumber === undefined ? null : parseFigure(overNumber, unit, kind, '');
    const behind = BOUND_BEHIND.exec(folded.slice(end))?.[1];
    const bound = behind === undefined ? read.bound : behind === 'len' ? ('atLeast' as const) : ('atMost' as const);
    return { ...shown, ...read, bound, over: over?.value == null ? null : { text: overNumber!, value: over.value } };
  });
}

const kindOf = (unit: string): FigureKind => {
  if (unit === '') return 'bare';
  if (unit.startsWith('diem')) return 'points';
  if (unit === '%' || unit === 'phan tram') return 'percent';
  return unit === 'ho' ? 'households' : 'money';
};

const boundWordIn = (before: string): string => BOUND_BEFORE.exec(before)?.[1] ?? '';

const COLUMNS: Record<FigureKind, NumberColumn> = {
  percent: 'rate',
  points: 'rate',
  households: 'count',
  money: 'money',
  bare: 'count',
};

/** @param unit as written, or the unit that the head of a table gives its column */
export function parseFigure(number: string, unit: string, kind: FigureKind, boundWord = ''): Reading {
  const column = COLUMNS[kind];
  const read = parseVietnameseNumber(`${boundWord} ${number} ${unit}`, column);
  if (read.outcome !== 'refused') {
    return { value: plainDecimal(read.value), bound: boundOf(read), reason: null, readings: [] };
  }
  return { value: null, bound: 'exact', reason: read.reason, readings: read.readings };
}

export type Reading = Pick<WrittenFigure, 'value' | 'bound' | 'reason' | 'readings'>;

const boundOf = (read: Exclude<WrittenNumber, { outcome: 'refused' }>): Bound =>
  read.outcome === 'bound' ? read.bound : 'exact';

/** All its places and no more: 36/1000 → `0.036`. */
export const plainDecimal = (value: Ratio): string => {
  const text = decimalOf(value, 12);
  return text.replace(/\.?0+$/, '');
};
