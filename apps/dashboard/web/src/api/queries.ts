import { keepPreviousData, QueryClient, useQueries, useQuery } from '@tanstack/react-query';
import type {
  AlertOnWire,
  ExplanationOnWire,
  IndicatorOnWire,
  IndicatorValue,
  IndicatorValuesPage,
  OrgUnitOnWire,
} from '@chitieu/contracts';
import { lastDayOf, yearOf, yearsBefore } from '../unit/period-choices.js';
import { asked, isMissing, readJson } from './read.js';

/** Also with a live stream: it is how a page notices, within a minute, that the process behind has stopped. */
export const REFRESH_MS = 20_000;
export const HOUR_MS = 3_600_000;
const EARLIER_YEARS = 4;

const YEARLY =
  'households,poor-households,near-poor-households,poor-rate,near-poor-rate,poor-reduction,near-poor-reduction,reports-on-time';
const MONEY = 'assigned-capital,disbursed-capital,disbursement-rate';

export const newQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 2_000, retry: (failed, error) => failed < 1 && !isMissing(error), refetchOnWindowFocus: true },
    },
  });

export const readValues = async (parameters: Record<string, string | undefined>): Promise<IndicatorValue[]> =>
  (await readJson<IndicatorValuesPage>(`indicator-values?${asked(parameters)}`)).items;

/** Of a unit and of each unit below: the year's household figures, and the money of the very period. */
export function useScreenValues(orgUnit: string, period: string) {
  return useQuery({
    queryKey: ['values', orgUnit, period],
    queryFn: async () => {
      const year = yearOf(period);
      if (year === period) return readValues({ orgUnit, period, indicator: `${YEARLY},${MONEY}`, children: 'true' });
      const both = await Promise.all([
        readValues({ orgUnit, period: year, indicator: YEARLY, children: 'true' }),
        readValues({ orgUnit, period, indicator: MONEY, children: 'true' }),
      ]);
      return both.flat();
    },
    refetchInterval: REFRESH_MS,
  });
}

export const useAllIndicators = (orgUnit: string, period: string, enabled: boolean) =>
  useQuery({
    queryKey: ['values', orgUnit, period, 'all'],
    queryFn: () => readValues({ orgUnit, period }),
    enabled,
    refetchInterval: REFRESH_MS,
  });

/** Poor rates of the years before, by unit code, oldest first, of what makes up the units of this period; a year without an answer is a gap. */
export function useHistory(orgUnit: string, period: string): Map<string, { year: string; value: IndicatorValue }[]> {
  return useQueries({
    queries: yearsBefore(period, EARLIER_YEARS).map((year) => ({
      queryKey: ['history', orgUnit, year, yearOf(period)],
      queryFn: () =>
        readValues({ orgUnit, period: year, tree: lastDayOf(yearOf(period)), indicator: 'poor-rate', children: 'true' }),
      staleTime: HOUR_MS,
      retry: false,
    })),
    combine: (years) => {
      const byUnit = new Map<string, { year: string; value: IndicatorValue }[]>();
      for (const value of years.flatMap(({ data }) => data ?? [])) {
        if (value.actual === null) continue;
        byUnit.set(value.orgUnit.code, [...(byUnit.get(value.orgUnit.code) ?? []), { year: value.period, value }]);
      }
      return byUnit;
    },
  });
}

export const useOrgUnit = (code: string, period: string) =>
  useQuery({
    queryKey: ['unit', code, period],
    queryFn: () => readJson<OrgUnitOnWire>(`org-units/${encodeURIComponent(code)}?${asked({ asAt: lastDayOf(period) })}`),
    staleTime: HOUR_MS,
  });

export const useUnitSearch = (text: string, period: string) =>
  useQuery({
    queryKey: ['search', text, period],
    queryFn: async () =>
      (await readJson<{ items: OrgUnitOnWire[] }>(`org-units?${asked({ q: text, asAt: lastDayOf(period) })}`)).items,
    enabled: text.trim().length > 0,
    placeholderData: keepPreviousData,
    staleTime: HOUR_MS,
  });

export const useAlerts = (orgUnit: string) =>
  useQuery({
    queryKey: ['alerts', orgUnit],
    queryFn: () => readJson<{ items: AlertOnWire[]; next: string | null }>(`alerts?${asked({ orgUnit, limit: '50' })}`),
    refetchInterval: REFRESH_MS,
  });

export const useCatalogue = () =>
  useQuery({
    queryKey: ['catalogue'],
    queryFn: async () => {
      const { items } = await readJson<{ items: IndicatorOnWire[] }>('indicators');
      return new Map(items.map((indicator) => [indicator.code, indicator]));
    },
    staleTime: HOUR_MS,
  });

export interface ExplainedNumber {
  indicator: string;
  unit: string;
  period: string;
  dimension: string | null;
  /** A day or an instant; null: what is known now. */
  knownAt: string | null;
}

export const useExplanation = ({ indicator, unit: orgUnit, period, dimension, knownAt }: ExplainedNumber) =>
  useQuery({
    queryKey: ['explanation', indicator, orgUnit, period, dimension, knownAt],
    queryFn: () =>
      readJson<ExplanationOnWire>(
        `explanations?${asked({
          ...{ indicator, orgUnit, period },
          ...{ dimension: dimension ?? undefined, knownAt: knownAt ?? undefined },
        })}`,
      ),
    placeholderData: keepPreviousData,
  });
