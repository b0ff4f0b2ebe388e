import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { acknowledgeAlert } from '../api/queries.js';
import { ApiError } from '../api/read.js';
import { useSay } from '../text/say.js';

const NAME_KEPT_AS = 'chitieu-name';
const LONGEST_NOTE = 500;

/** Who took an alert in hand, and what is being done. */
export function Acknowledge({ alert, onDone }: { alert: string; onDone: () => void }) {
  const { t, say } = useSay();
  const client = useQueryClient();
  const [by, setBy] = useState(() => localStorage.getItem(NAME_KEPT_AS) ?? '');
  const [note, setNote] = useState('');
  const sending = useMutation({
    mutationFn: () => acknowledgeAlert(alert, by.trim(), note.trim()),
    onSuccess: async () => {
      localStorage.setItem(NAME_KEPT_AS, by.trim());
      await client.invalidateQueries({ queryKey: ['alerts'] });
      onDone();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    sending.mutate();
  };
  const why = sending.error instanceof ApiError && sending.error.detail ? say(sending.error.detail) : '';
  return (
    <form className="acknowledge" onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onDone()}>
      <TextInput
        size="xs"
        label={t('alerts.by')}
        value={by}
        onChange={(event) => setBy(event.currentTarget.value)}
        required
        maxLength={100}
      />
      <TextInput
        size="xs"
        label={t('alerts.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        required
        maxLength={LONGEST_NOTE}
        data-autofocus
      />
      {sending.isError && <p role="alert">{t('alerts.failed', { why })}</p>}
      <div>
        <Button size="compact-xs" type="submit" loading={sending.isPending} disabled={!by.trim() || !note.trim()}>
          {t('alerts.send')}
        </Button>
        <Button size="compact-xs" variant="subtle" onClick={onDone}>
          {t('alerts.cancel')}
        </Button>
      </div>
    </form>
  );
}
