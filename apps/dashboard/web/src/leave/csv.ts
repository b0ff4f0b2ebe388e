import type { Language } from '../number/format-number.js';
import type { Leaving, Sheet, Surroundings } from './sheet.js';
import { writtenNumber } from './written-number.js';

export type Separator = ';' | ',';

const BYTE_ORDER_MARK = '\ufeff';
/** A spreadsheet would take text that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r\u2212]/;

/** Semicolons go with decimal commas, as a Vietnamese spreadsheet reads them; commas with decimal points. */
export function csvOf({ around, sheets, notes }: Leaving, separator: Separator, language: Language): string {
  const above = [around.title, ...around.lines].map((line) => [line]);
  const tables = sheets.flatMap((sheet) => [[], [sheet.name], sheet.columns, ...sheet.rows, ...cutOf(sheet, around.tellCut)]);
  const all = [...above, ...tables, ...notesBelow(around, notes), [], [around.source]];
  const lines = all.map((row) => row.map((cell) => quoted(plain(cell, separator, language), separator)).join(separator));
  return BYTE_ORDER_MARK + lines.join('\r\n') + '\r\n';
}

export const cutOf = ({ rows, cutFrom }: Sheet, tell: (here: number, all: number) => string): string[][] =>
  cutFrom === null ? [] : [[tell(rows.length, cutFrom)]];

export const notesBelow = ({ notesTitle }: Surroundings, notes: readonly string[]): string[][] =>
  notes.length === 0 ? [] : [[], [notesTitle], ...notes.map((line) => [line])];

function plain(cell: string, separator: Separator, language: Language): string {
  const number = writtenNumber(cell, language);
  if (number) return separator === ';' ? number.plain.replace('.', ',') : number.plain;
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

const quoted = (text: string, separator: Separator): string =>
  text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
