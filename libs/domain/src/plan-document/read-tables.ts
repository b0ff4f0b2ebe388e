import { foldLetters, placeOf } from './paragraphs.js';
import type { Passage } from './sections.js';

/** Rows that stand together, under one head. */
export interface DocumentTable {
  passage: Passage;
  /** Without accents. */
  head: string[];
  rows: Passage[];
  /** Of amounts: `triệu đồng`, where the head or the line above says so. */
  moneyUnit: string | null;
  /** As printed, the head first. */
  records: string[][];
}

const MONEY_UNIT = /(ty|ti|trieu|nghin|ngan|1\.000|1\.000\.000) ?dong|\b(trieu|nghin|ty)\b|\bdong\b/;
const INDEX_ROW = /^\(?[a-z\d]{1,2}\)?$/;
const LINES_ABOVE = 3;

export function tablesOf(passages: Passage[]): DocumentTable[] {
  const tables: DocumentTable[] = [];
  for (let i = 0; i < passages.length; i++) {
    if (passages[i]!.cells === null) continue;
    const start = i;
    while (i < passages.length && passages[i]!.cells !== null) i++;
    const above = passages
      .slice(Math.max(0, start - LINES_ABOVE), start)
      .map(({ folded }) => folded)
      .join(' ');
    const table = tableOf(passages.slice(start, i), above);
    if (table) tables.push(table);
  }
  return tables;
}

function tableOf(all: Passage[], above: string): DocumentTable | null {
  const width = Math.max(...all.map(({ cells }) => cells!.length));
  const headRows = Math.max(
    1,
    all.findIndex(({ cells }, row) => row > 0 && !isHeadRow(cells!)),
  );
  const heads = all.slice(0, headRows).map(({ cells }) => cells!);
  const head = Array.from({ length: width }, (_, column) => {
    const names = heads.filter((cells) => !isIndexRow(cells)).map((cells) => cells[column] ?? '');
    return foldLetters([...new Set(names)].join(' ').trim());
  });
  const rows = all.slice(headRows).filter(({ cells }) => !isIndexRow(cells!));
  if (rows.length === 0) return null;
  const records = [head, ...rows.map(({ cells }) => Array.from({ length: width }, (_, column) => cells![column] ?? ''))];
  return { passage: all[0]!, head, rows, moneyUnit: moneyUnitIn(`${above} ${head.join(' ')}`), records };
}

/** A second line of the head: names again, or a number for each column. */
const isHeadRow = (cells: string[]): boolean =>
  isIndexRow(cells) ||
  (cells.every((cell) => !/\d/.test(cell.replace(/(?:19|20)\d\d|\d+ tháng/g, ''))) &&
    cells.filter((cell) => cell !== '').length > cells.length / 2);

const isIndexRow = (cells: string[]): boolean => cells.every((cell) => cell === '' || INDEX_ROW.test(foldLetters(cell)));

export function moneyUnitIn(folded: string): string | null {
  const unit = MONEY_UNIT.exec(/(?:don vi(?: tinh)?|dvt)\b[^a-z]{0,4}(.*)/.exec(folded)?.[1] ?? folded)?.[0];
  if (unit === undefined) return null;
  return unit.replace(/^1\.000\.000/, 'trieu').replace(/^1\.000/, 'nghin');
}

export const cellPlace = ({ line, cells }: Passage): { line: number; quote: string } =>
  placeOf({ line, text: cells!.join(' | ') });
