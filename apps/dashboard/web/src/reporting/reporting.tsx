import type { ReportingOnWire } from '@chitieu/contracts';
import { Link, useSearchParams } from 'react-router';
import { Answered } from '../frame/answered.js';
import { Table, type Column } from '../frame/table.js';
import { printInstant } from '../number/format-time.js';
import { useSay } from '../text/say.js';
import { shortName } from '../unit/unit-name.js';
import { useAddressOf, useChangeView, useView } from '../view.js';
import { Occasions } from './occasions.js';
import { Owed } from './owed.js';
import { useReporting } from './queries.js';

/** Who has not sent what: units by forms, and below it every due day. */
export function Reporting() {
  const { unit, period } = useView();
  return (
    <Answered of={useReporting(unit, period)}>
      {(reporting) => (
        <>
          <Matrix reporting={reporting} />
          <Occasions reporting={reporting} />
        </>
      )}
    </Answered>
  );
}

interface Row {
  orgUnit: ReportingOnWire['orgUnit'];
  isWhole: boolean;
  forms: ReportingOnWire['children'][number]['forms'];
}

function Matrix({ reporting }: { reporting: ReportingOnWire }) {
  const { t } = useSay();
  const [search] = useSearchParams();
  const change = useChangeView();
  const onlyOwing = search.get('owing') === 'true';
  const below = reporting.children.filter(
    ({ forms }) => !onlyOwing || forms.some(({ missing, returned }) => missing + returned > 0),
  );
  const rows: Row[] = [
    { orgUnit: reporting.orgUnit, isWhole: true, forms: reporting.forms },
    ...[...below].sort((a, b) => owedBy(b) - owedBy(a)).map((child) => ({ ...child, isWhole: false })),
  ];
  return (
    <section className="card part" aria-labelledby="matrix-title">
      <div className="bar">
        <h2 id="matrix-title">{t('reporting.matrix')}</h2>
        <span className="soft wrapping">{t('reporting.about', { time: printInstant(reporting.asOf) })}</span>
        <label className="tick-box">
          <input type="checkbox" checked={onlyOwing} onChange={() => change({ owing: onlyOwing ? null : 'true' })} />
          {t('reporting.only')}
        </label>
      </div>
      <Table label={t('reporting.matrix')} columns={useColumns(reporting)} rows={rows} keyOf={({ orgUnit }) => orgUnit.code} />
      {onlyOwing && below.length === 0 && <p className="soft padded">{t('reporting.nobody')}</p>}
    </section>
  );
}

const owedBy = ({ forms }: Pick<Row, 'forms'>): number =>
  forms.reduce((sum, { missing, returned }) => sum + missing + returned, 0);

function useColumns({ forms, period }: ReportingOnWire): Column<Row>[] {
  const { t, say } = useSay();
  const addressOf = useAddressOf();
  const name: Column<Row> = {
    key: 'unit',
    label: t('reporting.unit'),
    cell: ({ orgUnit, isWhole }) =>
      isWhole ? (
        <strong>{t('reporting.whole')}</strong>
      ) : (
        <Link to={addressOf(orgUnit.code, period, 'reporting')}>{shortName(orgUnit.name)}</Link>
      ),
  };
  return [
    name,
    ...forms.map(({ form, name: formName }) => ({
      key: form,
      label: say(formName),
      cell: (row: Row) => <Owed of={row.forms.find((one) => one.form === form)} />,
    })),
  ];
}
