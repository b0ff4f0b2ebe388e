import type { FileLine } from './file-lines.js';

/** A quoted cell may hold line breaks, but a quote that is never closed must not swallow the rows behind it. */
const MAX_LINES_OF_A_RECORD = 50;

export interface CsvRecord {
  line: number;
  text: string;
  /** null where the quotes do not match. */
  cells: string[] | null;
  broken?: FileLine['broken'];
}

export type Delimiter = ',' | ';';

/** The one that the header line uses more often. */
export const delimiterOf = (header: string): Delimiter => (header.split(';').length > header.split(',').length ? ';' : ',');

/** Records of RFC 4180 from lines in groups; empty lines are no records. */
export async function* csvRecords(groups: AsyncIterable<FileLine[]>): AsyncGenerator<CsvRecord[]> {
  const assembly = new Assembly();
  for await (const lines of groups) yield lines.flatMap((line) => assembly.add(line));
  yield assembly.end();
}

class Assembly {
  private delimiter: Delimiter | null = null;
  private open: FileLine[] = [];

  add(line: FileLine): CsvRecord[] {
    if (line.broken) return [...this.giveUp(), { line: line.number, text: line.text, cells: null, broken: line.broken }];
    if (this.open.length === 0 && line.text.trim() === '') return [];
    this.open.push(line);
    const text = this.open.map((part) => part.text).join('\n');
    if (quotesIn(text) % 2 === 0) {
      const [first] = this.open;
      this.open = [];
      return [this.record(first!.number, text)];
    }
    return this.open.length >= MAX_LINES_OF_A_RECORD ? this.giveUp() : [];
  }

  end(): CsvRecord[] {
    return this.giveUp();
  }

  /** The first of the open lines is to blame; the others are read again on their own. */
  private giveUp(): CsvRecord[] {
    const [blamed, ...others] = this.open;
    this.open = [];
    if (!blamed) return [];
    const again = others.flatMap((line) => this.add(line));
    return [{ line: blamed.number, text: blamed.text, cells: null }, ...again, ...this.giveUp()];
  }

  private record(line: number, text: string): CsvRecord {
    this.delimiter ??= delimiterOf(text);
    return { line, text, cells: cellsOf(text, this.delimiter) };
  }
}

function quotesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count++;
  return count;
}

/** null where a quote stands in the middle of a cell. */
export function cellsOf(text: string, delimiter: Delimiter): string[] | null {
  if (!text.includes('"')) return text.split(delimiter);
  const cells: string[] = [];
  for (let from = 0; ;) {
    const end = endOfCell(text, from, delimiter);
    const cell = text.slice(from, end);
    const quoted = /^\s*"([^"]*(?:""[^"]*)*)"\s*$/.exec(cell);
    if (!quoted && cell.includes('"')) return null;
    cells.push(quoted ? quoted[1]!.replaceAll('""', '"') : cell);
    if (end === text.length) return cells;
    from = end + 1;
  }
}

function endOfCell(text: string, from: number, delimiter: Delimiter): number {
  let inQuotes = false;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') inQuotes = !inQuotes;
    else if (text[at] === delimiter && !inQuotes) return at;
  }
  return text.length;
}
