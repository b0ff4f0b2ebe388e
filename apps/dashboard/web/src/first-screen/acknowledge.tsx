import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { acknowledgeAlert } from '../api/queries.js';
import { ApiError } from '../api/read.js';
import { useWhoAndWhy } from '../frame/who-and-why.js';
import { useSay } from '../text/say.js';

const NAME_KEPT_AS = 'chitieu-name';
const LONGEST_NOTE = 500;

/** Who took an alert in hand, and what is being done. */
export function Acknowledge({ alert, onDone }: { alert: string; onDone: () => void }) {
  const { t, say } = useSay();
  const client = useQueryClient();
  const name = localStorage.getItem(NAME_KEPT_AS) ?? '';
  const { by, why: note, isSaid, fields } = useWhoAndWhy({ by: t('alerts.by'), why: t('alerts.note') }, LONGEST_NOTE, name);
  const sending = useMutation({
    mutationFn: () => acknowledgeAlert(alert, by, note),
    onSuccess: async () => {
      localStorage.setItem(NAME_KEPT_AS, by);
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
      {fields}
      {sending.isError && <p role="alert">{t('alerts.failed', { why })}</p>}
      <div>
        <Button size="compact-xs" type="submit" loading={sending.isPending} disabled={!isSaid}>
          {t('alerts.send')}
        </Button>
        <Button size="compact-xs" variant="subtle" onClick={onDone}>
          {t('alerts.cancel')}
        </Button>
      </div>
    </form>
  );
}
