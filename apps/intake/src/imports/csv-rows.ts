import type { Finding, WritableKind } from '@chitieu/contracts';
import { finding } from '../submissions/findings.js';
import type { RawRow, RowContent } from '../submissions/submission.js';
import { headerFindings, valueOfCells } from './csv-columns.js';
import { csvRecords, type CsvRecord } from './csv-records.js';
import type { FileLine } from './file-lines.js';

/** The file cannot be read as a whole: what is wrong with its header. */
export class UnreadableFile extends Error {
  constructor(
    readonly line: number,
    readonly text: string,
    readonly findings: Finding[],
  ) {
    super('unreadable file');
  }
}

/** Rows of a CSV file with a header of field names. Throws {@link UnreadableFile} when the header names what there is not. */
export async function* csvRows(
  kind: WritableKind,
  groups: AsyncIterable<FileLine[]>,
  behindLine: number,
): AsyncGenerator<RawRow[]> {
  let header: string[] | null = null;
  for await (const records of csvRecords(groups)) {
    const rows: RawRow[] = [];
    for (const record of records) {
      if (header === null) header = headerOf(kind, record);
      else if (record.line > behindLine) rows.push(rowOf(kind, header, record));
    }
    yield rows;
  }
}

function headerOf(kind: WritableKind, { line, text, cells, broken }: CsvRecord): string[] {
  const header = cells?.map((cell) => cell.trim()) ?? null;
  const findings = header ? headerFindings(kind, header) : [finding(broken ?? 'csv-malformed', '')];
  if (findings.length > 0) throw new UnreadableFile(line, text, findings);
  return header!;
}

const rowOf = (kind: WritableKind, header: string[], record: CsvRecord): RawRow => ({
  line: record.line,
  text: record.text,
  read: () => contentOf(kind, header, record),
});

function contentOf(kind: WritableKind, header: string[], { cells, broken }: CsvRecord): RowContent {
  if (cells === null) return { value: undefined, findings: [finding(broken ?? 'csv-malformed', '')] };
  const surplus = cells.slice(header.length).some((cell) => cell.trim() !== '');
  if (surplus || cells.length < header.length) {
    const params = { given: cells.length, expected: header.length };
    return { value: undefined, findings: [finding('csv-column-count', '', params)] };
  }
  return valueOfCells(kind, header, cells);
}
