import type { PlanDifferenceOnWire } from '@chitieu/contracts';
import { Link, useSearchParams } from 'react-router';
import { Severity } from '../data-quality/severity.js';
import { Answered } from '../frame/answered.js';
import { Table, type Column } from '../frame/table.js';
import { printDecimal, printMoney, printPercentagePoints } from '../number/format-number.js';
import { useSay } from '../text/say.js';
import { shortName } from '../unit/unit-name.js';
import { useAddressOf, useChangeView, useView } from '../view.js';
import { useReconciliation } from './queries.js';

/** Where the plan of one level is not what the level below made of it. */
export function Differences() {
  const { t } = useSay();
  const { unit, period } = useView();
  return (
    <section className="card part" aria-labelledby="differences-title" data-part="differences">
      <div className="bar">
        <h2 id="differences-title">{t('plans.differences')}</h2>
      </div>
      <Answered of={useReconciliation(unit, period)}>{({ items }) => <List items={items} />}</Answered>
    </section>
  );
}

function List({ items }: { items: PlanDifferenceOnWire[] }) {
  const { t } = useSay();
  const [search] = useSearchParams();
  const change = useChangeView();
  const withNotes = search.get('notes') === 'true';
  const notes = items.filter(({ severity }) => severity === 'info').length;
  const shown = withNotes ? items : items.filter(({ severity }) => severity !== 'info');
  const columns = useColumns();
  return (
    <>
      {shown.length > 0 ? (
        <Table
          label={t('plans.differences')}
          columns={columns}
          rows={shown}
          keyOf={({ orgUnit, rule, indicator, dimension, line }) => [orgUnit.code, rule, indicator, dimension, line].join('/')}
        />
      ) : (
        <p className="padded">{t('plans.agreed')}</p>
      )}
      {notes > 0 && (
        <label className="tick-box padded">
          <input type="checkbox" checked={withNotes} onChange={() => change({ notes: withNotes ? null : 'true' })} />
          {t('plans.onlyNotes', { count: notes })}
        </label>
      )}
    </>
  );
}

function useColumns(): Column<PlanDifferenceOnWire>[] {
  const { t, say } = useSay();
  const { period } = useView();
  const addressOf = useAddressOf();
  const print = useAmount();
  return [
    {
      key: 'whose',
      label: t('plans.whose'),
      cell: ({ orgUnit }) => <Link to={addressOf(orgUnit.code, period, 'plans')}>{shortName(orgUnit.name)}</Link>,
    },
    { key: 'severity', label: t('data-quality.severity'), cell: ({ severity }) => <Severity of={severity} /> },
    { key: 'what', label: t('plans.what'), cell: ({ message }) => <span className="wrapping">{say(message)}</span> },
    { key: 'above', label: t('plans.above'), isNumber: true, cell: ({ above, measure }) => print(above.amount, measure) },
    { key: 'below', label: t('plans.below'), isNumber: true, cell: ({ below, measure }) => print(below.amount, measure) },
    { key: 'by', label: t('plans.by'), isNumber: true, cell: ({ amount, measure }) => print(amount, measure) },
    {
      key: 'cause',
      label: t('plans.cause'),
      cell: ({ causes, mend }) => (
        <span className="wrapping soft">{[...causes.map(({ message }) => say(message)), say(mend)].join(' ')}</span>
      ),
    },
  ];
}

function useAmount(): (amount: string | null, measure: PlanDifferenceOnWire['measure']) => string {
  const { language } = useSay();
  return (amount, measure) => {
    if (amount === null) return '–';
    if (measure === 'dong') return printMoney(amount, language);
    if (measure === 'ratio') return printPercentagePoints({ num: amount, den: '1' }, language);
    return printDecimal(
      amount.replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros)),
      language,
    );
  };
}
