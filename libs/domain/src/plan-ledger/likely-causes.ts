import { misprintsOf } from '../quality/misprint.js';
import { compareRatios, fromDecimal, subtract, type Ratio } from '../ratio.js';
import type { LedgerLine } from './ledger-plan.js';
import { LIKELY_CAUSES, sumOf, type LikelyCause } from './plan-difference.js';

/** Two sums that ought to be the same. */
export interface Sums {
  above: readonly LedgerLine[];
  below: readonly LedgerLine[];
}

const MOST = 5;

/** Every single mistake that would explain the whole difference of two sums, tested one by one; the likeliest first. */
export function likelyCauses({ above, below }: Sums): LikelyCause[] {
  const surplus = subtract(sumOf(below), sumOf(above));
  return inOrder([
    ...aloneOn(below, surplus, 'line-too-many'),
    ...aloneOn(above, subtract(sumOf(above), sumOf(below)), 'line-missing'),
    ...misprinted(below, (line, mended) => isSame(subtract(line.amount, mended), surplus)),
    ...misprinted(above, (line, mended) => isSame(subtract(mended, line.amount), surplus)),
  ]);
}

/** Lines of which leaving one out makes the sums agree: a twin was counted twice, a single one stands on one side only. */
function aloneOn(lines: readonly LedgerLine[], surplus: Ratio, alone: LikelyCause['cause']): LikelyCause[] {
  if (surplus.num <= 0n || lines.length < 2) return [];
  return lines
    .filter(({ amount }) => isSame(amount, surplus))
    .map((line) => ({
      cause: lines.some((other) => other !== line && isTwin(line, other)) ? 'line-counted-twice' : alone,
      explains: true,
      line,
      wouldBe: null,
    }));
}

const isTwin = (a: LedgerLine, b: LedgerLine): boolean => a.unit === b.unit && a.what === b.what && isSame(a.amount, b.amount);

/** Lines that a common misprint would mend. */
export function misprinted(
  lines: readonly LedgerLine[],
  mends: (line: LedgerLine, amount: Ratio) => boolean,
  kind: 'count' | 'rate' = 'count',
): LikelyCause[] {
  return lines.flatMap((line) =>
    [...misprintsOf(line.text, kind), ...inAnotherUnit(line.text, kind)]
      .filter(({ text }) => isPlain(text) && mends(line, fromDecimal(text)))
      .map(({ how, text }) => ({ cause: how, explains: true, line, wouldBe: text })),
  );
}

/** Millions taken for đồng, or đồng for millions. */
function inAnotherUnit(text: string, kind: 'count' | 'rate'): { how: LikelyCause['cause']; text: string }[] {
  if (kind === 'rate') return [];
  const less = /^(\d+)0{6}$/.exec(text);
  return [{ how: 'a-millionth', text: `${text}000000` }, ...(less ? [{ how: 'a-million-times' as const, text: less[1]! }] : [])];
}

const isPlain = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);

/** One of a kind and line is enough; those that explain all before those that only stand out. */
export function inOrder(causes: LikelyCause[]): LikelyCause[] {
  const rank = ({ cause, explains }: LikelyCause): number => (explains ? 0 : 100) + LIKELY_CAUSES.indexOf(cause);
  const known = new Set<string>();
  return causes
    .sort((a, b) => rank(a) - rank(b))
    .filter(({ cause, line }) => {
      const key = `${cause} ${line ? line.unit + line.what + line.text : ''}`;
      return !known.has(key) && known.add(key);
    })
    .slice(0, MOST);
}

export const isSame = (a: Ratio, b: Ratio): boolean => compareRatios(a, b) === 0;
