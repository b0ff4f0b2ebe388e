import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type DragEvent } from 'react';
import type { ImportStatus, WritableKind } from '@chitieu/contracts';
import { Refusal } from '../frame/refusal.js';
import { useSay } from '../text/say.js';
import { useChangeView, useView } from '../view.js';
import { sendFile } from './queries.js';

/** In the order of how often a commune sends them. */
const KINDS: WritableKind[] = ['household-reviews', 'disbursements', 'declarations', 'activities', 'plans', 'org-units'];

/** A file, what it holds, and whether this very file was tried. */
function useSending() {
  const change = useChangeView();
  const { unit } = useView();
  const client = useQueryClient();
  const [kind, setKind] = useState<WritableKind>('household-reviews');
  const [file, setFile] = useState<File | null>(null);
  const [trial, setTrial] = useState<string | null>(null);
  const sending = useMutation({
    mutationFn: (isDry: boolean) => sendFile(file!, { kind, isDry, orgUnit: unit }),
    onSuccess: async (id, isDry) => {
      setTrial(isDry ? id : null);
      await client.invalidateQueries({ queryKey: ['imports'] });
      change({ import: id });
    },
  });
  const choose = (chosen: File | undefined): void => {
    setFile(chosen ?? null);
    setTrial(null);
  };
  const pick = (next: string): void => {
    setKind(next as WritableKind);
    setTrial(null);
  };
  return { kind, file, trial, sending, choose, pick };
}

/** The real import is offered once the same file was tried. */
export function SendFile({ tried }: { tried: ImportStatus | null }) {
  const { t } = useSay();
  const { kind, file, trial, sending, choose, pick } = useSending();
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    choose(event.dataTransfer.files[0]);
  };
  return (
    <section className="card part" aria-labelledby="send-title" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <div className="bar">
        <h2 id="send-title">{t('imports.send')}</h2>
        <span className="soft wrapping">{t('imports.about')}</span>
      </div>
      <div className="filters">
        <label>
          {t('imports.kind')}{' '}
          <select value={kind} onChange={({ target }) => pick(target.value)}>
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`imports.kinds.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="wrapping">
          {file ? file.name : t('imports.drop')}{' '}
          <input
            type="file"
            accept=".csv,.ndjson,.jsonl"
            aria-label={t('imports.file')}
            onChange={({ target }) => choose(target.files?.[0])}
            style={{ maxWidth: '100%' }}
          />
        </label>
        <Steps sending={sending} hasFile={file !== null} isTried={trial !== null && tried?.id === trial} />
        <Refusal of={sending.error} />
      </div>
    </section>
  );
}

interface StepsProps {
  sending: ReturnType<typeof useSending>['sending'];
  hasFile: boolean;
  isTried: boolean;
}

function Steps({ sending, hasFile, isTried }: StepsProps) {
  const { t } = useSay();
  return (
    <>
      <Button size="xs" disabled={!hasFile} loading={sending.isPending} onClick={() => sending.mutate(true)}>
        {t('imports.dry')}
      </Button>
      <Button size="xs" variant="outline" disabled={!hasFile || !isTried} onClick={() => sending.mutate(false)}>
        {t('imports.real')}
      </Button>
    </>
  );
}
