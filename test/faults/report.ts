import type { RowResult } from './run-row.js';

const SHOWN = 15;

/** What did not hold, in words. */
export function findings({ row, mode, verdict: { wrong } }: RowResult): string[] {
  const lines = wrong.slice(0, SHOWN).map((line) => `    ${line}`);
  const more = wrong.length > SHOWN ? [`    and ${wrong.length - SHOWN} more`] : [];
  return wrong.length === 0 ? [] : [`  ${row}, ${mode}:`, ...lines, ...more];
}

/** The closing table: row and mode, what was done, what came of it. */
export function table(results: RowResult[]): string[] {
  const cells = results.map(({ row, mode, faults, verdict, recoveries, seconds }) => [
    row,
    mode,
    String(faults),
    String(verdict.facts),
    String(verdict.values),
    String(verdict.lost),
    String(verdict.double),
    inSeconds(middle(recoveries)),
    inSeconds(Math.max(0, ...recoveries)),
    seconds.toFixed(0),
    verdict.wrong.length === 0 ? 'holds' : `${verdict.wrong.length} WRONG`,
  ]);
  const head = ['row', 'mode', 'faults', 'facts', 'values', 'lost', 'double', 'back p50 s', 'max s', 'took s', 'verdict'];
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i]!.length)));
  const line = (row: string[]): string =>
    row.map((cell, i) => (i < 2 || i === 10 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ');
  return [line(head), ...cells.map(line)];
}

const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const inSeconds = (ms: number): string => (Number.isFinite(ms) ? (ms / 1_000).toFixed(1) : 'never');
