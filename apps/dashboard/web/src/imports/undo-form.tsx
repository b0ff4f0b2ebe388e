import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Refusal } from '../frame/refusal.js';
import { useWhoAndWhy } from '../frame/who-and-why.js';
import { useSay } from '../text/say.js';
import { undoImport } from './queries.js';

const LONGEST_REASON = 300;

/** Who takes the import back, and why. */
export function UndoForm({ id, onEnd }: { id: string; onEnd: () => void }) {
  const { t } = useSay();
  const client = useQueryClient();
  const { by, why, isSaid, fields } = useWhoAndWhy({ by: t('imports.by'), why: t('imports.reason') }, LONGEST_REASON);
  const undoing = useMutation({
    mutationFn: () => undoImport(id, by, why),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['imports'] });
      onEnd();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    undoing.mutate();
  };
  return (
    <form className="padded line" onSubmit={submit}>
      <p className="soft">{t('imports.undoing')}</p>
      {fields}
      <Button size="xs" type="submit" loading={undoing.isPending} disabled={!isSaid}>
        {t('imports.undo')}
      </Button>
      <Refusal of={undoing.error} />
    </form>
  );
}
