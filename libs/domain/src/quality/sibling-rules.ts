import { subtract, type Ratio } from '../ratio.js';
import type { UnitFinding } from './unit-rules.js';

/** A unit's rate at the ends of two periods. */
export interface SiblingRates {
  unit: string;
  before: Ratio;
  now: Ratio;
}

/** Fewer say nothing about what is usual. */
const FEWEST = 8;
/** Times the usual distance from the middle (median absolute deviation, scaled to a normal distribution). */
const FARTHEST = 5;
const TO_NORMAL = 1.4826;
/** Among units that all moved alike, half a percentage point is not yet unusual. */
const LEAST_USUAL = 0.005;

/** Units whose rate moved otherwise than that of their siblings. Robust: one wild unit does not move the middle. */
export function standApart(siblings: readonly SiblingRates[]): Map<string, UnitFinding> {
  if (siblings.length < FEWEST) return new Map();
  const moves = siblings.map(({ unit, before, now }) => ({ unit, move: numberOf(subtract(now, before)) }));
  const middle = median(moves.map(({ move }) => move));
  const usual = Math.max(TO_NORMAL * median(moves.map(({ move }) => Math.abs(move - middle))), LEAST_USUAL);
  const apart = moves.filter(({ move }) => Math.abs(move - middle) > FARTHEST * usual);
  return new Map(apart.map(({ unit, move }) => [unit, findingOf(move, middle, usual)]));
}

const numberOf = ({ num, den }: Ratio): number => Number(num) / Number(den);

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

const points = (value: number): string => (value * 100).toFixed(2);

const findingOf = (move: number, middle: number, usual: number): UnitFinding => ({
  rule: 'stands-apart',
  severity: 'warning',
  arithmetic: `|${points(move)} − ${points(middle)}| > ${FARTHEST} × ${points(usual)}`,
  message: {
    vi: `Tỷ lệ hộ nghèo thay đổi ${points(move).replace('.', ',')} điểm phần trăm, các đơn vị cùng cấp ${points(middle).replace('.', ',')}.`,
    en: `The poor rate moved by ${points(move)} percentage points, its siblings by ${points(middle)}.`,
  },
  mend: {
    vi: 'Kiểm tra kết quả rà soát, hoặc giải trình nguyên nhân.',
    en: 'Look at the review again, or say what happened.',
  },
});
