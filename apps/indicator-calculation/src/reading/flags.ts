import type { Bilingual, Flag, Plan } from '@chitieu/contracts';
import {
  compareRatios,
  decimalOf,
  formatDong,
  formatPercent,
  fromDecimal,
  multiply,
  ratio,
  readingOf,
  subtract,
  type Assessment,
  type Holder,
  type Indicator,
  type IndicatorReading,
  type Ratio,
  type Sums,
  type UnitMeasures,
} from '@chitieu/domain';
import type { KeptDifference } from '../reconciliation/difference-store.js';
import type { CarriedUnit } from './read-carried.js';
import type { DeclaredFigure } from './read-plans.js';

/** What one value's flags are read from. */
export interface FlagSubject {
  /** Set where it was made of units of another day. */
  carried?: CarriedUnit | null;
  targetIsEstimated?: boolean;
  reading?: IndicatorReading;
  definition: Indicator;
  dimension: string | null;
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
    ...carriedFlags(subject),
    ...atLeast(subject),
    ...notReconciled(differences, definition.code),
    ...(GROUP_OF_STOCKS.includes(definition.code) ? [...reviewIncomplete(measures), ...classedOtherwise(measures)] : []),
    ...(definition.group === 'households' ? standardChanged(measures) : []),
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
  const [before, now] = [previous.households!, current.households!];
  if (before === 0n || now * 100n >= before * 95n) return [];
  return [
    {
      rule: 'review-incomplete',
      severity: 'warning',
      message: {
        vi: `Mới rà soát ${now} hộ, kỳ trước có ${before} hộ.`,
        en: `${now} households reviewed so far; the period before had ${before}.`,
      },
    },
  ];
}

/** A count that was reported as a bound makes the sum one. */
function atLeast({ definition, dimension, measures: { activities } }: FlagSubject): Flag[] {
  const reading = readingOf(definition, dimension);
  if (reading.how !== 'activities') return [];
  const bounds = Object.entries(activities)
    .filter(([kind]) => reading.kind === undefined || kind === reading.kind)
    .reduce((sum, [, one]) => sum + one.bounds, 0n);
  if (bounds === 0n) return [];
  return [
    {
      rule: 'at-least',
      severity: 'info',
      message: {
        vi: `${bounds} báo cáo ghi “hơn …”: số thật không ít hơn số này.`,
        en: `${bounds} reports say “more than …”: the true number is no less than this one.`,
      },
    },
  ];
}

/** The commune's class stands; a reader should know that the scores it sent say another one. */
function classedOtherwise({ current }: UnitMeasures): Flag[] {
  const { classedOtherwise: count = 0n, households = 0n } = current;
  if (count === 0n) return [];
  return [
    {
      rule: 'classed-otherwise',
      severity: 'info',
      message: {
        vi: `${count} trong ${households} hộ có điểm B1, B2 khác với kết quả phân loại.`,
        en: `The scores of ${count} of ${households} households say another class than was decided.`,
      },
    },
  ];
}

const STANDARDS = { standard2016: '2016–2020', standard2022: '2022–2025', standard2027: '2027–2030' } as const;

/** Two periods that were counted by different standards are two series: the difference is not what happened to people. */
function standardChanged({ matched: { current, previous } }: UnitMeasures): Flag[] {
  const [before, now] = [standardOf(previous), standardOf(current)];
  if (before === null || now === null || before === now) return [];
  return [
    {
      rule: 'standard-changed',
      severity: 'warning',
      message: {
        vi: `Kỳ trước tính theo chuẩn nghèo ${before}, kỳ này theo chuẩn ${now}: không so sánh trực tiếp được.`,
        en: `The period before was counted by the standard of ${before}, this one by that of ${now}: they cannot be compared directly.`,
      },
    },
  ];
}

/** The one that most households were classed by; null where none of them was said. */
function standardOf(sums: Sums): string | null {
  const ranked = Object.entries(STANDARDS)
    .map(([measure, name]) => ({ name, households: sums[measure] ?? 0n }))
    .sort((a, b) => (a.households < b.households ? 1 : -1));
  return ranked[0]!.households > 0n ? ranked[0]!.name : null;
}
