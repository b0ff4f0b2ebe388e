import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEPRIVATIONS } from '@chitieu/domain';
import { EVENT_DATA } from './events.js';
import { GOOD_REVIEW, ODD_VALUES } from './odd-reviews.fixture.js';
import { readEventData } from './read-event-data.js';

const TYPE = 'household.reviewed.v1';
const GOOD = { ...GOOD_REVIEW, ver: 1 };
const FILLED = { groups: [], causes: ['land'], presence: 'living', reviewKind: 'annual', reviewState: 'official' };
const FIELDS = ['village', 'scores', 'deprivations', 'groups', 'causes', 'presence', 'reviewKind', 'reviewState', 'base', 'more'];

/** A review with some fields missing, odd or in order. */
const almost = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...Object.keys(GOOD), ...FIELDS), fc.constantFrom(...ODD_VALUES), { maxKeys: 2 }),
    fc.subarray([...DEPRIVATIONS]),
    fc.constantFrom(...Object.keys(GOOD), ...FIELDS, 'nothing'),
  )
  .map(([odd, deprivations, missing]) => {
    const review: Record<string, unknown> = { ...GOOD, ...FILLED, deprivations, ...odd };
    delete review[missing];
    return review;
  });

describe('reading the data of an event', () => {
  it('says of every review what its zod schema says, and gives the same content', () => {
    fc.assert(
      fc.property(almost, (review) => {
        const parsed = EVENT_DATA[TYPE].safeParse(structuredClone(review));
        const read = readEventData(TYPE, structuredClone(review));
        expect(read.ok).toBe(parsed.success);
        if (read.ok) expect(read.data).toEqual(parsed.data);
      }),
      { numRuns: 2_000 },
    );
  });

  it('says what is wrong with one that is refused', () => {
    const read = readEventData(TYPE, { ...GOOD, members: 0 });
    expect(read).toMatchObject({ ok: false });
  });

  it('reads a tombstone', () => {
    const tombstone = { householdId: 'H-1', period: '2024', commune: '07606', ver: 2, retracted: { reason: 'twice' } };
    expect(readEventData(TYPE, tombstone)).toEqual({ ok: true, data: tombstone });
  });
});
