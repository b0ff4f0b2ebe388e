import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useSay } from '../text/say.js';
import { saveRule } from './queries.js';
import { Refusal } from './refusal.js';

/** A changed rule becomes a new version, with who changed it and why. */
export function SaveRule({ id, rule, isEnabled }: { id: string; rule: object; isEnabled: boolean }) {
  const { t } = useSay();
  const client = useQueryClient();
  const [enabled, setEnabled] = useState(isEnabled);
  const [by, setBy] = useState('');
  const [reason, setReason] = useState('');
  const saving = useMutation({
    mutationFn: () => saveRule(id, { rule, enabled, by: by.trim(), reason: reason.trim() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['rules'] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form className="padded line" onSubmit={submit}>
      <label className="tick-box padded">
        <input type="checkbox" checked={enabled} onChange={() => setEnabled(!enabled)} /> {t('alert-rules.enabled')}
      </label>
      <TextInput
        size="xs"
        label={t('alert-rules.by')}
        value={by}
        onChange={({ currentTarget }) => setBy(currentTarget.value)}
        required
        maxLength={100}
      />
      <TextInput
        size="xs"
        label={t('alert-rules.reason')}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        required
        maxLength={500}
      />
      <Button size="xs" type="submit" loading={saving.isPending} disabled={!by.trim() || !reason.trim()}>
        {t('alert-rules.save')}
      </Button>
      <Refusal of={saving.error} />
    </form>
  );
}
