import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GOOD_REVIEW, ODD_VALUES } from './odd-reviews.fixture.js';
import { readStatement } from './read-statement.js';
import { householdReview } from './submissions.js';

const MORE = {
  ver: 3,
  village: '07606-T1',
  scores: { b2: 10, b1: 120 },
  deprivations: ['employment', 'cleanWater'],
  groups: ['merit'],
  causes: ['land'],
  presence: 'movedAway',
  reviewKind: 'regular',
  reviewState: 'official',
  sample: true,
};
const NAMES = [...Object.keys(GOOD_REVIEW), ...Object.keys(MORE), 'more', '__proto__'];

/** A review with some fields missing, odd, or in another order. */
const almost = fc
  .tuple(
    fc.subarray(Object.entries(MORE)),
    fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...ODD_VALUES)), { maxLength: 2 }),
    fc.constantFrom(...Object.keys(GOOD_REVIEW), 'nothing', 'nothing', 'nothing'),
  )
  .chain(([more, odd, missing]) => {
    const fields = new Map<string, unknown>([...Object.entries(GOOD_REVIEW), ...more, ...odd]);
    fields.delete(missing);
    return fc.shuffledSubarray([...fields], { minLength: fields.size });
  })
  .map((fields) => Object.fromEntries(fields));

describe('reading what a sender states', () => {
  it('says of every review what its zod schema says, and gives the same content in the same order', () => {
    let accepted = 0;
    fc.assert(
      fc.property(almost, (review) => {
        const parsed = householdReview.partial({ ver: true }).safeParse(structuredClone(review));
        const read = readStatement('household-reviews', structuredClone(review));
        expect(read.ok).toBe(parsed.success);
        if (!parsed.success) return expect(read).toEqual({ ok: false, issues: parsed.error.issues });
        accepted++;
        const { ver = null, ...content } = parsed.data;
        expect(JSON.stringify(read)).toBe(JSON.stringify({ ok: true, ver, content }));
      }),
      { numRuns: 3_000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it('leaves other kinds to their own schema', () => {
    const voucher = { activityId: 'A', orgUnit: '07606', heldOn: '2024-06-01', kind: 'meeting', count: 2 };
    expect(readStatement('activities', voucher)).toEqual({ ok: true, ver: null, content: { ...voucher, qualifier: 'exact' } });
  });
});
