import type { OrgUnitOnWire } from '@chitieu/contracts';
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
      data={shown.map((unit) => ({ value: keyOf(unit), label: labelOf(unit) }))}
      filter={({ options }) => options}
      onOptionSubmit={(key) => {
        const unit = shown.find((candidate) => keyOf(candidate) === key);
        setText('');
        if (unit) void navigate(addressOf(unit.successors[0]?.code ?? unit.code, period));
      }}
      comboboxProps={{ width: 320, position: 'bottom-start' }}
      selectFirstOptionOnChange
    />
  );
}

/** A code may be found twice: as it stands, and as a unit that has ended. */
const keyOf = ({ code, validFrom }: OrgUnitOnWire): string => `${code} ${validFrom}`;

/** What has ended leads to what it became. */
const labelOf = ({ name, ancestors, successors }: OrgUnitOnWire): string =>
  `${name}${within(ancestors.at(-1)?.name)}${successors.length > 0 ? ` → ${successors.map((unit) => unit.name).join(', ')}` : ''}`;

const within = (parent: string | undefined): string => (parent ? ` · ${parent}` : '');
