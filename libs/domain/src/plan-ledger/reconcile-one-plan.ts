import { ratio, subtract } from '../ratio.js';
import { LEVELS } from '../vocabulary.js';
import { moneyLines, printedTotal, type CascadeUnit, type LedgerPlan, type StatedLine } from './ledger-plan.js';
import { inOrder, isSame, likelyCauses } from './likely-causes.js';
import { sideOf, sumOf, type LikelyCause, type PlanDifference, type ReconciliationRule } from './plan-difference.js';
import { hasProject } from './programme-projects.js';

type Unit = Pick<CascadeUnit, 'code' | 'level'>;

/** What a plan says of money, set against itself. */
export function reconcileOnePlan(unit: Unit, plan: LedgerPlan): PlanDifference[] {
  const lines = moneyLines(plan);
  const own = lines.filter(({ line }) => line.ownerLevel === unit.level);
  const total = linesAgainstTotal(unit, plan, own, lines);
  return [
    ...total,
    ...(total.length > 0 ? programmesMixed(unit, own) : []),
    ...lines.filter(({ line }) => !hasProject(line.programme, line.project)).map((line) => projectNotOfProgramme(unit, line)),
    ...lines.filter(({ line }) => isAbove(line.ownerLevel, unit.level)).map((line) => ledByOthers(unit, line)),
  ];
}

const isAbove = (level: StatedLine['line']['ownerLevel'], unit: Unit['level']): boolean =>
  unit !== 'village' && LEVELS.indexOf(level) < LEVELS.indexOf(unit);

/** The printed total of a unit with others below may be of its own lines, or of all that it hands on as well. */
function linesAgainstTotal(unit: Unit, plan: LedgerPlan, own: StatedLine[], lines: StatedLine[]): PlanDifference[] {
  const total = printedTotal(plan);
  const handedOn = lines.filter(({ line }) => !isAbove(line.ownerLevel, unit.level));
  if (total.length === 0 || lines.length === 0) return [];
  if (isSame(sumOf(own), sumOf(total)) || isSame(sumOf(handedOn), sumOf(total))) return [];
  const below = own.length > 0 ? own : handedOn;
  const causes = [
    ...likelyCauses({ above: total, below }),
    ...totalOfOneProgramme(total, below),
    ...countsOthersLines(total, below, lines),
    ...severalProgrammes(below),
  ];
  return [money('lines-differ-from-total', 'error', unit, null, total, below, inOrder(causes))];
}

function totalOfOneProgramme(total: ReturnType<typeof printedTotal>, lines: StatedLine[]): LikelyCause[] {
  const parts = byProgramme(lines);
  if (parts.size < 2) return [];
  return [...parts.values()]
    .filter((part) => isSame(sumOf(part), sumOf(total)))
    .map((part) => ({ cause: 'total-of-one-programme', explains: true, line: part[0]!, wouldBe: null }));
}

/** The total holds a line that another level leads. */
function countsOthersLines(total: ReturnType<typeof printedTotal>, own: StatedLine[], all: StatedLine[]): LikelyCause[] {
  const missing = subtract(sumOf(total), sumOf(own));
  return all
    .filter((line) => !own.includes(line) && isSame(line.amount, missing))
    .map((line) => ({ cause: 'led-by-other-level-counted', explains: true, line, wouldBe: null }));
}

/** Stands out, whether or not it explains the amount: a total is given by programme. */
const severalProgrammes = (lines: StatedLine[]): LikelyCause[] =>
  byProgramme(lines).size < 2
    ? []
    : lesserProgrammes(lines).map((line) => ({ cause: 'programmes-mixed', explains: false, line, wouldBe: null }));

function byProgramme(lines: StatedLine[]): Map<string, StatedLine[]> {
  const parts = new Map<string, StatedLine[]>();
  for (const line of lines) parts.set(line.line.programme, [...(parts.get(line.line.programme) ?? []), line]);
  return parts;
}

/** Lines of other programmes than the one with the most money. */
function lesserProgrammes(lines: StatedLine[]): StatedLine[] {
  const [, ...lesser] = [...byProgramme(lines).values()].sort((a, b) => (subtract(sumOf(b), sumOf(a)).num < 0n ? -1 : 1));
  return lesser.flat();
}

function programmesMixed(unit: Unit, own: StatedLine[]): PlanDifference[] {
  const lesser = lesserProgrammes(own);
  if (lesser.length === 0) return [];
  const main = own.filter((line) => !lesser.includes(line));
  return [{ ...money('programmes-mixed', 'warning', unit, null, main, lesser, []), amount: sumOf(lesser) }];
}

const projectNotOfProgramme = (unit: Unit, line: StatedLine): PlanDifference => ({
  ...money(
    'project-not-of-programme',
    'error',
    unit,
    line.what,
    [],
    [line],
    [{ cause: 'filed-under-another-programme', explains: false, line, wouldBe: null }],
  ),
  above: { amount: null, lines: [] },
  amount: line.amount,
});

const ledByOthers = (unit: Unit, line: StatedLine): PlanDifference => ({
  ...money('led-by-other-level', 'info', unit, line.what, [], [line], []),
  above: { amount: ratio(0n), lines: [] },
  amount: line.amount,
});

/** A difference of đồng between two lists of lines. */
export function money(
  rule: ReconciliationRule,
  severity: PlanDifference['severity'],
  { code, level }: Unit,
  line: string | null,
  above: readonly PlanDifference['above']['lines'][number][],
  below: readonly PlanDifference['below']['lines'][number][],
  causes: LikelyCause[],
): PlanDifference {
  const [given, made] = [sideOf(above), sideOf(below)];
  const about = { unit: code, level, indicator: null, dimension: null, line };
  return {
    rule,
    severity,
    ...about,
    amount: subtract(made.amount!, given.amount!),
    measure: 'dong',
    above: given,
    below: made,
    causes,
  };
}
