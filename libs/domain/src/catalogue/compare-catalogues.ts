import type { Catalogue, OwnDefinitions } from './catalogue.js';

export interface CatalogueChange {
  kind: 'measure' | 'indicator';
  code: string;
  change: 'added' | 'changed' | 'removed';
}

/** What differs between two catalogues, in the order of the second; what is gone comes last. */
export function compareCatalogues(before: Catalogue, after: Catalogue): CatalogueChange[] {
  return [
    ...changesOf('measure', before.measures, after.measures),
    ...changesOf('indicator', before.indicators, after.indicators),
  ];
}

interface Coded {
  code: string;
}

function changesOf(kind: CatalogueChange['kind'], before: readonly Coded[], after: readonly Coded[]): CatalogueChange[] {
  const held = new Map(before.map((one) => [one.code, one]));
  const kept = new Set(after.map(({ code }) => code));
  return [
    ...after.flatMap((one): CatalogueChange[] => {
      const old = held.get(one.code);
      if (!old) return [{ kind, code: one.code, change: 'added' }];
      return isSaidAlike(old, one) ? [] : [{ kind, code: one.code, change: 'changed' }];
    }),
    ...before.filter(({ code }) => !kept.has(code)).map(({ code }): CatalogueChange => ({ kind, code, change: 'removed' })),
  ];
}

/** An indicator that is said otherwise than before gets the next version; one that is said alike keeps its own. */
export function versioned(before: Catalogue, { measures, indicators }: OwnDefinitions): OwnDefinitions {
  return {
    measures,
    indicators: indicators.map((indicator) => {
      const old = before.indicatorOf(indicator.code);
      if (!old) return { ...indicator, definitionVersion: 1 };
      return { ...indicator, definitionVersion: old.definitionVersion + (isSaidAlike(old, indicator) ? 0 : 1) };
    }),
  };
}

/** The same but for the version; the order of an object's keys says nothing. */
export function isSaidAlike(a: object, b: object): boolean {
  return JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .filter(([key, held]) => key !== 'definitionVersion' && held !== undefined)
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([key, held]) => [key, inOrder(held)]);
};
