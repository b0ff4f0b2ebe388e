import { useQuery } from '@tanstack/react-query';
import type { ReportingOnWire } from '@chitieu/contracts';
import { REFRESH_MS } from '../api/queries.js';
import { asked, readJson } from '../api/read.js';

export const useReporting = (orgUnit: string, period: string) =>
  useQuery({
    queryKey: ['values', 'reporting', orgUnit, period],
    queryFn: () => readJson<ReportingOnWire>(`reporting?${asked({ orgUnit, period })}`),
    refetchInterval: REFRESH_MS,
  });
