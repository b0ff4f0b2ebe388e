import { subtract } from '../ratio.js';
import { moneyLines, type CascadeUnit, type LedgerPlan, type StatedLine } from './ledger-plan.js';
import { likelyCauses } from './likely-causes.js';
import { sumOf, type PlanDifference } from './plan-difference.js';
import { money } from './reconcile-one-plan.js';

/** Money of the plan's own year, and what it carries over from earlier ones, the latest first. */
export interface AllocatedByYear {
  originYear: number;
  carriedOver: boolean;
  amountDong: bigint;
}

export function allocatedByYear({ period, allocations }: LedgerPlan): AllocatedByYear[] {
  const years = new Map<number, bigint>();
  for (const { originYear, amountDong } of allocations) years.set(originYear, (years.get(originYear) ?? 0n) + BigInt(amountDong));
  return [...years]
    .sort(([a], [b]) => b - a)
    .map(([originYear, amountDong]) => ({ originYear, carriedOver: originYear < Number(period), amountDong }));
}

/** A project cannot carry over more than the year before gave it. Says nothing where that year's plan states no lines. */
export function carriedOverExceedsPlan(unit: CascadeUnit, before: readonly LedgerPlan[]): PlanDifference[] {
  const own = (plan: LedgerPlan): StatedLine[] => moneyLines(plan).filter(({ line }) => line.ownerLevel === unit.level);
  const given = before.flatMap(own);
  if (given.length === 0) return [];
  const carried = unit.plans.flatMap((plan) => own(plan).filter(({ line }) => line.originYear === Number(plan.period) - 1));
  return [...new Set(carried.map(projectOf))].flatMap((project) => {
    const [below, above] = [carried, given].map((lines) => lines.filter((line) => projectOf(line) === project));
    const isWithin = subtract(sumOf(below!), sumOf(above!)).num <= 0n;
    const causes = isWithin ? [] : likelyCauses({ above: above!, below: below! });
    return isWithin ? [] : [money('carried-over-exceeds-plan', 'error', unit, project, above!, below!, causes)];
  });
}

const projectOf = ({ line }: StatedLine): string => `${line.programme} ${line.project}`;
