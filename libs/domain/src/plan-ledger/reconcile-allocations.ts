import { negate } from '../ratio.js';
import { OWNER_LEVELS } from '../vocabulary.js';
import {
  moneyLines,
  printedTotal,
  type AllocationLine,
  type CascadeUnit,
  type LedgerLine,
  type StatedLine,
} from './ledger-plan.js';
import { inOrder, isSame, likelyCauses } from './likely-causes.js';
import { sumOf, type LikelyCause, type PlanDifference, type Reconciliation } from './plan-difference.js';
import { money } from './reconcile-one-plan.js';

/** Money that a unit hands on, line by line, against what the units below say they were given. */
export function reconcileAllocations(parent: CascadeUnit): Reconciliation {
  const handedOn = parent.plans.flatMap(moneyLines);
  const found = OWNER_LEVELS.slice(OWNER_LEVELS.indexOf(parent.level as never) + 1).map((led) => {
    const above = handedOn.filter(({ line }) => line.ownerLevel === led);
    return above.length === 0 ? [] : ledBy(led, above, parent);
  });
  const { code: unit, level } = parent;
  const statesNothing = found.every((each) => each.length === 0) && handedOn.every(({ line }) => line.ownerLevel === level);
  return {
    differences: found.flat(),
    notComparable: statesNothing ? [{ unit, level, what: 'allocations', reason: 'parent_states_no_lines' }] : [],
  };
}

function ledBy(led: AllocationLine['ownerLevel'], above: StatedLine[], parent: CascadeUnit): PlanDifference[] {
  const below = parent.children.flatMap((child) => stated(child, led));
  const totals = parent.children.flatMap((child) => totalsOnly(child, led));
  if (totals.length > 0) return against(parent, null, above, [...below, ...totals], []);
  const keyOf = keysOf([...above, ...below]);
  const sums = new Map<string, { above: StatedLine[]; below: StatedLine[] }>();
  for (const side of ['above', 'below'] as const) {
    for (const line of side === 'above' ? above : below) {
      const key = keyOf(line.line);
      const sum = sums.get(key) ?? { above: [], below: [] };
      sum[side].push(line);
      sums.set(key, sum);
    }
  }
  const differing = [...sums].filter(([, sum]) => !isSame(sumOf(sum.above), sumOf(sum.below)));
  return differing.flatMap(([key, sum]) =>
    against(parent, key, sum.above, sum.below, [
      ...filedElsewhere(
        sum,
        differing.map(([, other]) => other),
      ),
      ...unitsWithoutLine(parent, sum),
    ]),
  );
}

/** What a unit says is led at a level: its own lines; else those of the units below. */
function stated(unit: CascadeUnit, led: AllocationLine['ownerLevel']): StatedLine[] {
  const own = unit.plans.flatMap(moneyLines).filter(({ line }) => line.ownerLevel === led);
  return own.length > 0 || unit.level === led ? own : unit.children.flatMap((child) => stated(child, led));
}

/** Plans that print a total and no line of it. */
const totalsOnly = (unit: CascadeUnit, led: AllocationLine['ownerLevel']): LedgerLine[] =>
  unit.level === led
    ? unit.plans.filter(({ allocations }) => allocations.length === 0).flatMap(printedTotal)
    : stated(unit, led).length > 0
      ? []
      : unit.children.flatMap((child) => totalsOnly(child, led));

function against(
  parent: CascadeUnit,
  key: string | null,
  above: readonly LedgerLine[],
  below: readonly LedgerLine[],
  more: LikelyCause[],
): PlanDifference[] {
  if (isSame(sumOf(above), sumOf(below))) return [];
  return [money('allocations-differ', 'error', parent, key, above, below, inOrder([...likelyCauses({ above, below }), ...more]))];
}

/** The same amount is missing where it belongs and too much under another heading. */
function filedElsewhere(sum: Lines, others: readonly Lines[]): LikelyCause[] {
  const surplus = surplusOf(sum);
  return others
    .filter((other) => other !== sum && isSame(surplusOf(other), negate(surplus)))
    .flatMap((other) => {
      const [from, to] = surplus.num > 0n ? [sum, other] : [other, sum];
      const line = from.below.find(({ amount }) => isSame(amount, surplusOf(from))) ?? from.below[0];
      const heading = (to.above[0] ?? to.below[0])?.line;
      const cause = line && heading && headingThatDiffers(line.line, heading);
      return cause ? [{ cause, explains: true, line, wouldBe: to.above[0]?.what ?? null }] : [];
    });
}

interface Lines {
  above: readonly StatedLine[];
  below: readonly StatedLine[];
}

const surplusOf = ({ above, below }: Lines) => {
  const [made, given] = [sumOf(below), sumOf(above)];
  return { num: made.num - given.num, den: 1n };
};

const HEADINGS = [
  ['programme', 'filed-under-another-programme'],
  ['originYear', 'filed-under-another-year'],
  ['capitalType', 'filed-under-another-capital-type'],
  ['fundSource', 'filed-under-another-fund-source'],
  ['project', 'filed-under-another-project'],
  ['subProject', 'filed-under-another-project'],
] as const;

/** Null where two headings differ, or where they differ in nothing. */
function headingThatDiffers(a: AllocationLine, b: AllocationLine): LikelyCause['cause'] | null {
  const differing = HEADINGS.filter(([field]) => a[field] !== undefined && b[field] !== undefined && a[field] !== b[field]);
  return differing.length === 1 ? differing[0]![1] : null;
}

/** Of several units one has no line of it at all. */
function unitsWithoutLine(parent: CascadeUnit, sum: Lines): LikelyCause[] {
  if (surplusOf(sum).num >= 0n) return [];
  const with_ = new Set(sum.below.map(({ unit }) => unit));
  const without = parent.children.filter((child) => !covers(child, with_));
  if (without.length !== 1) return [];
  const [child] = without;
  const what = sum.above[0]!.what;
  const line: LedgerLine = {
    unit: child!.code,
    planId: child!.plans[0]?.planId ?? '',
    pointer: '/allocations',
    what,
    text: '',
    amount: { num: 0n, den: 1n },
  };
  return [{ cause: 'unit-without-line', explains: false, line, wouldBe: negate(surplusOf(sum)).num.toString() }];
}

const covers = (unit: CascadeUnit, codes: ReadonlySet<string>): boolean =>
  codes.has(unit.code) || unit.children.some((child) => covers(child, codes));

/** What two lines must share to be set beside each other: only what every line of their project states, on both sides. */
function keysOf(lines: readonly StatedLine[]): (line: AllocationLine) => string {
  const ofProgramme = new Map<string, boolean>();
  const ofProject = new Map<string, Set<'subProject' | 'capitalType' | 'fundSource'>>();
  for (const { line } of lines) {
    const [programme, project] = [line.programme, `${line.programme} ${line.project}`];
    ofProgramme.set(programme, (ofProgramme.get(programme) ?? true) && line.project !== 'unspecified');
    const stated = ofProject.get(project) ?? new Set(['subProject', 'capitalType', 'fundSource']);
    for (const field of stated) if (line[field] === undefined) stated.delete(field);
    ofProject.set(project, stated);
  }
  return (line) => {
    if (!ofProgramme.get(line.programme)) return `${line.programme} ${line.originYear}`;
    const fields = ofProject.get(`${line.programme} ${line.project}`)!;
    return [line.programme, line.project, ...[...fields].map((field) => line[field]), line.originYear].join(' ');
  };
}
