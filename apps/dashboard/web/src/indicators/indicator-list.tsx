import { TextInput } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { foldAccents } from '@chitieu/domain';
import type { IndicatorOnWire, IndicatorValue } from '@chitieu/contracts';
import { useCatalogue } from '../api/queries.js';
import { Figure } from '../first-screen/figure.js';
import { Answered } from '../frame/answered.js';
import { Table, type Column } from '../frame/table.js';
import { printLevel } from '../number/format-number.js';
import { useSay } from '../text/say.js';
import { StateMark } from '../unit/state-mark.js';
import { stateOf } from '../unit/unit-state.js';
import { useAddressOf, useChangeView, useView } from '../view.js';
import { About } from './about.js';
import { useEveryIndicator } from './queries.js';
import './indicators.css';

const GROUPS = ['households', 'money', 'reporting'] as const;
interface Row {
  indicator: IndicatorOnWire;
  value: IndicatorValue;
}

/** Every indicator of the unit, by topic. */
export function IndicatorList() {
  const { t, say } = useSay();
  const { unit, period } = useView();
  const [search] = useSearchParams();
  const change = useChangeView();
  const { data: catalogue } = useCatalogue();
  const text = search.get('q') ?? '';
  const rowsOf = (values: readonly IndicatorValue[]): Row[] =>
    values
      .filter(({ dimension }) => dimension === null)
      .flatMap((value) => {
        const indicator = catalogue?.get(value.indicator);
        return indicator && foldAccents(say(indicator.name)).includes(foldAccents(text)) ? [{ indicator, value }] : [];
      });
  return (
    <>
      <TextInput
        className="part find"
        label={t('indicators.search')}
        type="search"
        value={text}
        onChange={({ currentTarget }) => change({ q: currentTarget.value || null }, { replace: true })}
      />
      <Answered of={useEveryIndicator(unit, period)}>
        {(values) => {
          const rows = rowsOf(values);
          if (rows.length === 0) return <p className="soft">{t(catalogue ? 'indicators.none' : 'app.loading')}</p>;
          return GROUPS.map((group) => (
            <Topic key={group} group={group} rows={rows.filter(({ indicator }) => indicator.group === group)} />
          ));
        }}
      </Answered>
    </>
  );
}

function Topic({ group, rows }: { group: (typeof GROUPS)[number]; rows: readonly Row[] }) {
  const { t } = useSay();
  const columns = useColumns();
  if (rows.length === 0) return null;
  const title = t(`indicators.group.${group}`);
  return (
    <section className="card part" data-group={group}>
      <div className="bar">
        <h2>{title}</h2>
      </div>
      <Table label={title} columns={columns} rows={rows} keyOf={({ indicator }) => indicator.code} />
    </section>
  );
}

function useColumns(): Column<Row>[] {
  const { t, say, language, reason } = useSay();
  const { unit, period } = useView();
  const addressOf = useAddressOf();
  return [
    {
      key: 'name',
      label: t('indicators.indicator'),
      cell: ({ indicator, value }) => (
        <span className="named">
          <Link to={addressOf(unit, period, `indicators/${indicator.code}`)}>{say(indicator.name)}</Link>
          <About indicator={indicator} value={value} />
        </span>
      ),
    },
    {
      key: 'value',
      label: t('indicators.value'),
      isNumber: true,
      cell: ({ indicator, value }) => <Figure value={value} unit={indicator.unit} />,
    },
    {
      key: 'plan',
      label: t('indicators.plan'),
      isNumber: true,
      cell: ({ indicator, value }) =>
        value.target?.level ? (
          printLevel(value.target.level, indicator.unit, language)
        ) : (
          <span className="missing" title={reason('no_target')}>
            –<span className="unseen"> {reason('no_target')}</span>
          </span>
        ),
    },
    { key: 'state', label: t('indicators.state'), cell: ({ value }) => <StateMark state={stateOf(value)} /> },
  ];
}
