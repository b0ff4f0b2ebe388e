import { finding } from '../submissions/findings.js';
import { readStrictJson } from '../submissions/strict-json.js';
import type { RawRow } from '../submissions/submission.js';
import type { FileLine } from './file-lines.js';

/** One JSON object to a line; empty lines are no rows. */
export async function* ndjsonRows(groups: AsyncIterable<FileLine[]>, behindLine: number): AsyncGenerator<RawRow[]> {
  for await (const lines of groups) {
    yield lines.filter(({ number, text }) => number > behindLine && text.trim() !== '').map(rowOf);
  }
}

function rowOf({ number: line, text, broken }: FileLine): RawRow {
  if (broken) return { line, text, value: undefined, findings: [finding(broken, '')] };
  const read = readStrictJson(text);
  if (read.ok) return { line, text, value: read.value, findings: read.findings };
  const column = read.at + 1;
  return { line, text, value: undefined, findings: [finding(read.code, '', { column })], column };
}
