import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Refusal } from '../frame/refusal.js';
import { useWhoAndWhy } from '../frame/who-and-why.js';
import { useSay } from '../text/say.js';
import { answerAlert, FORMS, type Action } from './actions.js';

const NAME_KEPT_AS = 'chitieu-name';

/** Who does what with an alert, and why. */
export function AnswerForm({ alert, action, onDone }: { alert: string; action: Action; onDone: () => void }) {
  const { t } = useSay();
  const client = useQueryClient();
  const { longestWhy, more, bodyOf } = FORMS[action];
  const [extra, setExtra] = useState(more?.first ?? '');
  const labels = { by: t(`answering.${action}.by`), why: t(`answering.${action}.why`) };
  const { by, why, isSaid, fields } = useWhoAndWhy(labels, longestWhy, localStorage.getItem(NAME_KEPT_AS) ?? '');
  const sending = useMutation({
    mutationFn: () => answerAlert(alert, action, bodyOf({ by, why, more: extra.trim() })),
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
  return (
    <form className="acknowledge" onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onDone()}>
      {more && (
        <TextInput
          size="xs"
          required
          type={more.type}
          min={more.type === 'number' ? 1 : undefined}
          max={more.type === 'number' ? 60 : undefined}
          maxLength={100}
          label={t(`answering.${action}.more`)}
          value={extra}
          onChange={({ currentTarget }) => setExtra(currentTarget.value)}
        />
      )}
      {fields}
      <Refusal of={sending.error} />
      <div>
        <Button size="compact-xs" type="submit" loading={sending.isPending} disabled={!isSaid || (more && extra.trim() === '')}>
          {t('alerts.send')}
        </Button>
        <Button size="compact-xs" variant="subtle" onClick={onDone}>
          {t('alerts.cancel')}
        </Button>
      </div>
    </form>
  );
}
