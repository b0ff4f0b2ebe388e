import { labelOf, type LineLabel } from './line-label.js';
import type { Place } from './plan-draft.js';

/** A line of the document, or several that one sentence was wrapped over. */
export interface Paragraph {
  line: number;
  /** NFC, one space between words, without Markdown's marks. */
  text: string;
  /** `text` in lower case without accents, letter for letter as long: what is found in it is quoted from `text`. */
  folded: string;
  label: LineLabel | null;
  isHeading: boolean;
  /** Of a table's row. */
  cells: string[] | null;
}

const LONGEST_QUOTE = 500;
const LONG_LINE = 55;
const LONGEST_LINE = 4_000;
const PIECE = new RegExp(`[^]{1,${LONGEST_LINE}}(?=\\s|$)|[^]{1,${LONGEST_LINE}}`, 'g');

/** What every reader hands back as the place of what it found. */
export const placeOf = ({ line, text }: Pick<Paragraph, 'line' | 'text'>, from = 0): Place => {
  const start = text.length <= LONGEST_QUOTE ? 0 : Math.max(0, Math.min(from - LONGEST_QUOTE / 2, text.length - LONGEST_QUOTE));
  return { line, quote: text.slice(start, start + LONGEST_QUOTE) };
};

/** Lower case, no accents, đ as d, `tỉ lệ` as `tỷ lệ`, and exactly as long as what is given. */
export const foldLetters = (text: string): string =>
  text
    .split('')
    .map(foldLetter)
    .join('')
    .replace(/\bti le\b/g, 'ty le');

function foldLetter(letter: string): string {
  if (letter < '\u0080') return letter.toLowerCase();
  if (letter === 'đ' || letter === 'Đ') return 'd';
  let folded = FOLDED.get(letter);
  if (folded === undefined) FOLDED.set(letter, (folded = letter.normalize('NFD')[0]!.toLowerCase()[0]!));
  return folded;
}

const FOLDED = new Map<string, string>();

const plain = (raw: string): string =>
  raw
    .normalize('NFC')
    .replace(/[\p{M}\u00ad\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/\\([*_#.()[\]+-])/g, '$1')
    .replace(/^\s*#{1,6}\s*/, '')
    .replace(/(\*\*|__)/g, '')
    .replace(/\*(\S(?:[^*]*\S)?)\*/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();

export function paragraphsOf(document: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let mayGoOn = false;
  const lines = document.split(/\r\n|\r|\n|\f/).flatMap((raw, i) => pieces(raw).map((piece) => ({ raw: piece, number: i + 1 })));
  for (const { raw, number } of lines) {
    const next = paragraphOf(raw, number);
    if (next === null) {
      mayGoOn = false;
      continue;
    }
    const last = paragraphs.at(-1);
    if (mayGoOn && last && goesOn(last, next)) {
      last.text = `${last.text} ${next.text}`;
      last.folded = `${last.folded} ${next.folded}`;
    } else paragraphs.push(next);
    mayGoOn = !next.isHeading && next.cells === null && !/ {2}$/.test(raw);
  }
  return paragraphs;
}

/** A line longer than any sentence is read in pieces: reading one takes as long as its square. */
const pieces = (raw: string): string[] => (raw.length <= LONGEST_LINE ? [raw] : (raw.match(PIECE) ?? []));

function paragraphOf(raw: string, line: number): Paragraph | null {
  const text = plain(raw);
  if (text === '' || /^[-|:=_*. ]+$/.test(text)) return null;
  const folded = foldLetters(text);
  const label = labelOf(text, folded);
  const isHeading = /^\s*#/.test(raw) || (label !== null && ['part', 'roman', 'upper'].includes(label.style)) || isCapitals(text);
  return { line, text, folded, label, isHeading, cells: cellsOf(text) };
}

/** A heading without numbering. */
export const isCapitals = (text: string): boolean => {
  const letters = text.replace(/\P{L}/gu, '');
  return letters.length > 3 && letters === letters.toUpperCase();
};

function cellsOf(text: string): string[] | null {
  if (!text.includes('|')) return null;
  const cells = text
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split('|')
    .map((cell) => cell.trim());
  return cells.length > 1 ? cells : null;
}

/** A sentence that was wrapped: the line before did not end it, and this one begins nothing. */
function goesOn(last: Paragraph, next: Paragraph): boolean {
  if (last.text.length > LONGEST_LINE) return false;
  if (next.label !== null || next.isHeading || next.cells !== null || last.isHeading || last.cells !== null) return false;
  if (/[.;:!?/]["”)]?$/.test(last.text)) return false;
  return /^[\p{Ll}\d%(,)]/u.test(next.text) || last.text.length >= LONG_LINE;
}
