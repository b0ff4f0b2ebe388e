import { foldAccents } from '../written/fold-accents.js';
import { add, fromDecimal, ratio, subtract, type Ratio } from '../ratio.js';
import { parseVietnameseNumber, type WrittenNumber } from '../written/vietnamese-number.js';

export interface FigurePlace {
  row: number;
  column: number;
  kind: 'count' | 'rate';
}

/** A figure as somebody printed it. A count is exact; a rate, in percent, stands for everything that rounds to it. */
export interface PrintedFigure extends FigurePlace {
  text: string;
  value: Ratio;
  low: Ratio;
  high: Ratio;
}

export interface PrintedColumn {
  name: string;
  /** `label`: names and codes. */
  kind: 'label' | 'count' | 'rate';
  /** Of a rate: the column of the counts it is the rate of, where there is one. */
  of: number | null;
}

/** A table that somebody publishes: a name and figures in each row, and perhaps a row that is the whole of the others. */
export interface PrintedTable {
  columns: PrintedColumn[];
  rows: string[];
  /** By row and column; null where nothing is printed. */
  figures: (PrintedFigure | null)[][];
  whole: number | null;
  /** Texts where a figure should be and none can be read. */
  unreadable: { row: number; column: number; text: string; read: WrittenNumber }[];
}

const RATE = /(_pct$|%|ty le|\brate\b|percent)/;
const LABEL = /(^|_)(stt|tt|ma|code|id|no|nam|year)\b/;
const WHOLE = /^(ca nuoc|toan |tong|cong|total)/;

/** @param records the header first, then a row each; every record as long as the header */
export function readPrintedTable(given: string[][]): PrintedTable {
  const [header = [], ...records] = given.map((record) => record.map((text) => text.trim()));
  const columns = columnsOf(header, records);
  const unreadable: PrintedTable['unreadable'] = [];
  const figures = records.map((record, row) =>
    columns.map(({ kind }, column) => {
      const text = record[column] ?? '';
      if (kind === 'label' || text === '') return null;
      const figure = readFigure(text, { row, column, kind });
      if (!('outcome' in figure)) return figure;
      unreadable.push({ row, column, text, read: figure });
      return null;
    }),
  );
  const naming = namingColumn(columns, records);
  const rows = records.map((record) => record[naming] ?? '');
  const whole = records.findIndex((record) => columns.some(({ kind }, i) => kind === 'label' && isWhole(record[i] ?? '')));
  return { columns, rows, figures, whole: whole < 0 ? null : whole, unreadable };
}

/** The figure that a text says in a column; else why it says none. */
export function readFigure(
  text: string,
  { row, column, kind }: FigurePlace,
): PrintedFigure | Exclude<WrittenNumber, { outcome: 'value' }> {
  const read = parseVietnameseNumber(text, kind);
  if (read.outcome !== 'value') return read;
  const at = { row, column, kind, text };
  if (kind === 'count') return { ...at, value: read.value, low: read.value, high: read.value };
  const value = text.includes('%') ? ratio(read.value.num * 100n, read.value.den) : read.value;
  const places = /[.,](\d+)/.exec(text)?.[1]?.length ?? 0;
  const half = ratio(1n, 2n * 10n ** BigInt(places));
  const low = subtract(value, half);
  return { ...at, value, low: low.num < 0n ? fromDecimal('0') : low, high: add(value, half) };
}

const isWhole = (text: string): boolean => WHOLE.test(foldAccents(text));

function columnsOf(header: string[], records: string[][]): PrintedColumn[] {
  const columns: PrintedColumn[] = [];
  for (const [i, name] of header.entries()) {
    const kind = kindOf(foldAccents(name), records.map((record) => record[i] ?? '').filter(Boolean));
    columns.push({ name, kind, of: kind === 'rate' ? countOf(columns) : null });
  }
  return columns;
}

function kindOf(name: string, texts: string[]): PrintedColumn['kind'] {
  if (LABEL.test(name)) return 'label';
  const kind = RATE.test(name) ? 'rate' : 'count';
  const readable = texts.filter((text) => parseVietnameseNumber(text, kind).outcome === 'value');
  return texts.length > 0 && readable.length * 2 <= texts.length ? 'label' : kind;
}

/** The nearest column of counts to the left that has no rate yet. */
function countOf(columns: PrintedColumn[]): number | null {
  const at = columns.findLastIndex(({ kind }) => kind === 'count');
  return at < 0 || columns.some(({ of }) => of === at) ? null : at;
}

/** Of the labels the one that tells the rows apart, the last of several: names stand behind codes. */
function namingColumn(columns: PrintedColumn[], records: string[][]): number {
  const labels = columns.flatMap(({ kind }, column) => (kind === 'label' ? [column] : []));
  const distinct = (column: number): number => new Set(records.map((record) => record[column])).size;
  const most = Math.max(...labels.map(distinct));
  return labels.findLast((column) => distinct(column) === most) ?? -1;
}
