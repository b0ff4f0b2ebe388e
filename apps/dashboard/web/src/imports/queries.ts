import { useQuery } from '@tanstack/react-query';
import type { ImportStatus, RejectedRow, WritableKind } from '@chitieu/contracts';
import { REFRESH_MS } from '../api/queries.js';
import { asked, readJson } from '../api/read.js';
import { saveFile } from '../leave/save-file.js';

const SOON_MS = 1_000;
const SHOWN = 200;

export const isUnderWay = ({ state }: ImportStatus): boolean => ['receiving', 'queued', 'running'].includes(state);

/** The latest that were sent for the unit or one below it; asked for every second while one is under way. */
export const useImports = (orgUnit: string) =>
  useQuery({
    queryKey: ['imports', orgUnit],
    queryFn: async () => (await readJson<{ items: ImportStatus[] }>(`imports?${asked({ orgUnit })}`)).items,
    refetchInterval: ({ state: { data } }) => (data?.some(isUnderWay) ? SOON_MS : REFRESH_MS),
  });

/** The first rejected rows; the others are in the file that is given back. */
export const useRejected = (href: string | null) =>
  useQuery({
    queryKey: ['imports', 'rejected', href],
    queryFn: async () => {
      const text = await (await fetch(href!)).text();
      const lines = text.split('\n', SHOWN).filter(Boolean);
      return lines.map((line) => JSON.parse(line) as RejectedRow);
    },
    enabled: href !== null,
  });

interface SentFor {
  kind: WritableKind;
  isDry: boolean;
  /** On whose page it is listed. */
  orgUnit: string;
}

export async function sendFile(file: File, { kind, isDry, orgUnit }: SentFor): Promise<string> {
  const type = /\.csv$/i.test(file.name) ? 'text/csv' : 'application/x-ndjson';
  const path = `imports?${asked({ kind, dryRun: String(isDry), orgUnit })}`;
  return (await readJson<{ id: string }>(path, { method: 'POST', headers: { 'content-type': type }, body: file })).id;
}

export const undoImport = (id: string, by: string, reason: string): Promise<unknown> =>
  readJson(`imports/${id}/undo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ by, reason }),
  });

/** The rejected rows as the sender's own file. */
export async function download(href: string): Promise<void> {
  const answer = await fetch(href, { headers: { accept: 'text/csv' } });
  saveFile(await answer.blob(), 'rejected.csv');
}
