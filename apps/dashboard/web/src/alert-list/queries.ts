import { useQuery } from '@tanstack/react-query';
import type { AlertOnWire, HistoryEntry } from '@chitieu/contracts';
import { REFRESH_MS } from '../api/queries.js';
import { asked, readJson } from '../api/read.js';

export const OPEN = 'firing,recovering,pending';
export const ENDED = 'resolved,retracted';

export const useAlertList = (orgUnit: string, state: string) =>
  useQuery({
    queryKey: ['alerts', 'list', orgUnit, state],
    queryFn: () => readJson<{ items: AlertOnWire[]; next: string | null }>(`alerts?${asked({ orgUnit, state, limit: '500' })}`),
    refetchInterval: REFRESH_MS,
  });

export const useAlert = (id: string) =>
  useQuery({
    queryKey: ['alerts', 'one', id],
    queryFn: () => readJson<AlertOnWire>(`alerts/${encodeURIComponent(id)}`),
    refetchInterval: REFRESH_MS,
  });

export const useAlertHistory = (id: string) =>
  useQuery({
    queryKey: ['alerts', 'history', id],
    queryFn: () => readJson<{ items: HistoryEntry[] }>(`alerts/${encodeURIComponent(id)}/history`),
    refetchInterval: REFRESH_MS,
  });
