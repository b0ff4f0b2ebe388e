import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PeriodOnWire, PlanInLedger, PlanSummary, ReconciliationOnWire, RestatementOnWire } from '@chitieu/contracts';
import { REFRESH_MS, useOrgUnit } from '../api/queries.js';
import { asked, readJson } from '../api/read.js';

/** Every plan of the unit for the period, with its lines and revisions. */
export function usePlans(orgUnit: string, period: string) {
  const list = useQuery({
    queryKey: ['values', 'plans', orgUnit, period],
    queryFn: () => readJson<{ items: PlanSummary[] }>(`plans?${asked({ orgUnit, period })}`),
  });
  const plans = useQueries({
    queries: (list.data?.items ?? []).map(({ planId, ver }) => ({
      queryKey: ['plan', planId, ver],
      queryFn: () => readJson<PlanInLedger>(`plans/${encodeURIComponent(planId)}`),
    })),
    combine: (answers) => ({
      plans: answers.flatMap(({ data }) => data ?? []),
      error: answers.find(({ error }) => error)?.error ?? null,
      isPending: answers.some(({ isPending }) => isPending),
    }),
  });
  const isRead = list.data !== undefined && !plans.isPending && plans.error === null;
  return {
    data: isRead ? plans.plans : undefined,
    error: list.error ?? plans.error,
    isPending: list.isPending || plans.isPending,
  };
}

export const useReconciliation = (orgUnit: string, period: string) =>
  useQuery({
    queryKey: ['values', 'reconciliation', orgUnit, period],
    queryFn: () => readJson<ReconciliationOnWire>(`reconciliations?${asked({ orgUnit, period })}`),
    refetchInterval: REFRESH_MS,
  });

/** Where the unit's period stands, and its published figures that are different now. */
export const useSettled = (orgUnit: string, period: string) =>
  useQuery({
    queryKey: ['values', 'settled', orgUnit, period],
    queryFn: async () => {
      const [periods, restatements] = await Promise.all([
        readJson<{ items: PeriodOnWire[] }>(`periods?${asked({ orgUnit })}`),
        readJson<{ items: RestatementOnWire[] }>(`restatements?${asked({ orgUnit, period })}`),
      ]);
      return { period: periods.items.find((one) => one.period === period), restatements: restatements.items };
    },
    refetchInterval: REFRESH_MS,
  });

export interface AskedStep {
  step: PeriodOnWire['steps'][number]['step'];
  body: { orgUnit: string; by: string; byUnit: string; reason: string };
}

/** Closes, publishes or unlocks; what the page shows is then read again. */
export function usePeriodStep(period: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ step, body }: AskedStep) =>
      readJson<PeriodOnWire>(`periods/${period}/${step}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['values', 'settled'] });
      onDone();
    },
  });
}

/** The units that may unlock, the nation first. */
export const useUnitsAbove = (orgUnit: string, period: string) => useOrgUnit(orgUnit, period).data?.ancestors ?? [];
