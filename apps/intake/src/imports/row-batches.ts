import type { RawRow } from '../submissions/submission.js';
import { csvRows } from './csv-rows.js';
import { fileLines } from './file-lines.js';
import type { ImportRow } from './import-store.js';
import { ndjsonRows } from './ndjson-rows.js';

/** Rows of one transaction. Longer ones hold back every reader of the bus, and cost more in memory than they save in trips. */
export const BATCH = 4_000;
/** And of so many characters at most, by a piece or two: rows may be 1 MiB long. */
const BATCH_CHARACTERS = 4_194_304;

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
    if (charactersIn(waiting) < BATCH_CHARACTERS) continue;
    yield waiting;
    waiting = [];
  }
  if (waiting.length > 0) yield waiting;
}

const charactersIn = (rows: readonly RawRow[]): number => rows.reduce((sum, { text }) => sum + text.length, 0);

/** Fetches the next item while the one in hand is being worked on. */
export async function* oneAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  const fetch = () => {
    const next = source.next();
    next.catch(() => undefined); // thrown when its turn comes
    return next;
  };
  for (let next = fetch(); ;) {
    const { value, done } = await next;
    if (done) return;
    next = fetch();
    yield value;
  }
}
