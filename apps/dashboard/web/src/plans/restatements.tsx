import type { RestatementOnWire } from '@chitieu/contracts';
import { useCatalogue, useScreenValues } from '../api/queries.js';
import { Table, type Column } from '../frame/table.js';
import { printReading } from '../number/format-number.js';
import { printInstant } from '../number/format-time.js';
import { useIndicatorName } from '../text/indicator-name.js';
import { useSay } from '../text/say.js';
import { StateMark } from '../unit/state-mark.js';
import { STATES_BY_NEED, type UnitState } from '../unit/unit-state.js';
import { useView } from '../view.js';

/** Published figures that are others now: what was printed, what is known, and which corrections made the difference. */
export function Restatements({ items }: { items: RestatementOnWire[] }) {
  const { t } = useSay();
  const columns = useColumns();
  if (items.length === 0) return <p className="soft">{t('plans.noRestatement')}</p>;
  return (
    <Table
      label={t('plans.restatements')}
      columns={columns}
      rows={items}
      keyOf={({ publisher, orgUnit, indicator, dimension, revision, foundAt }) =>
        [publisher, orgUnit, indicator, dimension, revision, foundAt].join('/')
      }
    />
  );
}

function useColumns(): Column<RestatementOnWire>[] {
  const { t } = useSay();
  const { unit, period } = useView();
  const { data: values = [] } = useScreenValues(unit, period);
  const names = new Map(values.map(({ orgUnit }) => [orgUnit.code, orgUnit.name]));
  const nameOf = useIndicatorName();
  return [
    { key: 'indicator', label: t('plans.indicator'), cell: ({ indicator, dimension }) => nameOf(indicator, dimension) },
    { key: 'unit', label: t('plans.unit'), cell: ({ orgUnit }) => names.get(orgUnit) ?? orgUnit },
    { key: 'published', label: t('plans.published'), isNumber: true, cell: (of) => <Side of={of} at="published" /> },
    { key: 'restated', label: t('plans.restated'), isNumber: true, cell: (of) => <Side of={of} at="restated" /> },
    { key: 'state', label: t('plans.status'), cell: (of) => <StateChange of={of} /> },
    { key: 'found', label: t('plans.found'), cell: ({ foundAt }) => printInstant(foundAt) },
    { key: 'why', label: t('plans.because'), cell: (of) => <Causes of={of} /> },
    {
      key: 'closed',
      label: t('plans.republished'),
      cell: ({ closedBy }) => (closedBy === null ? t('plans.notYet') : t('plans.inRevision', { revision: closedBy })),
    },
  ];
}

function Side({ of, at }: { of: RestatementOnWire; at: 'published' | 'restated' }) {
  const { language } = useSay();
  const { data: catalogue } = useCatalogue();
  const unit = catalogue?.get(of.indicator)?.unit;
  const { actual } = of[at];
  return actual && unit ? printReading(actual, unit, language) : '–';
}

const isState = (status: string): status is UnitState => (STATES_BY_NEED as readonly string[]).includes(status);

/** What the reader acts on: whether the place is judged otherwise now. */
function StateChange({ of: { published, restated } }: { of: RestatementOnWire }) {
  const mark = (status: string | null) => (status !== null && isState(status) ? <StateMark state={status} /> : '–');
  if (published.status === restated.status) return mark(restated.status);
  return (
    <>
      {mark(published.status)} → {mark(restated.status)}
    </>
  );
}

function Causes({ of: { causes, causeCount } }: { of: RestatementOnWire }) {
  const { t } = useSay();
  return (
    <span className="wrapping soft">
      {causes.map(({ kind, id, period, ver, acceptedAt, reason }) => (
        <span key={`${kind}/${id}/${period}`} className="cause">
          {[
            t(`imports.kinds.${kind}`),
            [id, period].filter(Boolean).join(' '),
            t('plans.version', { ver }),
            printInstant(acceptedAt),
            reason,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      ))}
      {causeCount > causes.length && t('plans.moreCauses', { count: causeCount - causes.length })}
    </span>
  );
}
