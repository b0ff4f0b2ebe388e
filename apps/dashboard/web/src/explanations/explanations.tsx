import type { ExplanationRequest } from '@chitieu/contracts';
import { Link, useSearchParams } from 'react-router';
import { useCatalogue, useScreenValues } from '../api/queries.js';
import { Answered } from '../frame/answered.js';
import { Table, type Column } from '../frame/table.js';
import { daysBetween, printDate } from '../number/format-time.js';
import { useSay } from '../text/say.js';
import { shortName } from '../unit/unit-name.js';
import { useAddressOf, useChangeView, useView } from '../view.js';
import { useExplanationRequests, WAITING } from './queries.js';

const STATES = ['asked', 'replied', 'accepted'] as const;

/** What the unit and those below it were asked to explain: what is late first. */
export function Explanations() {
  const { t } = useSay();
  const { unit } = useView();
  const change = useChangeView();
  const [search] = useSearchParams();
  const state = STATES.find((one) => one === search.get('state'));
  const requests = useExplanationRequests(unit, state ?? WAITING);
  const columns = useColumns();
  return (
    <section className="card part" aria-labelledby="explanations-title">
      <div className="bar">
        <h2 id="explanations-title">{state ? t(`answering.states.${state}`) : t('explanations.all')}</h2>
        <span className="soft wrapping">{t('explanations.about')}</span>
      </div>
      <div className="filters">
        <div className="choice" role="group" aria-label={t('explanations.state')}>
          {[undefined, ...STATES].map((one) => (
            <button key={one ?? 'all'} type="button" aria-pressed={one === state} onClick={() => change({ state: one ?? null })}>
              {one ? t(`answering.states.${one}`) : t('explanations.all')}
            </button>
          ))}
        </div>
      </div>
      <Answered of={requests}>
        {({ items }) => (
          <>
            <Table label={t('explanations.title')} columns={columns} rows={items} keyOf={({ alert }) => alert} />
            {items.length === 0 && <p className="soft padded">{t('explanations.none')}</p>}
          </>
        )}
      </Answered>
    </section>
  );
}

function useColumns(): Column<ExplanationRequest>[] {
  const { t, say } = useSay();
  const { unit, period } = useView();
  const addressOf = useAddressOf();
  const { data: catalogue } = useCatalogue();
  return [
    {
      key: 'unit',
      label: t('explanations.unit'),
      cell: ({ alert, orgUnit }) => <Link to={addressOf(unit, period, `alerts/${alert}`)}>{shortName(orgUnit.name)}</Link>,
    },
    {
      key: 'what',
      label: t('explanations.what'),
      cell: ({ indicator, period: of }) => {
        const name = catalogue?.get(indicator)?.name;
        return <span className="wrapping">{[name ? say(name) : indicator, of].join(' · ')}</span>;
      },
    },
    {
      key: 'question',
      label: t('explanations.question'),
      cell: ({ explanation }) => <span className="wrapping">{explanation.question}</span>,
    },
    { key: 'state', label: t('explanations.state'), cell: ({ explanation }) => t(`answering.states.${explanation.state}`) },
    { key: 'due', label: t('explanations.due'), cell: (request) => <Due of={request} /> },
  ];
}

/** By the clock that the figures live by; what was replied to is not late. */
function Due({ of: { explanation } }: { of: ExplanationRequest }) {
  const { t } = useSay();
  const { unit, period } = useView();
  const { data: values } = useScreenValues(unit, period);
  const asOf = values?.[0]?.asOf;
  const left = asOf ? daysBetween(asOf, `${explanation.dueOn}T00:00:00+07:00`) : null;
  const date = printDate(explanation.dueOn);
  if (left === null || explanation.state !== 'asked') return <>{date}</>;
  if (left < 0)
    return (
      <span className="state off">
        <span aria-hidden="true">■</span> {date} · {t('explanations.late', { count: -left })}
      </span>
    );
  return (
    <>
      {date} <span className="soft">{left === 0 ? t('explanations.today') : t('explanations.left', { count: left })}</span>
    </>
  );
}
