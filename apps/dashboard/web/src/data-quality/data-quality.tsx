import { useInfiniteQuery } from '@tanstack/react-query';
import type { DataQualityPage, QualityItem } from '@chitieu/contracts';
import { Link, useSearchParams } from 'react-router';
import { REFRESH_MS } from '../api/queries.js';
import { asked, readJson } from '../api/read.js';
import { Answered } from '../frame/answered.js';
import { Table, type Column } from '../frame/table.js';
import { useIndicatorName } from '../text/indicator-name.js';
import { useSay } from '../text/say.js';
import { shortName } from '../unit/unit-name.js';
import { useAddressOf, useChangeView, useView } from '../view.js';
import { Severity, SEVERITIES } from './severity.js';

const useFindings = (orgUnit: string, period: string) =>
  useInfiniteQuery({
    queryKey: ['values', 'data-quality', orgUnit, period],
    queryFn: ({ pageParam }) =>
      readJson<DataQualityPage>(`data-quality?${asked({ orgUnit, period, after: pageParam ?? undefined })}`),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: REFRESH_MS,
  });

/** What contradicts itself at this unit and below it, errors first, by severity and rule. */
export function DataQuality() {
  const { t } = useSay();
  const { unit, period } = useView();
  const findings = useFindings(unit, period);
  return (
    <section className="card part" aria-labelledby="findings-title">
      <div className="bar">
        <h2 id="findings-title">{t('data-quality.finding')}</h2>
        <span className="soft wrapping">{t('data-quality.about')}</span>
      </div>
      <Answered of={findings}>{({ pages }) => <Findings items={pages.flatMap(({ items }) => items)} />}</Answered>
      {findings.hasNextPage && (
        <button type="button" className="quiet padded" onClick={() => void findings.fetchNextPage()}>
          {t('data-quality.more')}
        </button>
      )}
    </section>
  );
}

function Findings({ items }: { items: QualityItem[] }) {
  const { t } = useSay();
  const [search] = useSearchParams();
  const [severity, rule] = [search.get('severity'), search.get('rule')];
  const shown = items.filter((item) => (!severity || item.severity === severity) && (!rule || item.rule === rule));
  return (
    <>
      <Filters items={items} severity={severity} rule={rule} />
      <Table
        label={t('data-quality.finding')}
        columns={useColumns()}
        rows={shown}
        keyOf={({ orgUnit, rule: of, indicator, dimension, message }) =>
          [orgUnit.code, of, indicator, dimension, message.en].join('/')
        }
      />
      {shown.length === 0 && <p className="soft padded">{t('data-quality.none')}</p>}
    </>
  );
}

function Filters({ items, severity, rule }: { items: QualityItem[]; severity: string | null; rule: string | null }) {
  const { t } = useSay();
  const change = useChangeView();
  const rules = [...new Set(items.map((item) => item.rule))].sort();
  return (
    <div className="filters">
      <div className="choice" role="group" aria-label={t('data-quality.severity')}>
        {[null, ...SEVERITIES].map((one) => (
          <button key={one ?? 'all'} type="button" aria-pressed={severity === one} onClick={() => change({ severity: one })}>
            {t(`data-quality.${one ?? 'all'}`)} {items.filter((item) => one === null || item.severity === one).length}
          </button>
        ))}
      </div>
      <label>
        {t('data-quality.rule')}{' '}
        <select value={rule ?? ''} onChange={({ target }) => change({ rule: target.value || null })}>
          <option value="">{t('data-quality.allRules')}</option>
          {rules.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
    </div>
  );
}

function useColumns(): Column<QualityItem>[] {
  const { t, say } = useSay();
  const { period } = useView();
  const addressOf = useAddressOf();
  return [
    {
      key: 'unit',
      label: t('data-quality.unit'),
      cell: ({ orgUnit }) => <Link to={addressOf(orgUnit.code, period, 'data-quality')}>{shortName(orgUnit.name)}</Link>,
    },
    { key: 'severity', label: t('data-quality.severity'), cell: (item) => <Severity of={item.severity} /> },
    { key: 'indicator', label: t('data-quality.indicator'), cell: (item) => <OfIndicator item={item} /> },
    {
      key: 'finding',
      label: t('data-quality.finding'),
      cell: ({ message, arithmetic, rule }) => (
        <span className="wrapping">
          {say(message)} {arithmetic && <span className="soft">{arithmetic}</span>} <code className="soft">{rule}</code>
        </span>
      ),
    },
    {
      key: 'mend',
      label: t('data-quality.mend'),
      cell: ({ mend }) => <span className="wrapping soft">{mend ? say(mend) : '–'}</span>,
    },
  ];
}

/** Opens how the number that is in doubt is computed. */
function OfIndicator({ item: { indicator, dimension, orgUnit } }: { item: QualityItem }) {
  const { t } = useSay();
  const change = useChangeView();
  const { unit } = useView();
  const nameOf = useIndicatorName();
  if (indicator === null) return <span className="soft">{t('data-quality.ofUnit')}</span>;
  const of = orgUnit.code === unit ? null : orgUnit.code;
  return (
    <button
      type="button"
      className="number-button"
      title={t('explain.title')}
      onClick={() => change({ explain: indicator, of, dimension })}
    >
      {nameOf(indicator)}
    </button>
  );
}
