import type { Plan, PlanInLedger, PlanSummary } from '@chitieu/contracts';
import {
  allocatedByYear,
  assess,
  fromDecimal,
  newestPlanFirst,
  planChanges,
  rateOnWire,
  ratio,
  readTarget,
  standingTargets,
  subjectOf,
  toWireValue,
  STARTER,
} from '@chitieu/domain';
import type { PlanRevision, StoredPlan } from './read-revisions.js';

/** A plan with its revisions, beside the plans of the same unit and year. */
export function planInLedger(
  now: StoredPlan,
  earlier: readonly PlanRevision[],
  beside: readonly Plan[],
  asAt: string,
): PlanInLedger {
  const { body } = now;
  const counted = new Map(standingTargets(beside).map(({ plan, target }) => [subjectOf(target), plan.planId]));
  const revisions = [now, ...earlier];
  return {
    ...body,
    retracted: now.retracted === null ? null : { reason: now.retracted },
    ...{ receivedAt: now.receivedAt.toISOString(), changedAt: now.statedAt.toISOString(), asAt },
    lines: body.targets.map((target) => ({
      ...{ indicator: target.indicator, dimension: target.dimension ?? null, countedIn: counted.get(subjectOf(target)) ?? null },
      ...expectedAt(target, body.period, asAt),
    })),
    allocatedByYear: allocatedByYear(body).map((year) => ({ ...year, amountDong: year.amountDong.toString() })),
    revisions: revisions.map(({ ver, body: stated, retracted, statedAt }, i) => ({
      ...{ ver, decision: stated.decision, effectiveFrom: stated.effectiveFrom ?? null, statedAt: statedAt.toISOString() },
      retracted: retracted === null ? null : { reason: retracted },
      changes: retracted === null ? planChanges(standingBefore(revisions, i), stated) : [],
    })),
  };
}

/** A plan that was taken back says nothing: what is stated after it is new. */
function standingBefore(revisions: readonly PlanRevision[], i: number): Plan | null {
  const before = revisions[i + 1];
  return before && before.retracted === null ? before.body : null;
}

/** What a trajectory expects on a day, as far as the plan itself says where it started from. */
function expectedAt(target: Plan['targets'][number], period: string, asAt: string) {
  const definition = STARTER.indicatorOf(target.indicator);
  const { expectedProgress, expectedToDate } = assess({
    ...{ direction: definition?.direction ?? 'none', flow: definition?.flow ?? false, actual: null, reason: null },
    baseline: target.baseline === undefined ? null : fromDecimal(target.baseline),
    ...{ target: readTarget(target), period, today: asAt, thresholds: { onTrack: ratio(1n), atRisk: ratio(0n) } },
  });
  const reason = target.kind === 'range' ? 'range_has_no_level' : 'baseline_not_stated';
  return {
    expectedProgress: expectedProgress && rateOnWire(expectedProgress),
    expectedToDate: expectedToDate && toWireValue(expectedToDate),
    reason: expectedToDate === null ? reason : null,
  };
}

/** Plans of a unit, year by year, and in each year the one that counts first before the others. */
export function planSummaries(plans: readonly StoredPlan[]): PlanSummary[] {
  const years = [...new Set(plans.map(({ body }) => body.period))].sort().reverse();
  return years.flatMap((year) => {
    const ofYear = plans.filter(({ body }) => body.period === year).sort((a, b) => newestPlanFirst(a.body, b.body));
    const counted = standingTargets(ofYear.map(({ body }) => body));
    return ofYear.map(({ ver, body, statedAt }) => ({
      ...{ planId: body.planId, ver, orgUnit: body.orgUnit, period: body.period, decision: body.decision },
      ...{ effectiveFrom: body.effectiveFrom ?? null, targets: body.targets.length, allocations: body.allocations.length },
      countedTargets: counted.filter(({ plan }) => plan.planId === body.planId).length,
      ...{ assignedDong: body.assignedDong ?? null, changedAt: statedAt.toISOString() },
    }));
  });
}
