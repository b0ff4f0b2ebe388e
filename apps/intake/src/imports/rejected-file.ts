import { cellsOf, delimiterOf, type Delimiter } from './csv-records.js';
import type { ImportRow, ImportStore, KeptRejection } from './import-store.js';

const PAGE = 1_000;
const BOM = '\ufeff';

/** Rejected rows as NDJSON, one finding to a line. */
export async function* rejectedNdjson(store: ImportStore, id: string): AsyncGenerator<string> {
  for await (const page of pages(store, id)) {
    yield page.map(({ finding }) => `${JSON.stringify(finding)}\n`).join('');
  }
}

/** The sender's own rows with a column `Lỗi`; of an NDJSON file, its line number and text. Excel reads it as it is. */
export async function* rejectedCsv(store: ImportStore, found: ImportRow): AsyncGenerator<string> {
  const header = found.format === 'csv' ? await headerLine(store, found.id) : 'line,row';
  const delimiter = delimiterOf(header);
  yield `${BOM}${csvLine([...(cellsOf(header, delimiter) ?? [header]), 'Lỗi'], delimiter)}`;
  for await (const rows of byLine(pages(store, found.id))) {
    const own = (row: KeptRejection): string[] =>
      found.format === 'csv' ? (cellsOf(row.row_text, delimiter) ?? [row.row_text]) : [String(row.line), row.row_text];
    yield rows.map((row) => csvLine([...own(row[0]!), row.map(errorText).join(' | ')], delimiter)).join('');
  }
}

function errorText({ finding: { column, message, suggestion } }: KeptRejection): string {
  return `${column ? `${column}: ` : ''}${message.vi}${suggestion ? ` ${suggestion.vi}` : ''}`;
}

async function headerLine(store: ImportStore, id: string): Promise<string> {
  for await (const piece of store.pieces(id)) {
    return piece
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .split(/\r?\n/, 1)[0]!;
  }
  return '';
}

async function* pages(store: ImportStore, id: string): AsyncGenerator<KeptRejection[]> {
  for (let [line, seq] = [-1, -1]; ;) {
    const page = await store.rejectedAfter(id, line, seq, PAGE);
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    ({ line, seq } = page.at(-1)!);
  }
}

/** Findings of one line together; a line's findings may be spread over two pages. */
async function* byLine(source: AsyncIterable<KeptRejection[]>): AsyncGenerator<KeptRejection[][]> {
  let open: KeptRejection[] = [];
  for await (const page of source) {
    const lines: KeptRejection[][] = [];
    for (const row of page) {
      if (open.length > 0 && open[0]!.line !== row.line) {
        lines.push(open);
        open = [];
      }
      open.push(row);
    }
    yield lines;
  }
  if (open.length > 0) yield [open];
}

const csvLine = (cells: readonly string[], delimiter: Delimiter): string =>
  `${cells.map((cell) => csvCell(defused(cell), delimiter)).join(delimiter)}\r\n`;

const csvCell = (cell: string, delimiter: Delimiter): string =>
  cell.includes('"') || cell.includes(delimiter) || /[\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** A cell that a spreadsheet would run as a formula is shown instead; a plain number is none. */
const defused = (cell: string): string => (/^\s*[=+\-@\t\r]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell);
