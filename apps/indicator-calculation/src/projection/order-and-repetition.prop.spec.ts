import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { STARTER_SET } from '@chitieu/domain';
import { deltasOf, keyOf, type StoredHousehold } from './household-projection.js';
import { newestStates } from './newest-states.js';

const BYTES = Math.floor(STARTER_SET.size / 8);
const hexOf = (bytes: number[]): string => Buffer.from(bytes).toString('hex');

const household = fc.record({
  lane: fc.constantFrom(3, 4),
  householdId: fc.constantFrom('H-1', 'H-2', 'H-3'),
  period: fc.constantFrom('2023', '2024'),
  rev: fc.integer({ min: 1, max: 6 }),
  commune: fc.constantFrom('C1', 'C2'),
  village: fc.constantFrom('', 'V1', 'V2'),
  counted: fc.array(fc.integer({ min: 0, max: 255 }), { minLength: BYTES, maxLength: BYTES }).map(hexOf),
  members: fc.integer({ min: 1, max: 9 }),
});

/** A `rev` of an entity is one state, as intake gives it out. */
const history = fc.array(household, { maxLength: 30 }).map((states) => {
  const byRev = new Map(states.map((s) => [`${keyOf(s)}|${s.rev}`, s]));
  return [...byRev.values()];
});

/** Runs batches through the projection in memory, as the handler does against PostgreSQL. */
function project(batches: StoredHousehold[][]): Map<string, Int32Array> {
  const stored = new Map<string, StoredHousehold>();
  const counts = new Map<string, Int32Array>();
  for (const batch of batches) {
    const { changes } = newestStates(batch, keyOf, stored);
    for (const delta of deltasOf(
      changes.map(({ before, after }) => ({ before: before ?? null, after })),
      STARTER_SET,
    )) {
      const key = `${delta.lane}|${delta.commune}|${delta.village}|${delta.period}`;
      counts.set(
        key,
        delta.add.map((n, i) => n + (counts.get(key)?.[i] ?? 0)),
      );
    }
    for (const { after } of changes) stored.set(keyOf(after), after);
  }
  return new Map([...counts].filter(([, c]) => c.some((n) => n !== 0)).sort());
}

/** The definition: the newest state of each household, summed. */
function recompute(states: StoredHousehold[]): Map<string, Int32Array> {
  const newest = new Map<string, StoredHousehold>();
  for (const s of states) if ((newest.get(keyOf(s))?.rev ?? 0) < s.rev) newest.set(keyOf(s), s);
  const counts = new Map<string, Int32Array>();
  for (const s of newest.values()) {
    for (const village of new Set(['', s.village])) {
      const key = `${s.lane}|${s.commune}|${village}|${s.period}`;
      const held = counts.get(key) ?? new Int32Array(STARTER_SET.size);
      STARTER_SET.add(held, s, 1);
      counts.set(key, held);
    }
  }
  return new Map([...counts].filter(([, c]) => c.some((n) => n !== 0)).sort());
}

const cut = (states: StoredHousehold[], size: number): StoredHousehold[][] =>
  states.length === 0 ? [] : [states.slice(0, size), ...cut(states.slice(size), size)];

describe('the household projection', () => {
  it('any order, any repetition and any batching give the sums over the newest states', () => {
    const shuffledTwice = history.chain((states) =>
      fc.tuple(
        fc.constant(states),
        fc.shuffledSubarray([...states, ...states], { minLength: states.length * 2 }),
        fc.integer({ min: 1, max: 7 }),
      ),
    );
    fc.assert(
      fc.property(shuffledTwice, ([states, delivered, size]) => {
        expect(project(cut(delivered, size))).toEqual(recompute(states));
      }),
    );
  });

  it('the same batch twice changes nothing the second time', () => {
    fc.assert(
      fc.property(history, (states) => {
        expect(project([states, states])).toEqual(project([states]));
      }),
    );
  });

  it('deltas come out sorted by key', () => {
    fc.assert(
      fc.property(history, (states) => {
        const keys = deltasOf(
          states.map((after) => ({ before: null, after })),
          STARTER_SET,
        ).map((d) => `${d.lane}|${d.commune}|${d.village}|${d.period}`);
        expect(keys).toEqual([...keys].sort());
      }),
    );
  });
});
