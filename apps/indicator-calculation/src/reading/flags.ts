import type { Bilingual, Flag, Plan } from '@chitieu/contracts';
import {
  compareRatios,
  decimalOf,
  formatDong,
  formatPercent,
  fromDecimal,
  multiply,
  ratio,
  subtract,
  type Assessment,
  type Indicator,
  type Ratio,
  type UnitMeasures,
} from '@chitieu/domain';
import type { KeptDifference } from '../reconciliation/difference-store.js';
import type { DeclaredFigure } from './read-plans.js';

/** What one value's flags are read from. */
export interface FlagSubject {
  definition: Indicator;
  actual: Ratio | null;
  assessment: Assessment;
  figures: DeclaredFigure[];
  plans: Plan[];
  differences: KeptDifference[];
  /** Level of the unit. */
  level: string;
  measures: UnitMeasures;
}

/** Flags of one value. A flag never changes a number; it says what a reader should know before trusting it. */
export function flagsOf(subject: FlagSubject): Flag[] {
  const { definition, figures, plans, level, measures, differences } = subject;
  return [
    ...figures.flatMap((figure) => declaredDiffers(figure, subject)),
    ...(definition.code === 'assigned-capital'
      ? plans.flatMap((plan) => [...totalDiffers(plan, level), ...ledByOthers(plan, level)])
      : []),
    ...notReconciled(differences, definition.code),
    ...(GROUP_OF_STOCKS.includes(definition.code) ? reviewIncomplete(measures) : []),
  ];
}

const GROUP_OF_STOCKS = [
  'households',
  'poor-households',
  'near-poor-households',
  'poor-rate',
  'near-poor-rate',
  'multi-poor-rate',
  'poor-reduction',
  'near-poor-reduction',
];

/** A declared figure agrees when it lies within half a unit of its own last printed place. */
function declaredDiffers(figure: DeclaredFigure, { definition, actual, assessment }: FlagSubject): Flag[] {
  const recomputed = figure.of === 'achievementRate' ? assessment.achievementRate : figure.of === 'actual' ? actual : null;
  if (figure.value === undefined || recomputed === null) return [];
  const distance = subtract(fromDecimal(figure.value), recomputed);
  const gap = distance.num < 0n ? ratio(-distance.num, distance.den) : distance;
  const halfPlace = ratio(1n, 2n * 10n ** BigInt(figure.value.split('.')[1]?.length ?? 0));
  if (compareRatios(gap, halfPlace) <= 0) return [];
  const own = printed(recomputed, figure.of === 'achievementRate' ? 'ratio' : definition.unit);
  return [
    {
      rule: 'declared-differs',
      severity: 'warning',
      message: { vi: `Khai báo “${figure.text}”, tính lại ${own.vi}.`, en: `Declared “${figure.text}”, recomputed ${own.en}.` },
    },
  ];
}

/** A number as people read it, rounded once; a share with the integers it was made from. */
function printed(value: Ratio, unit: Indicator['unit']): Bilingual {
  const hundredfold = decimalOf(multiply(value, ratio(100n)), 2);
  if (unit === 'ratio') {
    const sides = `(${value.num}/${value.den})`;
    return { vi: `${formatPercent(value)} ${sides}`, en: `${hundredfold} % ${sides}` };
  }
  if (unit === 'percentagePoints') return { vi: `${hundredfold.replace('.', ',')} điểm %`, en: `${hundredfold} points` };
  if (unit === 'dong') return { vi: formatDong(value.num), en: `${value.num} đồng` };
  return { vi: value.num.toString(), en: value.num.toString() };
}

const led = (plan: Plan, level: string): bigint =>
  plan.allocations.filter((line) => line.ownerLevel === level).reduce((sum, line) => sum + BigInt(line.amountDong), 0n);

function totalDiffers(plan: Plan, level: string): Flag[] {
  if (plan.assignedDong === undefined || plan.allocations.length === 0) return [];
  const [total, lines] = [BigInt(plan.assignedDong), led(plan, level)];
  if (total === lines) return [];
  return [
    {
      rule: 'assigned-total-differs',
      severity: 'warning',
      message: {
        vi: `Các dòng vốn cộng lại ${lines} đồng, tổng được giao ghi ${total} đồng (lệch ${lines - total}).`,
        en: `The lines add up to ${lines} đồng, the printed total is ${total} đồng (difference ${lines - total}).`,
      },
    },
  ];
}

function ledByOthers(plan: Plan, level: string): Flag[] {
  return plan.allocations
    .filter((line) => line.ownerLevel !== level)
    .map((line) => ({
      rule: 'led-by-other-level',
      severity: 'info' as const,
      message: {
        vi: `${line.programme} ${line.project} ${line.subProject ?? ''}: ${line.amountDong} đồng do cấp khác chủ trì, không cộng vào đơn vị này.`,
        en: `${line.programme} ${line.project} ${line.subProject ?? ''}: ${line.amountDong} đồng is led by another level and left out of this unit.`,
      },
    }));
}

/** Told of above, from the plan itself. */
const TOLD_OTHERWISE = ['lines-differ-from-total', 'led-by-other-level'];

/** What concerns the indicator's target; on the assigned capital what concerns money and the plan as a whole. */
function notReconciled(differences: KeptDifference[], indicator: string): Flag[] {
  return differences
    .filter((found) => (found.indicator ?? 'assigned-capital') === indicator && !TOLD_OTHERWISE.includes(found.rule))
    .map(({ rule, severity, vi, en }) => ({ rule, severity, message: { vi, en } }));
}

/** Fewer than 95 % of the households of the period before: the review is probably still under way. */
function reviewIncomplete({ matched: { current, previous } }: UnitMeasures): Flag[] {
  if (previous.households === 0n || current.households * 100n >= previous.households * 95n) return [];
  return [
    {
      rule: 'review-incomplete',
      severity: 'warning',
      message: {
        vi: `Mới rà soát ${current.households} hộ, kỳ trước có ${previous.households} hộ.`,
        en: `${current.households} households reviewed so far; the period before had ${previous.households}.`,
      },
    },
  ];
}
