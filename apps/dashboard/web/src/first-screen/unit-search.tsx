import { Autocomplete } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { useNavigate } from 'react-router';
import { useUnitSearch } from '../api/queries.js';
import { useSay } from '../text/say.js';
import { useAddressOf } from '../view.js';

const MOST_SHOWN = 12;

/** Finds a unit by its name, typed with or without accents; the server folds them. */
export function UnitSearch({ period }: { period: string }) {
  const { t } = useSay();
  const navigate = useNavigate();
  const addressOf = useAddressOf();
  const [text, setText] = useState('');
  const { data: found = [] } = useUnitSearch(useDeferredValue(text), period);
  const shown = text.trim() === '' ? [] : found.slice(0, MOST_SHOWN);
  return (
    <Autocomplete
      className="search"
      size="xs"
      aria-label={t('header.find')}
      placeholder={t('header.find')}
      value={text}
      onChange={setText}
      data={shown.map(({ code, name, ancestors }) => ({ value: code, label: `${name}${within(ancestors.at(-1)?.name)}` }))}
      filter={({ options }) => options}
      onOptionSubmit={(code) => {
        setText('');
        void navigate(addressOf(code, period));
      }}
      comboboxProps={{ width: 320, position: 'bottom-start' }}
      selectFirstOptionOnChange
    />
  );
}

const within = (parent: string | undefined): string => (parent ? ` · ${parent}` : '');
