import { TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { Level } from '@chitieu/domain';
import type { IndicatorOnWire, IndicatorValue, UnitOnWire } from '@chitieu/contracts';
import { DataTable, type DataTableState } from '../frame/data-table.js';
import { useSay } from '../text/say.js';
import { needOf, stateOf } from '../unit/unit-state.js';
import { useChangeView } from '../view.js';
import { useBelowColumns } from './below-columns.js';

/** What of the table stands in the address. */
function useTableState(): DataTableState {
  const [search] = useSearchParams();
  return {
    sort: search.get('by'),
    descending: search.get('direction') === 'descending',
    find: search.get('find') ?? '',
    hidden: search.get('hide')?.split(',') ?? [],
  };
}

interface UnitsBelowProps {
  indicator: IndicatorOnWire;
  of: UnitOnWire;
  values: readonly IndicatorValue[];
}

/** The units below, those that need action first. */
export function UnitsBelow({ indicator, of, values }: UnitsBelowProps) {
  const { t } = useSay();
  const change = useChangeView();
  const columns = useBelowColumns(indicator);
  const state = useTableState();
  const rows = useMemo(() => [...values].sort((a, b) => needOf(stateOf(a)) - needOf(stateOf(b))), [values]);
  if (values.length === 0) return null;
  return (
    <section className="card part" data-part="below">
      <div className="bar">
        <h2>{t('indicators.below')}</h2>
        <LevelChoice below={of.level} />
      </div>
      <Choices columns={columns.slice(1)} state={state} />
      <DataTable
        label={t('indicators.below')}
        columns={columns}
        rows={rows}
        keyOf={({ orgUnit }) => orgUnit.code}
        nameOf={({ orgUnit }) => orgUnit.name}
        state={state}
        onSort={(key, descending) => change({ by: key, direction: descending ? 'descending' : 'ascending' })}
        totalLabel={t('indicators.total')}
        countLabel={(shown) => t('indicators.rows', { shown, all: rows.length })}
      />
    </section>
  );
}

/** Which rows and which columns. */
function Choices({ columns, state: { find, hidden } }: { columns: { key: string; label: string }[]; state: DataTableState }) {
  const { t } = useSay();
  const change = useChangeView();
  const toggle = (key: string): void => {
    const left = hidden.includes(key) ? hidden.filter((one) => one !== key) : [...hidden, key];
    change({ hide: left.length > 0 ? left.join(',') : null });
  };
  return (
    <div className="filters">
      <TextInput
        type="search"
        label={t('indicators.find')}
        value={find}
        onChange={({ currentTarget }) => change({ find: currentTarget.value || null }, { replace: true })}
      />
      <details className="columns">
        <summary>{t('indicators.columns')}</summary>
        {columns.map(({ key, label }) => (
          <label key={key}>
            <input type="checkbox" checked={!hidden.includes(key)} onChange={() => toggle(key)} /> {label}
          </label>
        ))}
      </details>
    </div>
  );
}

/** A province's districts, or its communes at once. */
function LevelChoice({ below }: { below: Level }) {
  const { t } = useSay();
  const change = useChangeView();
  const [search] = useSearchParams();
  if (below !== 'province') return null;
  return (
    <label>
      {t('indicators.level')}{' '}
      <select value={search.get('level') ?? ''} onChange={({ currentTarget }) => change({ level: currentTarget.value || null })}>
        <option value="">{t('indicators.direct')}</option>
        <option value="commune">{t('below.commune')}</option>
      </select>
    </label>
  );
}
