import type { Language } from '../number/format-number.js';

/** A number as a cell shows it, back as a number: what a workbook can add up, and how it must show it there. */
export interface WrittenNumber {
  value: number;
  /** Number format of a workbook, which shows what the screen shows. */
  format: string;
  /** Ungrouped, with a point: for a CSV. */
  plain: string;
}

const SHAPES = {
  vi: /^([-\u2212]?)((?:0|[1-9]\d{0,2})(?:\.\d{3})*)(?:,(\d+))?(?: (%|điểm %|triệu|tỷ))?$/,
  en: /^([-\u2212]?)((?:0|[1-9]\d{0,2})(?:,\d{3})*)(?:\.(\d+))?(?: ?(%|pp|million đ|billion đ))?$/,
} as const;

/** Null when the text is something else: a word, a date, a code such as 07606 or a year. */
export function writtenNumber(text: string, language: Language): WrittenNumber | null {
  const found = SHAPES[language].exec(text.replaceAll(/\s+/g, ' ').trim());
  if (!found) return null;
  const [, sign, grouped = '', fraction = '', unit = ''] = found;
  const digits = `${sign ? '-' : ''}${grouped.replaceAll(/[.,]/g, '')}${fraction && `.${fraction}`}`;
  const shape = `#,##0${fraction && `.${'0'.repeat(fraction.length)}`}`;
  if (unit === '') return { value: Number(digits), format: shape, plain: digits };
  if (unit === '%') return { value: shifted(digits, -2), format: `${shape}%`, plain: `${digits}%` };
  if (unit === 'triệu' || unit === 'million đ') return inDong(digits, 6, `${shape},," ${unit}"`);
  if (unit === 'tỷ' || unit === 'billion đ') return inDong(digits, 9, `${shape},,," ${unit}"`);
  return { value: Number(digits), format: `${shape}" ${unit}"`, plain: digits };
}

/** Amounts leave in đồng whatever scale the screen tells them in: a column may hold both triệu and tỷ, and is added up. */
function inDong(digits: string, power: number, format: string): WrittenNumber {
  const value = shifted(digits, power);
  return { value, format, plain: String(value) };
}

/** By its decimal text, not by a product that would leave 0.07200000000000001. */
const shifted = (digits: string, power: number): number => Number(`${digits}e${power}`);
