import { lastDay, POVERTY_STANDARDS, type Period } from '@chitieu/domain';

/** The national standard that a period's year-end is counted by; null before the first one known. */
export function standardOf(period: Period): { code: string; legalBasis: string } | null {
  const day = lastDay(period);
  return POVERTY_STANDARDS.find(({ code, validFrom, validTo }) => /^\d/.test(code) && validFrom <= day && day <= validTo) ?? null;
}

/** Periods that begin a new standard: what stands before them was counted otherwise. */
export const breaksIn = (periods: readonly Period[]): Set<Period> =>
  new Set(periods.filter((period, i) => i > 0 && standardOf(period)?.code !== standardOf(periods[i - 1]!)?.code));
