import { foldAccents } from './fold-accents.js';
import { decimalOf, fromDecimal, multiply, ratio, type Ratio } from '../ratio.js';

/** What the column holds decides which readings of a written number are possible. */
export type NumberColumn = 'count' | 'money' | 'rate';

export type NumberRefusal = 'empty' | 'too-long' | 'not-a-number' | 'negative-zero' | 'not-whole' | 'unit-not-of-column';

export type WrittenNumber =
  | { outcome: 'value'; value: Ratio }
  /** `hơn 600`: a bound, not a value. */
  | { outcome: 'bound'; bound: 'atLeast' | 'atMost' | 'about'; value: Ratio }
  /** Two readings are possible, as plain decimals in the written unit: with the mark as grouping, and as decimal mark. */
  | { outcome: 'refused'; reason: 'ambiguous'; readings: [grouped: string, decimal: string] }
  | { outcome: 'refused'; reason: NumberRefusal; readings: [] };

/** Keeps number and unit on one line. */
export const NO_BREAK_SPACE = '\u00a0';

const UNITS: readonly { words: RegExp; times: Ratio; column: NumberColumn | null }[] = [
  { words: /^(diem )?(%|phan tram)$/, times: ratio(1n, 100n), column: 'rate' },
  { words: /^(dong|d|vnd)$/, times: ratio(1n), column: 'money' },
  { words: /^(nghin|ngan)( dong)?$/, times: ratio(1_000n), column: null },
  { words: /^(trieu|tr)( ?dong| ?d)?$/, times: ratio(1_000_000n), column: null },
  { words: /^(ty|ti)( dong)?$/, times: ratio(1_000_000_000n), column: null },
  { words: /^(ho|nguoi|xa|thon)$/, times: ratio(1n), column: 'count' },
];

const BOUNDS = {
  hon: 'atLeast',
  tren: 'atLeast',
  'it nhat': 'atLeast',
  'toi thieu': 'atLeast',
  'khong duoi': 'atLeast',
  duoi: 'atMost',
  'toi da': 'atMost',
  'khong qua': 'atMost',
  gan: 'about',
  khoang: 'about',
} as const;

const SHAPE = new RegExp(`^(?:(${Object.keys(BOUNDS).join('|')}) )?([-−]?)(\\d[\\d.,]*)(?: ?([a-z% ]+))?$`);
const MAX_LENGTH = 60;

/** `1063000` → `1.063.000`; half away from zero at `places`. */
export function formatVietnameseNumber(value: Ratio, places: number = 0): string {
  const [whole = '', fraction] = decimalOf(value, places).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

/** 58/1612 → `3,60 %`. */
export function formatPercent(value: Ratio, places: number = 2): string {
  return `${formatVietnameseNumber(multiply(value, ratio(100n)), places)}${NO_BREAK_SPACE}%`;
}

/** In the largest of đồng, triệu, tỷ that says the amount without rounding: `1.063 triệu`, `2 tỷ`, `1.500 đồng`. */
export function formatDong(amountDong: bigint): string {
  const [size, word] =
    amountDong === 0n || amountDong % 1_000_000n !== 0n
      ? [1n, 'đồng']
      : amountDong % 1_000_000_000n === 0n
        ? [1_000_000_000n, 'tỷ']
        : [1_000_000n, 'triệu'];
  return `${formatVietnameseNumber(ratio(amountDong / size))}${NO_BREAK_SPACE}${word}`;
}

/** Reads a number as Vietnamese offices write it. `.` groups and `,` is the decimal mark; where both readings hold, refuses. */
export function parseVietnameseNumber(text: string, column: NumberColumn): WrittenNumber {
  if (text.length > MAX_LENGTH) return refused('too-long');
  const plain = foldAccents(text); // accents are where typing errs most
  if (plain === '') return refused('empty');
  const match = SHAPE.exec(plain);
  const unit = match && unitOf(match[4]?.trim() ?? '');
  const digits = match && readingsOf(match[3]!);
  if (!match || !digits || unit === null) return refused('not-a-number');
  if (unit.column !== null && unit.column !== column) return refused('unit-not-of-column');
  const chosen = choose(digits, column, unit.written);
  if (chosen === null) return { outcome: 'refused', reason: 'ambiguous', readings: [digits.grouped!, digits.decimal!] };
  const value = multiply(fromDecimal((match[2] ? '-' : '') + chosen), unit.times);
  if (match[2] && value.num === 0n) return refused('negative-zero');
  if (column !== 'rate' && value.num % value.den !== 0n) return refused('not-whole');
  return say(column === 'rate' ? value : ratio(value.num / value.den), match[1] as keyof typeof BOUNDS | undefined);
}

const refused = (reason: NumberRefusal): WrittenNumber => ({ outcome: 'refused', reason, readings: [] });

const say = (value: Ratio, word: keyof typeof BOUNDS | undefined): WrittenNumber =>
  word === undefined ? { outcome: 'value', value } : { outcome: 'bound', bound: BOUNDS[word], value };

function unitOf(words: string): { times: Ratio; column: NumberColumn | null; written: string } | null {
  if (words === '') return { times: ratio(1n), column: null, written: '' };
  const unit = UNITS.find((candidate) => candidate.words.test(words));
  return unit ? { times: unit.times, column: unit.column, written: words } : null;
}

interface DigitReadings {
  /** With the marks as grouping; null when they cannot be. */
  grouped: string | null;
  /** With the last mark as decimal mark; null when it cannot be. */
  decimal: string | null;
  mark: '.' | ',' | '';
}

function readingsOf(digits: string): DigitReadings | null {
  if (/^\d+$/.test(digits)) return { grouped: digits, decimal: null, mark: '' };
  const mark = /[.,](?=\d+$)/.exec(digits)?.[0] as '.' | ',' | undefined;
  if (mark === undefined) return null;
  const cut = digits.lastIndexOf(mark);
  const [whole, fraction] = [digits.slice(0, cut), digits.slice(cut + 1)];
  const wholeDigits = ungrouped(whole, mark === '.' ? ',' : '.');
  const grouped = ungrouped(digits, mark);
  const decimal = wholeDigits === null ? null : `${wholeDigits}.${fraction}`;
  return grouped === null && decimal === null ? null : { grouped, decimal, mark };
}

/** Digits without their grouping mark; null when they are not grouped by threes. */
function ungrouped(digits: string, mark: '.' | ','): string | null {
  if (/^\d+$/.test(digits)) return digits;
  const groups = digits.split(mark);
  const wellFormed = /^[1-9]\d{0,2}$/.test(groups[0]!) && groups.slice(1).every((group) => /^\d{3}$/.test(group));
  return wellFormed ? groups.join('') : null;
}

/** The one possible reading, or null for two. A written unit says that the number is written the Vietnamese way. */
function choose({ grouped, decimal, mark }: DigitReadings, column: NumberColumn, unit: string): string | null {
  if (grouped === null || decimal === null) return (grouped ?? decimal)!;
  if (column === 'count' && unit === '') return grouped;
  const tellsTheWay = unit !== '' && !(column === 'rate' && mark === '.');
  if (!tellsTheWay) return null;
  return mark === '.' ? grouped : decimal;
}
