import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CAUSES, CLASSIFICATIONS, DEPRIVATIONS, GROUPS, PRESENCES } from '../vocabulary.js';
import { compileConditions, type ReviewCondition } from './condition.js';
import { REVIEW_FIELDS, type ReviewedHousehold } from './review-fields.js';

const review: fc.Arbitrary<ReviewedHousehold> = fc.record({
  period: fc.constantFrom('2023', '2024'),
  classification: fc.constantFrom(...CLASSIFICATIONS),
  baseClassification: fc.constantFrom(...CLASSIFICATIONS, null),
  wasPoorBefore: fc.boolean(),
  deprivations: fc.subarray([...DEPRIVATIONS]),
  groups: fc.subarray([...GROUPS]),
  causes: fc.subarray([...CAUSES]),
  area: fc.constantFrom('rural', 'urban'),
  presence: fc.constantFrom(...PRESENCES),
  members: fc.integer({ min: 1, max: 12 }),
  scores: fc.option(fc.record({ b1: fc.integer({ min: 0, max: 200 }), b2: fc.integer({ min: 0, max: 120 }) })),
  standard: fc.constantFrom('2022-2025', '2027-2030'),
  reviewKind: fc.constantFrom('annual', 'regular'),
  reviewState: fc.constantFrom('preliminary', 'official'),
  reviewedOn: fc.constantFrom('2023-12-14', '2023-12-15', '2024-12-14', '2024-12-15'),
  sample: fc.boolean(),
});

const test: fc.Arbitrary<ReviewCondition> = fc.oneof(
  fc.record({ field: fc.constant('classification' as const), is: fc.constantFrom(...CLASSIFICATIONS) }),
  fc.record({ field: fc.constant('baseClassification' as const), is: fc.constantFrom(...CLASSIFICATIONS, null) }),
  fc.record({ field: fc.constant('onTime' as const), is: fc.boolean() }),
  fc.record({ field: fc.constant('presence' as const), in: fc.subarray([...PRESENCES], { minLength: 1 }) }),
  fc.record({ field: fc.constant('deprivations' as const), has: fc.constantFrom(...DEPRIVATIONS) }),
  fc.record({ field: fc.constant('groups' as const), has: fc.constantFrom(...GROUPS) }),
  fc.record({
    field: fc.constantFrom('members' as const, 'deprivationCount' as const),
    atLeast: fc.integer({ min: 0, max: 12 }),
  }),
  fc.record({ field: fc.constantFrom('scoreB1' as const, 'scoreB2' as const), below: fc.integer({ min: 0, max: 200 }) }),
);

const { condition } = fc.letrec<{ condition: ReviewCondition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    test,
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

/** The definition, word for word. */
function means(asked: ReviewCondition, of: ReviewedHousehold): boolean {
  if ('all' in asked) return asked.all.every((one) => means(one, of));
  if ('any' in asked) return asked.any.some((one) => means(one, of));
  if ('not' in asked) return !means(asked.not, of);
  const value = REVIEW_FIELDS[asked.field].of(of);
  if ('has' in asked) return (value as readonly string[]).includes(asked.has);
  if ('in' in asked) return asked.in.includes(value as string);
  if ('atLeast' in asked) return value !== null && (value as number) >= asked.atLeast;
  if ('below' in asked) return value !== null && (value as number) < asked.below;
  return value === asked.is;
}

describe('conditions', () => {
  it('compiled together mean what each says alone', () => {
    fc.assert(
      fc.property(
        fc.array(condition, { maxLength: 12 }),
        fc.array(review, { minLength: 1, maxLength: 4 }),
        (conditions, reviews) => {
          const compiled = compileConditions(conditions);
          for (const one of reviews) {
            const met: number[] = [];
            compiled(one, (place) => met.push(place));
            expect(met).toEqual(conditions.flatMap((asked, i) => (means(asked, one) ? [i] : [])));
          }
        },
      ),
    );
  });
});
