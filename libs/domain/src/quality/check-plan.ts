import type { PlanFinding, PlanDraft, Severity } from '../plan-document/plan-draft.js';
import type { RepeatedNumber } from '../plan-document/sections.js';
import {
  ambiguousFigures,
  laterLegalBases,
  missingNumberAndDate,
  refusedDates,
  repeatedNumbers,
  tablesContradict,
  type PlanTable,
} from './document-rules.js';
import { achievementRates, claimsToExceed, exactlyAll } from './achievement-rules.js';
import { disbursement } from './disbursement-rules.js';
import { baseYears, pointsOfHouseholds, totalsBefore } from './fall-rules.js';
import {
  amountsStatedTwice,
  linesLedAbove,
  linesOfTotal,
  partsOfAmounts,
  subProjectsOfProject,
  unclearProjects,
} from './money-rules.js';
import type { PlanRule } from './plan-figures.js';
import { ratesOfCounts, stocksAndFalls, sumsOfKinds } from './result-rules.js';
import {
  missingNearPoorTarget,
  missingUnitTargets,
  statedTwice,
  targetRatesOfCounts,
  targetsInHouseholds,
  targetsNotBetter,
} from './target-rules.js';

/** Everything a plan is held against: nothing but itself. */
export const PLAN_RULES: readonly PlanRule[] = [
  ...[achievementRates, ratesOfCounts, stocksAndFalls, sumsOfKinds, totalsBefore, pointsOfHouseholds, baseYears],
  ...[claimsToExceed, targetRatesOfCounts, targetsNotBetter, statedTwice, missingNearPoorTarget, missingUnitTargets],
  ...[linesOfTotal, partsOfAmounts, subProjectsOfProject, amountsStatedTwice, linesLedAbove, unclearProjects, disbursement],
  ...[ambiguousFigures, laterLegalBases, refusedDates, missingNumberAndDate, exactlyAll, targetsInHouseholds],
];

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

export function checkPlan(draft: PlanDraft, around: { repeated: RepeatedNumber[]; tables: PlanTable[] }): PlanFinding[] {
  const findings = [
    ...PLAN_RULES.flatMap((rule) => rule(draft)),
    ...repeatedNumbers(around.repeated),
    ...tablesContradict(around.tables),
  ];
  return findings.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}
