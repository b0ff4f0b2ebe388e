import type { Declaration, Finding, PlanTarget } from '@chitieu/contracts';
import type { CheckContext, Partly } from './check-context.js';
import { finding } from './findings.js';
import { nearest } from './suggest.js';

/** A line that its schema may have found fault with: any field may be missing or be of another type. */
type Line<T> = { [K in keyof T]?: T[K] };

const SHARES_TOLERANCE = 0.000001;

export function checkPlan({ targets }: Partly, { indicators }: CheckContext): Finding[] {
  if (!Array.isArray(targets)) return [];
  return (targets as Line<PlanTarget>[]).flatMap((target, i) => {
    const at = `/targets/${i}`;
    return [...knownIndicator(at, target, indicators), ...shares(`${at}/trajectory/shares`, target.trajectory)];
  });
}

export function checkDeclaration({ figures }: Partly, { indicators }: CheckContext): Finding[] {
  if (!Array.isArray(figures)) return [];
  return (figures as Line<Declaration['figures'][number]>[]).flatMap((figure, i) =>
    knownIndicator(`/figures/${i}`, figure, indicators),
  );
}

function shares(pointer: string, trajectory: Line<PlanTarget>['trajectory']): Finding[] {
  if (trajectory?.kind !== 'seasonal' || !isNumbers(trajectory.shares)) return [];
  const sum = trajectory.shares.reduce((total, share) => total + share, 0);
  return Math.abs(sum - 1) <= SHARES_TOLERANCE ? [] : [finding('shares-not-one', pointer, { given: Number(sum.toFixed(6)) })];
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
