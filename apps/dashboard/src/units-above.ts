import type { OrgUnitOnWire } from '@chitieu/contracts';

const PATIENCE_MS = 2_000;

/**
 * Asks the calculated tree who stands above a unit. Nobody, when it does not answer: a page then misses live changes of
 * units above its own, and nothing else.
 */
export function unitsAbove(calculationUrl: string) {
  return async (unit: string): Promise<string[]> => {
    try {
      const url = new URL(`/api/v1/org-units/${encodeURIComponent(unit)}`, calculationUrl);
      const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (!answer.ok) return [];
      return ((await answer.json()) as OrgUnitOnWire).ancestors.map(({ code }) => code);
    } catch {
      return [];
    }
  };
}
