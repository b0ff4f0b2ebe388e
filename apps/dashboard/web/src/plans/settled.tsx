import type { RestatementOnWire } from '@chitieu/contracts';
import { useCatalogue } from '../api/queries.js';
import { Answered } from '../frame/answered.js';
import { Table, type Column } from '../frame/table.js';
import { printReading } from '../number/format-number.js';
import { printInstant } from '../number/format-time.js';
import { useIndicatorName } from '../text/indicator-name.js';
import { useSay } from '../text/say.js';
import { useView } from '../view.js';
import { useSettled } from './queries.js';

/** Who closed and published the period, and which published figure is another one now. */
export function Settled() {
  const { t } = useSay();
  const { unit, period } = useView();
  return (
    <section className="card part" aria-labelledby="settled-title" data-part="settled">
      <div className="bar">
        <h2 id="settled-title">{t('plans.settled')}</h2>
      </div>
      <Answered of={useSettled(unit, period)}>
        {({ period: of, restatements }) => (
          <div className="padded">
            {of ? <p>{t(`plans.periodState.${of.state}`)}</p> : <p className="soft">{t('plans.noStep')}</p>}
            <ul>
              {of?.steps.map(({ step, by, at, reason }) => (
                <li key={`${step}/${at}`}>
                  {printInstant(at)} · {t(`plans.steps.${step}`)} · {by}
                  {reason && <span className="soft"> · {reason}</span>}
                </li>
              ))}
            </ul>
            {of && <Restatements items={restatements} />}
          </div>
        )}
      </Answered>
    </section>
  );
}

function Restatements({ items }: { items: RestatementOnWire[] }) {
  const { t } = useSay();
  const columns = useColumns();
  if (items.length === 0) return <p className="soft">{t('plans.noRestatement')}</p>;
  return (
    <Table
      label={t('plans.restatements')}
      columns={columns}
      rows={items}
      keyOf={({ orgUnit, indicator, dimension, revision }) => [orgUnit, indicator, dimension, revision].join('/')}
    />
  );
}

function useColumns(): Column<RestatementOnWire>[] {
  const { t, language } = useSay();
  const { data: catalogue } = useCatalogue();
  const print = ({ indicator }: RestatementOnWire, actual: RestatementOnWire['published']['actual']): string => {
    const unit = catalogue?.get(indicator)?.unit;
    return actual && unit ? printReading(actual, unit, language) : '–';
  };
  const nameOf = useIndicatorName();
  return [
    { key: 'indicator', label: t('plans.indicator'), cell: ({ indicator, dimension }) => nameOf(indicator, dimension) },
    { key: 'unit', label: t('plans.unit'), cell: ({ orgUnit }) => orgUnit },
    { key: 'published', label: t('plans.published'), isNumber: true, cell: (of) => print(of, of.published.actual) },
    { key: 'restated', label: t('plans.restated'), isNumber: true, cell: (of) => print(of, of.restated.actual) },
    { key: 'found', label: t('plans.found'), cell: ({ foundAt }) => printInstant(foundAt) },
    {
      key: 'why',
      label: t('plans.cause'),
      cell: ({ causes }) => (
        <span className="wrapping soft">{causes.map(({ kind, id, ver }) => `${kind} ${id} (${ver})`).join('; ')}</span>
      ),
    },
  ];
}
