import type { Declaration, Finding, PlanTarget } from '@chitieu/contracts';
import { firstDay, isIsoDate, lastDay, parsePeriod, reportOccasions } from '@chitieu/domain';
import type { CheckContext, Partly } from './check-context.js';
import { finding } from './findings.js';
import { nearest } from './suggest.js';

/** A line that its schema may have found fault with: any field may be missing or be of another type. */
type Line<T> = { [K in keyof T]?: T[K] };

const SHARES_TOLERANCE = 0.000001;

export function checkPlan({ targets, period }: Partly, { indicators }: CheckContext): Finding[] {
  if (!Array.isArray(targets)) return [];
  return (targets as Line<PlanTarget>[]).flatMap((target, i) => {
    const at = `/targets/${i}`;
    return [
      ...knownIndicator(at, target, indicators),
      ...shares(`${at}/trajectory/shares`, target.trajectory),
      ...(typeof period === 'string' && parsePeriod(period) ? promisedDays(`${at}/trajectory`, target.trajectory, period) : []),
    ];
  });
}

export function checkDeclaration({ figures, period, report }: Partly, { indicators }: CheckContext): Finding[] {
  const owed = typeof period === 'string' && parsePeriod(period) ? reportOwed(period, (report as Line<Report>)?.form) : [];
  if (!Array.isArray(figures)) return owed;
  const lines = (figures as Line<Declaration['figures'][number]>[]).flatMap((figure, i) =>
    knownIndicator(`/figures/${i}`, figure, indicators),
  );
  return [...owed, ...lines];
}

type Report = NonNullable<Declaration['report']>;

/** A report of a period for which the calendar asks for none would count nowhere. */
function reportOwed(period: string, form: unknown): Finding[] {
  const periods = reportOccasions(period).flatMap((occasion) => (occasion.form.code === form ? [occasion.period] : []));
  if (periods.length === 0 || periods.includes(period)) return [];
  return [finding('report-of-another-period', '/period', { given: period, form: String(form), allowed: periods.join(', ') })];
}

function shares(pointer: string, trajectory: Line<PlanTarget>['trajectory']): Finding[] {
  if (trajectory?.kind !== 'seasonal' || !isNumbers(trajectory.shares)) return [];
  const sum = trajectory.shares.reduce((total, share) => total + share, 0);
  return Math.abs(sum - 1) <= SHARES_TOLERANCE ? [] : [finding('shares-not-one', pointer, { given: Number(sum.toFixed(6)) })];
}

/** The days a trajectory names lie in the plan's year; milestones go forward and end with the whole. */
function promisedDays(pointer: string, trajectory: Line<PlanTarget>['trajectory'], period: string): Finding[] {
  const [from, to] = [firstDay(period), lastDay(period)];
  const outside = (at: string, on: unknown): Finding[] =>
    typeof on === 'string' && isIsoDate(on) && (on < from || on > to)
      ? [finding('date-outside-period', at, { given: on, period, from, to })]
      : [];
  if (trajectory?.kind === 'step') return outside(`${pointer}/on`, trajectory.on);
  if (trajectory?.kind !== 'milestones' || !Array.isArray(trajectory.milestones)) return [];
  const { milestones } = trajectory;
  return [
    ...milestones.flatMap(({ on }, i) => outside(`${pointer}/milestones/${i}/on`, on)),
    ...milestones.flatMap((each, i) => {
      const before = milestones[i - 1];
      const goesOn = !before || (before.on < each.on && before.share <= each.share);
      return goesOn ? [] : [finding('milestones-not-rising', `${pointer}/milestones/${i}`)];
    }),
    ...(milestones.at(-1)?.share === 1 ? [] : [finding('milestones-not-whole', `${pointer}/milestones`)]),
  ];
}

function knownIndicator(
  pointer: string,
  { indicator: code, dimension }: { indicator?: unknown; dimension?: unknown },
  indicators: CheckContext['indicators'],
): Finding[] {
  if (typeof code !== 'string') return [];
  const values = indicators.get(code);
  if (!values)
    return [finding('indicator-unknown', `${pointer}/indicator`, { given: code }, nearest(code, [...indicators.keys()]))];
  if (typeof dimension !== 'string' || values.includes(dimension)) return [];
  return [
    finding('dimension-unknown', `${pointer}/dimension`, { indicator: code, given: dimension }, nearest(dimension, values)),
  ];
}

const isNumbers = (value: unknown): value is number[] => Array.isArray(value) && value.every((item) => typeof item === 'number');
