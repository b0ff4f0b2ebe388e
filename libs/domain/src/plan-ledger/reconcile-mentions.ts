import { subtract } from '../ratio.js';
import { cascadeUnits, moneyLines, type AllocationLine, type CascadeUnit } from './ledger-plan.js';
import { likelyCauses } from './likely-causes.js';
import { sumOf, type PlanDifference } from './plan-difference.js';
import { money } from './reconcile-one-plan.js';

/**
 * A line that a unit below names as led here stands in this unit's plan, with that much at least: of one line of the district every commune may name
 * its part, or the whole. Says nothing where this unit's plan states no line of its own.
 */
export function reconcileMentions(leader: CascadeUnit): PlanDifference[] {
  const own = leader.plans.flatMap(moneyLines).filter(({ line }) => line.ownerLevel === leader.level);
  if (own.length === 0) return [];
  return leader.children.flatMap(cascadeUnits).flatMap((unit) =>
    unit.plans.flatMap(moneyLines).flatMap((mention) => {
      if (mention.line.ownerLevel !== leader.level) return [];
      const meant = own.filter(({ line }) => isMeant(line, mention.line));
      if (subtract(sumOf(meant), mention.amount).num >= 0n) return [];
      const causes = likelyCauses({ above: meant, below: [mention] });
      return [money('mention-exceeds-line', 'warning', unit, mention.what, meant, [mention], causes)];
    }),
  );
}

const isMeant = (line: AllocationLine, mention: AllocationLine): boolean =>
  (['programme', 'project', 'subProject', 'originYear'] as const).every(
    (field) => line[field] === undefined || mention[field] === undefined || line[field] === mention[field],
  );
