import type { Finding, RejectedRow } from '@chitieu/contracts';
import type { RowEnding } from '../accept-submissions.js';
import { finding } from '../submissions/findings.js';
import type { RawRow } from '../submissions/submission.js';
import type { KeptRejection, Progress } from './import-store.js';

const KEPT_TEXT = 100_000;

export function countsOf(endings: readonly RowEnding[]): Progress['counts'] {
  const counts = { received: endings.length, created: 0, updated: 0, unchanged: 0, rejected: 0 };
  for (const { outcome } of endings) {
    if (outcome === 'created' || outcome === 'updated' || outcome === 'unchanged') counts[outcome]++;
    else counts.rejected++;
  }
  return counts;
}

export function rejectionsOf(rows: readonly RawRow[], endings: readonly RowEnding[]): KeptRejection[] {
  return rows.flatMap((row, i) => {
    const ending = endings[i]!;
    const column = ending.outcome === 'invalid' ? ending.column : undefined;
    return findingsOf(ending).map((one, seq) => kept(row.line, seq, row.text, one, column));
  });
}

export const unreadableRows = (line: number, text: string, findings: readonly Finding[]): KeptRejection[] =>
  findings.map((one, seq) => kept(line, seq, text, one));

function findingsOf(ending: RowEnding): Finding[] {
  if (ending.outcome === 'invalid') return ending.findings;
  if (ending.outcome !== 'refused') return [];
  return [finding(ending.reason, '/ver', { given: ending.given ?? '', stored: ending.stored?.ver ?? '' })];
}

function kept(
  line: number,
  seq: number,
  text: string,
  { pointer, code, message, suggestion }: Finding,
  column?: number,
): KeptRejection {
  const rejected: RejectedRow = { line, column: column === undefined ? columnOf(pointer) : String(column), code, message };
  if (suggestion) rejected.suggestion = suggestion;
  return { line, seq, row_text: seq === 0 ? text.slice(0, KEPT_TEXT) : '', finding: rejected };
}

/** `/scores/b2` is the column `scores.b2`. */
const columnOf = (pointer: string): string =>
  pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
