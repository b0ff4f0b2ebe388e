import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NoteOnWire, NoteRequest } from '@chitieu/contracts';
import { lastDay } from '@chitieu/domain';
import { REFRESH_MS } from '../api/queries.js';
import { asked, readJson } from '../api/read.js';

/** Every note of a unit and of those directly below, whatever its period: a page shows several periods. */
export const useNotesOf = (orgUnit: string, period: string) =>
  useQuery({
    queryKey: ['notes', orgUnit, period],
    queryFn: async () => {
      const path = `notes?${asked({ orgUnit, children: 'true', asAt: lastDay(period) })}`;
      return (await readJson<{ items: NoteOnWire[] }>(path)).items;
    },
    refetchInterval: REFRESH_MS,
  });

type Words = NoteRequest['text'];
export type NoteStep =
  | { path: 'notes'; body: NoteRequest }
  | { path: `notes/${string}/correct`; body: { by: string; reason: string; text: Words } }
  | { path: `notes/${string}/withdraw`; body: { by: string; reason: string } };

/** What is done with a note; then every page part that shows notes reads them again. */
export function useNoteStep(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: NoteStep) =>
      readJson<NoteOnWire>(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['notes'] });
      onDone();
    },
  });
}
