import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SavedViewOnWire, SavedViewRequest, SavedViewsPage } from '@chitieu/contracts';
import { asked, readJson, send } from '../api/read.js';

export const useSavedViews = () =>
  useQuery({ queryKey: ['saved-views'], queryFn: () => readJson<SavedViewsPage>('saved-views') });

export const addressOfView = ({ orgUnit, period, page, query }: SavedViewOnWire): string =>
  `/u/${encodeURIComponent(orgUnit)}/${period}${page && `/${page}`}${query && `?${query}`}`;

export type DefaultFor = SavedViewOnWire['defaultFor'][number];

const json = (method: string, body: object): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** What can be done with a view; the list is then read again. */
export const viewSteps = {
  save: (view: SavedViewRequest) => send('saved-views', json('POST', view)),
  rename: ({ id, shared }: SavedViewOnWire, name: string) => send(`saved-views/${id}`, json('PUT', { name, shared })),
  remove: ({ id }: SavedViewOnWire) => send(`saved-views/${id}`, { method: 'DELETE' }),
  begin: ({ id, defaultFor }: SavedViewOnWire, whose: DefaultFor) =>
    defaultFor.includes(whose)
      ? send(`saved-views/${id}/default?${asked({ for: whose })}`, { method: 'DELETE' })
      : send(`saved-views/${id}/default`, json('PUT', { for: whose })),
};

export function useViewStep() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: () => Promise<void>) => step(),
    onSuccess: () => client.invalidateQueries({ queryKey: ['saved-views'] }),
  });
}
