import { checkPlan } from '../quality/check-plan.js';
import { readFrontMatter, type DocumentYears } from './front-matter.js';
import { paragraphsOf } from './paragraphs.js';
import type { DraftLine, PlanDraft, ProjectLine, ReadFigure, PlannedFigure, Unexplained } from './plan-draft.js';
import { programmesIn } from './programmes.js';
import { readCalendar } from './read-calendar.js';
import { readClaims } from './read-claims.js';
import { readLegalBases } from './read-legal-bases.js';
import { MoneyReader } from './read-money.js';
import { officeWithDuties } from './read-offices.js';
import { readPovertyFigures } from './read-poverty-figures.js';
import { readProjectTable } from './read-project-tables.js';
import { readResultsMoney } from './read-results-money.js';
import { tablesOf } from './read-tables.js';
import { readFigureTable, unitColumnOf } from './read-unit-tables.js';
import { passagesOf, type Passage } from './sections.js';

/** A plan's text (Markdown or plain) as a draft: what it says, where, and what contradicts itself. Nothing in it is confirmed. */
export function readPlan(text: string): PlanDraft {
  const { passages, repeated } = passagesOf(paragraphsOf(text));
  const document = readFrontMatter(passages);
  const years: DocumentYears = {
    plan: document.planYear.value,
    result: document.resultYear.value,
    level: document.unitLevel.value,
  };
  const prose = passages.filter(({ cells }) => cells === null);
  const tables = tablesOf(passages);
  const poverty = prose.map((passage) => readPovertyFigures(passage, years));
  const figures = [
    ...poverty.flatMap((read) => read.figures),
    ...prose.flatMap((passage) => readResultsMoney(passage, years)),
    ...tables.flatMap((table) => readFigureTable(table, years)),
  ];
  const money = moneyOf(prose, years);
  const projectTables = tables.map((table) => readProjectTable(table, years.plan));
  const { targets, results } = parted(figures, years);
  const draft: PlanDraft = {
    document,
    programmes: [...new Set(passages.flatMap(({ folded }) => programmesIn(folded)))],
    targets,
    results: numbered('R', results),
    projectLines: related(numbered('P', [...money.projectLines, ...projectTables.flatMap(({ projectLines }) => projectLines)])),
    totals: numbered('M', [...money.totals, ...projectTables.flatMap(({ totals }) => totals)]),
    offices: [...money.offices, ...prose.flatMap((passage) => officeWithDuties(passage, years.plan) ?? [])],
    legalBases: prose.flatMap(readLegalBases),
    calendar: prose.flatMap(readCalendar),
    claims: prose.flatMap(readClaims),
    unexplained: onceEach([...poverty.flatMap((read) => read.unexplained), ...money.unexplained]),
    findings: [],
  };
  return {
    ...draft,
    findings: checkPlan(draft, {
      repeated,
      tables: tables.filter((table) => unitColumnOf(table) >= 0).map(({ passage, records }) => ({ line: passage.line, records })),
    }),
  };
}

function moneyOf(prose: Passage[], { plan }: DocumentYears): MoneyReader['read'] {
  const reader = new MoneyReader(plan);
  for (const passage of prose) reader.take(passage);
  return reader.read;
}

const numbered = <T extends Omit<DraftLine, 'id'>>(letter: string, lines: T[]): (T & { id: string })[] =>
  lines.map((line, i) => ({ id: `${letter}${i + 1}`, ...line }));

/** What it plans for its own year, with where that starts from; and all else that it states. */
function parted(
  figures: Omit<ReadFigure, 'id'>[],
  { plan }: DocumentYears,
): { targets: PlannedFigure[]; results: Omit<ReadFigure, 'id'>[] } {
  const isTarget = ({ of, period }: Omit<ReadFigure, 'id'>): boolean => of === 'target' && period !== null && period === plan;
  const results = figures.filter((figure) => !isTarget(figure));
  const targets = numbered('T', figures.filter(isTarget)).map((target) => ({ ...target, ...baselineOf(target, results) }));
  return { targets, results };
}

function baselineOf(target: ReadFigure, results: Omit<ReadFigure, 'id'>[]): Pick<PlannedFigure, 'baseline' | 'baselineReason'> {
  const before = String(Number(target.period) - 1);
  const code = target.indicator.replace('-rate-change', '-rate').replace('-reduction', '-households');
  const stated = results.filter(
    ({ indicator, of, period, unitName, value }) =>
      indicator === code && of === 'actual' && period === before && unitName === target.unitName && value !== null,
  );
  const values = new Set(stated.map(({ value }) => value));
  if (values.size === 1) return { baseline: [...values][0]!, baselineReason: null };
  return { baseline: null, baselineReason: values.size === 0 ? 'not-in-document' : 'stated-twice' };
}

/** Which lines are sums of others, and which are said again. */
function related(lines: ProjectLine[]): ProjectLine[] {
  const same = (a: ProjectLine, b: ProjectLine): boolean =>
    a.project !== null &&
    ['programme', 'project', 'subProject', 'capitalType', 'fundSource', 'period'].every(
      (field) => a[field as 'project'] === b[field as 'project'],
    );
  const once = lines.map((line, i) => ({ ...line, repeats: lines.slice(0, i).find((before) => same(before, line))?.id ?? null }));
  return once.map((line) => ({
    ...line,
    isSubtotal:
      line.subProject === null &&
      line.project !== null &&
      once.some(
        (other) =>
          other.subProject !== null &&
          other.repeats === null &&
          other.programme === line.programme &&
          other.project === line.project,
      ),
  }));
}

const onceEach = (all: Unexplained[]): Unexplained[] => [
  ...new Map(all.map((one) => [`${one.place.line} ${one.text}`, one])).values(),
];
