import { nameOf, subjectOf, type LedgerPlan } from './ledger-plan.js';

/** One thing that a revision says otherwise than the one before. */
export interface PlanChange {
  what: 'target' | 'allocation' | 'assignedDong' | 'effectiveFrom' | 'decision' | 'orgUnit' | 'period';
  /** Indicator and dimension, or the budget line's headings; '' for what a plan has once. */
  subject: string;
  /** The line as it stood, and as it stands; null where it was not there. */
  before: unknown;
  after: unknown;
}

/** What changed line by line between two revisions of a plan; the order of lines is no change. `before` is null for the first. */
export function planChanges(before: LedgerPlan | null, after: LedgerPlan): PlanChange[] {
  return [
    ...(['orgUnit', 'period', 'decision', 'effectiveFrom', 'assignedDong'] as const).flatMap((what) =>
      changed(what, '', before?.[what], after[what]),
    ),
    ...linesChanged('target', before?.targets ?? [], after.targets, subjectOf),
    ...linesChanged('allocation', before?.allocations ?? [], after.allocations, (line) => `${nameOf(line)} ${line.ownerLevel}`),
  ];
}

function linesChanged<T>(what: PlanChange['what'], before: readonly T[], after: readonly T[], subjectOf: (line: T) => string) {
  const [was, is] = [bySubject(before, subjectOf), bySubject(after, subjectOf)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((subject) => {
    const [old, now] = [was.get(subject) ?? [], is.get(subject) ?? []];
    const kept = now.filter((line) => old.some((other) => isSame(other, line)));
    const [left, come] = [without(old, kept), without(now, kept)];
    return Array.from({ length: Math.max(left.length, come.length) }, (_, i) => changed(what, subject, left[i], come[i])).flat();
  });
}

function bySubject<T>(lines: readonly T[], subjectOf: (line: T) => string): Map<string, T[]> {
  const subjects = new Map<string, T[]>();
  for (const line of lines) subjects.set(subjectOf(line), [...(subjects.get(subjectOf(line)) ?? []), line]);
  return subjects;
}

/** Each of `kept` takes away one that is the same: of two equal lines one may have gone. */
function without<T>(lines: readonly T[], kept: readonly T[]): T[] {
  const left = [...lines];
  for (const line of kept) {
    const at = left.findIndex((other) => isSame(other, line));
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}

const changed = (what: PlanChange['what'], subject: string, before: unknown, after: unknown): PlanChange[] =>
  isSame(before, after) ? [] : [{ what, subject, before: before ?? null, after: after ?? null }];

const isSame = (a: unknown, b: unknown): boolean => written(a ?? null) === written(b ?? null);

/** The order of fields says nothing. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
