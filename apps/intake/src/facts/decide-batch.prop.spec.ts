import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { yearEndOf } from '@chitieu/domain';
import type { Submission } from '../submissions/submission.js';
import { keyOf } from '../submissions/submission.js';
import { decideBatch, type StoredFact } from './decide-batch.js';

const CLASSES = ['poor', 'nearPoor', 'averageLivingStandard'] as const;
const PERIODS = ['2021', '2022', '2023', '2024'];

const submission = (period: string, ver: number, classification: string, presence: string, retract: boolean): Submission => ({
  kind: 'household-reviews',
  id: 'H-1',
  period,
  ver,
  unit: '07606',
  text: '{}',
  yearEnd: retract ? null : yearEndOf({ classification, presence }),
  hash: `${classification} ${presence}`,
  retract: retract ? 'sai' : null,
});
/** One statement for each (period, version): what an office would send, in whatever order it arrives. */
const statements = fc.uniqueArray(
  fc.record({
    period: fc.constantFrom(...PERIODS),
    ver: fc.integer({ min: 1, max: 4 }),
    classification: fc.constantFrom(...CLASSES),
    presence: fc.constantFrom('living', 'movedAway'),
    retract: fc.boolean(),
  }),
  { selector: ({ period, ver }) => `${period}/${ver}`, maxLength: 16 },
);
const shuffled = statements.chain((given) =>
  fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }), fc.integer({ min: 1, max: 5 })),
);

/** Applies in batches of the given size, as transactions would. */
function applied(given: readonly Submission[], size: number): Map<string, StoredFact> {
  const facts = new Map<string, StoredFact>();
  for (let from = 0; from < given.length; from += size) {
    for (const { after } of decideBatch('household-reviews', [...facts.values()], given.slice(from, from + size)).changes) {
      facts.set(keyOf(after), after);
    }
  }
  return facts;
}

const withoutRev = (facts: Map<string, StoredFact>) =>
  [...facts.values()].map(({ rev: _rev, ...fact }) => fact).sort((a, b) => (a.period < b.period ? -1 : 1));

describe('a batch of household reviews', () => {
  it('leaves the same facts and bases in any order and any grouping', () => {
    fc.assert(
      fc.property(shuffled, ([given, other, size]) => {
        // A retraction of what was never stated has nothing to take back, so only states are shuffled here.
        const states = (list: typeof given) => list.map((s) => submission(s.period, s.ver, s.classification, s.presence, false));
        expect(withoutRev(applied(states(other), size))).toEqual(withoutRev(applied(states(given), given.length || 1)));
      }),
    );
  });

  it('gives each living fact the base that all facts together say, retractions among them', () => {
    fc.assert(
      fc.property(shuffled, ([, given, size]) => {
        const facts = applied(
          given.map((s) => submission(s.period, s.ver, s.classification, s.presence, s.retract)),
          size,
        );
        for (const fact of facts.values()) {
          if (fact.retracted !== null) continue;
          const before = facts.get(keyOf({ id: 'H-1', period: String(Number(fact.period) - 1) }));
          const earlier = [...facts.values()].filter(({ period }) => period < fact.period);
          expect(fact.base).toEqual({
            classification: before?.yearEnd ?? null,
            wasPoorBefore: earlier.some(({ yearEnd }) => yearEnd === 'poor'),
          });
        }
      }),
    );
  });

  it('raises rev with every change it writes, and changes nothing the second time', () => {
    fc.assert(
      fc.property(statements, (given) => {
        const list = given.map((s) => submission(s.period, s.ver, s.classification, s.presence, false));
        const once = applied(list, 3);
        const again = decideBatch(
          'household-reviews',
          [...once.values()],
          [...once.values()].map((fact) => ({ ...list.find((s) => s.period === fact.period && s.ver === fact.ver)! })),
        );
        expect(again.changes).toEqual([]);
        for (const { before, after } of decideBatch(
          'household-reviews',
          [...once.values()],
          list.map((s) => ({ ...s, ver: 9 })),
        ).changes) {
          expect(after.rev).toBeGreaterThan(before?.rev ?? 0);
        }
      }),
    );
  });
});
