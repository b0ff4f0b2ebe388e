import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Refusal } from '../alert-rules/refusal.js';
import { useSay } from '../text/say.js';
import { undoImport } from './queries.js';

/** Who takes the import back, and why. */
export function UndoForm({ id, onEnd }: { id: string; onEnd: () => void }) {
  const { t } = useSay();
  const client = useQueryClient();
  const [by, setBy] = useState('');
  const [reason, setReason] = useState('');
  const undoing = useMutation({
    mutationFn: () => undoImport(id, by.trim(), reason.trim()),
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
      <TextInput
        size="xs"
        label={t('imports.by')}
        value={by}
        onChange={(e) => setBy(e.currentTarget.value)}
        required
        maxLength={100}
      />
      <TextInput
        size="xs"
        label={t('imports.reason')}
        value={reason}
        onChange={(e) => setReason(e.currentTarget.value)}
        required
        maxLength={300}
      />
      <Button size="xs" type="submit" loading={undoing.isPending} disabled={!by.trim() || !reason.trim()}>
        {t('imports.undo')}
      </Button>
      <Refusal of={undoing.error} />
    </form>
  );
}
