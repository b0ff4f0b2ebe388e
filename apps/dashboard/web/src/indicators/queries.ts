import { useQueries, useQuery } from '@tanstack/react-query';
import { lastDay } from '@chitieu/domain';
import { HOUR_MS, readValues, REFRESH_MS } from '../api/queries.js';

/** Every indicator of the unit, not only the headlines. */
export const useEveryIndicator = (orgUnit: string, period: string) =>
  useQuery({
    queryKey: ['values', orgUnit, period, 'every'],
    queryFn: () => readValues({ orgUnit, period, indicator: 'all' }),
    refetchInterval: REFRESH_MS,
  });

export interface Asked {
  orgUnit: string;
  period: string;
  indicator: string;
  dimension: string | null;
}

/** One indicator of the unit, of the units below, or of those of a level below. */
export const useIndicatorValues = ({ orgUnit, period, indicator, dimension }: Asked, level?: string) =>
  useQuery({
    queryKey: ['values', orgUnit, period, indicator, dimension, level],
    queryFn: () =>
      readValues({
        orgUnit,
        period,
        indicator,
        dimension: dimension ?? undefined,
        ...(level ? { level } : { children: 'true' }),
      }),
    refetchInterval: REFRESH_MS,
  });

/** The indicator in other periods, of what makes up the unit now; a period that cannot be read has no value. */
export const useTrend = ({ orgUnit, period: now, indicator, dimension }: Asked, periods: readonly string[]) =>
  useQueries({
    queries: periods.map((period) => ({
      queryKey: ['history', orgUnit, period, now, indicator, dimension],
      queryFn: () => readValues({ orgUnit, period, tree: lastDay(now), indicator, dimension: dimension ?? undefined }),
      staleTime: HOUR_MS,
      retry: false,
    })),
    combine: (answers) => answers.map(({ data, isPending }, i) => ({ period: periods[i]!, value: data?.[0], isPending })),
  });
