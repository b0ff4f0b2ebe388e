import { finding } from '../submissions/findings.js';
import { readStrictJson } from '../submissions/strict-json.js';
import type { RawRow, RowContent } from '../submissions/submission.js';
import type { FileLine } from './file-lines.js';

/** One JSON object to a line; empty lines are no rows. */
export async function* ndjsonRows(groups: AsyncIterable<FileLine[]>, behindLine: number): AsyncGenerator<RawRow[]> {
  for await (const lines of groups) {
    yield lines.filter(({ number, text }) => number > behindLine && text.trim() !== '').map(rowOf);
  }
}

const rowOf = ({ number: line, text, broken }: FileLine): RawRow => ({ line, text, read: () => contentOf(text, broken) });

function contentOf(text: string, broken: FileLine['broken']): RowContent {
  if (broken) return { value: undefined, findings: [finding(broken, '')] };
  const read = readStrictJson(text);
  if (read.ok) return read;
  const column = read.at + 1;
  return { value: undefined, findings: [finding(read.code, '', { column })], column };
}
