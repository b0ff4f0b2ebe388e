import { useQuery } from '@tanstack/react-query';
import type { AlertRuleInFull, ReplayOnWire } from '@chitieu/contracts';
import { readJson } from '../api/read.js';

/** Each with all that it has been. */
export const useRules = () =>
  useQuery({
    queryKey: ['rules'],
    queryFn: async () => {
      const { items } = await readJson<{ items: { id: string }[] }>('alert-rules');
      return Promise.all(items.map(({ id }) => readJson<AlertRuleInFull>(`alert-rules/${encodeURIComponent(id)}`)));
    },
  });

const sent = (method: string, body: object): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

export const saveRule = (
  id: string,
  body: { rule: object; enabled: boolean; by: string; reason: string },
): Promise<AlertRuleInFull> => readJson(`alert-rules/${encodeURIComponent(id)}`, sent('PUT', body));

export const replayRule = (body: {
  rule: object;
  from: string;
  to: string;
  orgUnit: string;
  known: string;
}): Promise<ReplayOnWire> => readJson('alert-rules/replays', sent('POST', body));
