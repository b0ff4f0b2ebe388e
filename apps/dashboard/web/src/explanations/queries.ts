import { useQuery } from '@tanstack/react-query';
import type { ExplanationRequest } from '@chitieu/contracts';
import { REFRESH_MS } from '../api/queries.js';
import { asked, readJson } from '../api/read.js';

export const WAITING = 'asked,replied';

/** Questions to the unit and everything below it, the first due first. */
export const useExplanationRequests = (orgUnit: string, state: string) =>
  useQuery({
    queryKey: ['alerts', 'explanations', orgUnit, state],
    queryFn: () =>
      readJson<{ items: ExplanationRequest[]; next: string | null }>(
        `explanation-requests?${asked({ orgUnit, state, limit: '500' })}`,
      ),
    refetchInterval: REFRESH_MS,
  });
