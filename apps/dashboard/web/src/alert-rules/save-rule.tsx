import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useWhoAndWhy } from '../frame/who-and-why.js';
import { useSay } from '../text/say.js';
import { saveRule } from './queries.js';
import { Refusal } from '../frame/refusal.js';

const LONGEST_REASON = 500;

/** A changed rule becomes a new version, with who changed it and why. */
export function SaveRule({ id, rule, isEnabled }: { id: string; rule: object; isEnabled: boolean }) {
  const { t } = useSay();
  const client = useQueryClient();
  const [enabled, setEnabled] = useState(isEnabled);
  const { by, why, isSaid, fields } = useWhoAndWhy({ by: t('alert-rules.by'), why: t('alert-rules.reason') }, LONGEST_REASON);
  const saving = useMutation({
    mutationFn: () => saveRule(id, { rule, enabled, by, reason: why }),
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
      {fields}
      <Button size="xs" type="submit" loading={saving.isPending} disabled={!isSaid}>
        {t('alert-rules.save')}
      </Button>
      <Refusal of={saving.error} />
    </form>
  );
}
