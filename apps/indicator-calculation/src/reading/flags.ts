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
  type Holder,
  type Indicator,
  type IndicatorReading,
  type Ratio,
  type UnitMeasures,
} from '@chitieu/domain';
import type { CarriedUnit } from './read-carried.js';
import type { DeclaredFigure } from './read-plans.js';

/** What one value's flags are read from. */
export interface FlagSubject {
  /** Set where it was made of units of another day. */
  carried?: CarriedUnit | null;
  targetIsEstimated?: boolean;
  reading?: IndicatorReading;
  definition: Indicator;
  actual: Ratio | null;
  assessment: Assessment;
  figures: DeclaredFigure[];
  plans: Plan[];
  /** Level of the unit. */
  level: string;
  measures: UnitMeasures;
}

/** Flags of one value. A flag never changes a number; it says what a reader should know before trusting it. */
export function flagsOf(subject: FlagSubject): Flag[] {
  const { definition, figures, plans, level, measures } = subject;
  return [
    ...figures.flatMap((figure) => declaredDiffers(figure, subject)),
    ...(definition.code === 'assigned-capital'
      ? plans.flatMap((plan) => [...totalDiffers(plan, level), ...ledByOthers(plan, level)])
      : []),
    ...carriedFlags(subject),
    ...(GROUP_OF_STOCKS.includes(definition.code) ? reviewIncomplete(measures) : []),
  ];
}

/** What of the number, or of what it is compared with, was reckoned from units of another day. */
function carriedFlags({ definition: { group }, carried, reading, targetIsEstimated }: FlagSubject): Flag[] {
  if (!carried) return [];
  const isCompared = carried.base.estimated && reading?.terms.some(({ of }) => of === 'previous');
  const isEstimated = (group !== 'reporting' && carried[group].estimated) || isCompared || targetIsEstimated;
  const closed = group === 'households' ? carried.unplaced : [];
  return [...(isEstimated ? [ESTIMATED_BY_SHARE] : []), ...(closed.length > 0 ? [withoutSuccessor(closed)] : [])];
}

const ESTIMATED_BY_SHARE: Flag = {
  rule: 'estimated-by-share',
  severity: 'warning',
  message: {
    vi: 'Ước tính: số của đơn vị bị tách được chia theo tỷ lệ đã công bố, phần chưa biết thuộc thôn nào.',
    en: 'Estimated: numbers of a unit that was split are apportioned by the declared shares, where no village tells.',
  },
};

function withoutSuccessor(closed: readonly Holder[]): Flag {
  const named = closed.slice(0, 5).map(({ code, row }) => `${row.name} (${code})`);
  const text = `${named.join(', ')}${closed.length > named.length ? ', …' : ''}`;
  return {
    rule: 'unit-without-successor',
    severity: 'warning',
    message: {
      vi: `Có số của đơn vị đã kết thúc mà chưa khai đơn vị kế tục: ${text}; số này không nằm trong đơn vị nào bên dưới.`,
      en: `Holds numbers of units that ended with no successor named: ${text}; they are in no unit below.`,
    },
  };
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
