import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { allocatedByYear } from './carried-over.js';
import { lineOf, planOf } from './cascade.fixture.js';
import { effectiveOn, standingTargets, subjectOf, type LedgerPlan } from './ledger-plan.js';

const day = fc.constantFrom('2024-01-10', '2024-03-05', '2024-07-01');
const plans = fc
  .array(
    fc.record({
      effectiveFrom: fc.option(day, { nil: undefined }),
      date: fc.option(day, { nil: undefined }),
      subjects: fc.uniqueArray(fc.constantFrom('poor-rate', 'near-poor-rate', 'relapsed')),
      millions: fc.array(fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 2021, max: 2024 })), { maxLength: 4 }),
    }),
    { maxLength: 5 },
  )
  .map((list) =>
    list.map(({ effectiveFrom, date, subjects, millions }, i): LedgerPlan =>
      planOf('C', {
        ...{ planId: `P${i}`, effectiveFrom, decision: { date } },
        targets: subjects.map((indicator) => ({ indicator, kind: 'level', value: '1' })),
        allocations: millions.map(([amount, originYear]) => lineOf(`${amount}000000`, { originYear })),
      }),
    ),
  );

describe('several plans of a unit and year', () => {
  it('count the same in whatever order they come', () => {
    fc.assert(
      fc.property(plans, (list) => {
        const told = (of: LedgerPlan[]) =>
          standingTargets(of)
            .map(({ plan, target }) => `${subjectOf(target)} ${plan.planId}`)
            .sort();
        return told(list).join() === told([...list].reverse()).join();
      }),
    );
  });

  it('give each target once, from a plan than which none with that target takes effect later', () => {
    fc.assert(
      fc.property(plans, (list) => {
        const standing = standingTargets(list);
        const stated = new Set(list.flatMap(({ targets }) => targets.map(subjectOf)));
        return (
          standing.length === stated.size &&
          standing.every(({ plan, target }) =>
            list.every(
              (other) =>
                !other.targets.some((each) => subjectOf(each) === subjectOf(target)) || effectiveOn(other) <= effectiveOn(plan),
            ),
          )
        );
      }),
    );
  });

  it('keep every đồng when money is shown by its year, and carry over what is of an earlier one', () => {
    fc.assert(
      fc.property(plans, (list) =>
        list.every((plan) => {
          const years = allocatedByYear(plan);
          const total = years.reduce((sum, { amountDong }) => sum + amountDong, 0n);
          return (
            total === plan.allocations.reduce((sum, { amountDong }) => sum + BigInt(amountDong), 0n) &&
            years.every(({ originYear, carriedOver }) => carriedOver === originYear < 2024)
          );
        }),
      ),
    );
  });
});
