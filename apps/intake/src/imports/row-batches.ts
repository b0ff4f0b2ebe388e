import type { RawRow } from '../submissions/submission.js';
import { csvRows } from './csv-rows.js';
import { fileLines } from './file-lines.js';
import type { ImportRow } from './import-store.js';
import { ndjsonRows } from './ndjson-rows.js';

/** Rows of one transaction. A longer one would hold back every reader of the bus. */
export const BATCH = 5_000;

/** The rows of a file behind a line, in batches. */
export async function* batchesOf(
  { kind, format }: Pick<ImportRow, 'kind' | 'format'>,
  pieces: AsyncIterable<Buffer>,
  behindLine: number,
): AsyncGenerator<RawRow[]> {
  const lines = fileLines(pieces);
  const groups = format === 'csv' ? csvRows(kind, lines, behindLine) : ndjsonRows(lines, behindLine);
  let waiting: RawRow[] = [];
  for await (const group of groups) {
    waiting = waiting.length === 0 ? group : [...waiting, ...group];
    while (waiting.length >= BATCH) {
      yield waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
    }
  }
  if (waiting.length > 0) yield waiting;
}
