import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useLocation } from 'react-router';
import type { SavedViewRequest } from '@chitieu/contracts';
import { useSay } from '../text/say.js';
import { viewSteps } from './queries.js';
import { LONGEST_NAME } from './saved-view.js';

interface SaveViewProps {
  step: (step: () => Promise<void>) => void;
  isPending: boolean;
}

/** Of `/u/<unit>/<period>/<page>?<query>` the parts that are kept. */
function partsOf({ pathname, search }: { pathname: string; search: string }): Omit<SavedViewRequest, 'name'> {
  const [, , unit = '', period = '', ...page] = pathname.split('/');
  return { orgUnit: decodeURIComponent(unit), period, page: page.join('/'), query: search.slice(1) };
}

/** Keeps what the address says now under a name. */
export function SaveView({ step, isPending }: SaveViewProps) {
  const { t } = useSay();
  const location = useLocation();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    step(() => viewSteps.save({ ...partsOf(location), name: name.trim(), shared }));
    setName('');
  };
  return (
    <form className="save-view" onSubmit={submit}>
      <h3>{t('saved-views.saveThis')}</h3>
      <TextInput
        size="xs"
        label={t('saved-views.name')}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={LONGEST_NAME}
        required
      />
      <label>
        <input type="checkbox" checked={shared} onChange={({ currentTarget }) => setShared(currentTarget.checked)} />{' '}
        {t('saved-views.shared')}
      </label>
      <Button size="xs" type="submit" loading={isPending} disabled={name.trim() === ''}>
        {t('saved-views.save')}
      </Button>
    </form>
  );
}
