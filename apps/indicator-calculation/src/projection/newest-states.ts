/** Anything the projections keep: one state per key, newer `rev` wins. */
interface Versioned {
  rev: number;
}

export interface Newest<S> {
  changes: { before: S | undefined; after: S }[];
  /** States at or below the stored `rev`, or overtaken inside the batch: counted, nothing more. */
  stale: number;
}

/** Of a batch's states the newest per key, sorted by key: the order in which every batch locks its rows. */
export function newestOfEach<S extends Versioned>(states: readonly S[], keyOf: (s: S) => string): S[] {
  const newest = new Map<string, S>();
  for (const state of states) {
    const key = keyOf(state);
    const held = newest.get(key);
    if (!held || state.rev > held.rev) newest.set(key, state);
  }
  return [...newest.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, state]) => state);
}

/**
 * The rule that makes repeats and disorder harmless: of a batch's states keep the newest per key, and only where it is
 * newer than the stored one. Changes come out sorted by key.
 */
export function newestStates<S extends Versioned>(
  states: S[],
  keyOf: (s: S) => string,
  stored: ReadonlyMap<string, S>,
): Newest<S> {
  const changes = newestOfEach(states, keyOf)
    .map((after) => ({ before: stored.get(keyOf(after)), after }))
    .filter(({ before, after }) => !before || after.rev > before.rev);
  return { changes, stale: states.length - changes.length };
}
