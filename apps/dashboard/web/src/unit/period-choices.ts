const EARLIEST_YEAR = 2021;

export const yearOf = (period: string): string => period.slice(0, 4);

/** Years up to the current one, then the chosen year's quarters and months. */
export function periodChoices(chosen: string, currentYear: number): { years: string[]; quarters: string[]; months: string[] } {
  const year = yearOf(chosen);
  const last = Math.max(currentYear, Number(year));
  const first = Math.min(EARLIEST_YEAR, Number(year));
  return {
    years: Array.from({ length: last - first + 1 }, (_, back) => String(last - back)),
    quarters: [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`),
    months: Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}`),
  };
}

const PERIOD = /^\d{4}(-(S[12]|Q[1-4]|0[1-9]|1[0-2]))?$/;
export const isPeriod = (text: string): boolean => PERIOD.test(text);

/** Last day of the period: the day whose tree of units applies. */
export function lastDayOf(period: string): string {
  const [year, rest] = period.split('-');
  const number = Number(rest?.replace(/\D/g, '') ?? 0);
  const month = !rest ? 12 : rest.startsWith('Q') ? number * 3 : rest.startsWith('S') ? number * 6 : number;
  return new Date(Date.UTC(Number(year), month, 0)).toISOString().slice(0, 10);
}

/** The years before, oldest first: what a sparkline shows ahead of the period itself. */
export const yearsBefore = (period: string, many: number): string[] =>
  Array.from({ length: many }, (_, i) => String(Number(yearOf(period)) - many + i));
