import type { KnownFact, KnownKind } from './known-facts.js';
import type { ReadKnown } from './known-rows.js';

export type StatedFacts = Partial<Record<KnownKind, KnownFact[]>>;

const keyOf = ({ id, period }: KnownFact): string => `${id}\n${period}`;

/** The facts as they would stand were these accepted too: a stated one takes the place of what it replaces, wherever that was. */
export const withStated =
  (read: ReadKnown, stated: StatedFacts): ReadKnown =>
  async (kind, scope) => {
    const own = (stated[kind] ?? []).filter(({ period }) => period <= (scope.lastPeriod ?? ''));
    const known = await read(kind, { ...scope, ids: own.map(({ id }) => id) });
    return [...new Map([...known, ...own].map((fact) => [keyOf(fact), fact])).values()];
  };
