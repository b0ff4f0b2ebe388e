import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { compareRatios, ratio } from '../ratio.js';
import { aims, cascadeFrom, withFirstCommune, type CommuneAims } from './cascade.fixture.js';
import type { AllocationLine, LedgerPlan } from './ledger-plan.js';
import type { LikelyCause, PlanDifference } from './plan-difference.js';
import { reconcilePlans } from './reconcile-plans.js';

const grave = (differences: readonly PlanDifference[]) => differences.filter(({ severity }) => severity !== 'info');

const planted = (districts: CommuneAims[][], change: (plan: LedgerPlan) => LedgerPlan): PlanDifference[] => {
  const { cascade, facts } = cascadeFrom(districts);
  return reconcilePlans(withFirstCommune(cascade, change), facts).differences;
};

const withLine = (plan: LedgerPlan, i: number, change: (line: AllocationLine) => AllocationLine[]): LedgerPlan => ({
  ...plan,
  allocations: plan.allocations.flatMap((line, at) => (at === i ? change(line) : [line])),
});

const heading = fc.integer({ min: 0, max: 3 });
const amountAt = (districts: CommuneAims[][], i: number): bigint => BigInt(districts[0]![0]!.millions[i]!) * 1_000_000n;

/** Found once in the district, with the exact amount, and the cause among those that explain it. */
function isFound(
  found: readonly PlanDifference[],
  rule: string,
  amount: bigint,
  cause: LikelyCause['cause'],
  wouldBe?: string,
): boolean {
  const [difference, ...others] = found.filter((each) => each.rule === rule && each.unit === 'D0' && each.amount!.num === amount);
  return (
    difference !== undefined &&
    others.length === 0 &&
    difference.causes.some((each) => each.cause === cause && (wouldBe === undefined || each.wouldBe === wouldBe))
  );
}

describe('reconciling generated cascades', () => {
  it('finds nothing where they add up', () => {
    fc.assert(
      fc.property(aims, (districts) => {
        const { cascade, facts } = cascadeFrom(districts);
        return reconcilePlans(cascade, facts).differences.length === 0;
      }),
    );
  });

  it('gives no alarm where households changed by 0.2 % since the plans were drawn up', () => {
    fc.assert(
      fc.property(aims, fc.integer({ min: 1, max: 97 }), (districts, seed) => {
        const { cascade, facts } = cascadeFrom(districts);
        const drifted = (unit: string): bigint | null => {
          const households = facts.denominator(unit, 'poor-rate', null)!;
          return (
            households +
            (households * BigInt((unit.length * seed + unit.charCodeAt(unit.length - 1)) % 5) - 2n * households) / 1000n
          );
        };
        return reconcilePlans(cascade, { ...facts, denominator: drifted }).differences.length === 0;
      }),
    );
  });

  it('finds a line that stands twice, in the commune and in the district', () => {
    fc.assert(
      fc.property(aims, heading, (districts, i) => {
        const found = planted(districts, (plan) => withLine(plan, i, (line) => [line, line]));
        const own = found.find(({ rule, unit }) => rule === 'lines-differ-from-total' && unit === 'D0C0');
        return (
          isFound(found, 'allocations-differ', amountAt(districts, i), 'line-counted-twice') &&
          own!.causes[0]!.cause === 'line-counted-twice'
        );
      }),
    );
  });

  it.each([
    ['ten-times', 10n],
    ['a-thousand-times', 1000n],
    ['a-million-times', 1_000_000n],
  ] as const)('finds a line %s too large, and what it would read', (cause, times) => {
    fc.assert(
      fc.property(aims, heading, (districts, i) => {
        const amount = amountAt(districts, i);
        const change = (line: AllocationLine) => [{ ...line, amountDong: String(amount * times) }];
        const found = planted(districts, (plan) => withLine(plan, i, change));
        return isFound(found, 'allocations-differ', amount * (times - 1n), cause, amount.toString());
      }),
    );
  });

  it('finds two digits that changed places', () => {
    fc.assert(
      fc.property(aims, heading, (districts, i) => {
        const text = amountAt(districts, i).toString();
        const wrong = text.replace(/^(\d)(.)/, '$2$1');
        fc.pre(wrong !== text && !wrong.startsWith('0'));
        const found = planted(districts, (plan) => withLine(plan, i, (line) => [{ ...line, amountDong: wrong }]));
        return isFound(found, 'allocations-differ', BigInt(wrong) - BigInt(text), 'digits-swapped', text);
      }),
    );
  });

  it('finds the unit that has no line of it', () => {
    fc.assert(
      fc.property(aims, heading, (districts, i) => {
        const found = planted(districts, (plan) => withLine(plan, i, () => []));
        const amount = amountAt(districts, i);
        return isFound(found, 'allocations-differ', -amount, 'unit-without-line', amount.toString());
      }),
    );
  });

  it.each([
    [
      'filed-under-another-programme',
      (line: AllocationLine) => ({ ...line, programme: line.programme === 'GNBV' ? 'DTTS1719' : 'GNBV' }),
    ],
    ['filed-under-another-year', (line: AllocationLine) => ({ ...line, originYear: 2023 })],
  ] as const)('finds what is %s: too little here, as much too much there', (cause, change) => {
    fc.assert(
      fc.property(aims, heading, (districts, i) => {
        const found = planted(districts, (plan) => withLine(plan, i, (line) => [change(line)]));
        const amount = amountAt(districts, i);
        return isFound(found, 'allocations-differ', -amount, cause) && isFound(found, 'allocations-differ', amount, cause);
      }),
    );
  });

  it('finds a target that the commune does not have, and what is left for it', () => {
    fc.assert(
      fc.property(aims, (districts) => {
        const without = (plan: LedgerPlan) => ({ ...plan, targets: plan.targets.slice(1) });
        const [missing, ...others] = grave(planted(districts, without));
        return (
          others.length === 0 &&
          missing!.rule === 'target-missing' &&
          missing!.unit === 'D0C0' &&
          compareRatios(missing!.amount!, ratio(BigInt(-districts[0]![0]!.fewer))) === 0
        );
      }),
    );
  });

  it('finds a count ten times too large, as something that the units below aim higher at', () => {
    fc.assert(
      fc.property(aims, (districts) => {
        const { fewer } = districts[0]![0]!;
        const tenfold = (plan: LedgerPlan) => ({
          ...plan,
          targets: plan.targets.map((target, i) => (i === 0 ? { ...target, value: `${fewer}0` } : target)),
        });
        return isFound(planted(districts, tenfold), 'targets-differ', BigInt(9 * fewer), 'ten-times', String(fewer));
      }),
    );
  });
});
