import type { ReportingOnWire } from '@chitieu/contracts';
import { Table, type Column } from '../frame/table.js';
import { daysBetween, printDate, printPeriod } from '../number/format-time.js';
import { useSay } from '../text/say.js';
import { Owed } from './owed.js';

type Form = ReportingOnWire['forms'][number];
interface Row {
  form: Form;
  occasion: Form['occasions'][number];
}

/** Every due day of the year, those nearest to today first: what is over, then what is to come. */
export function Occasions({ reporting: { forms, asOf } }: { reporting: ReportingOnWire }) {
  const { t } = useSay();
  const rows = forms
    .flatMap((form) => form.occasions.map((occasion) => ({ form, occasion })))
    .sort((a, b) => (a.occasion.dueOn < b.occasion.dueOn ? -1 : 1));
  return (
    <section className="card part" aria-labelledby="occasions-title">
      <div className="bar">
        <h2 id="occasions-title">{t('reporting.occasions')}</h2>
      </div>
      <Table
        label={t('reporting.occasions')}
        columns={useColumns(asOf)}
        rows={rows}
        keyOf={({ form, occasion }) => `${form.form}/${occasion.period}`}
      />
    </section>
  );
}

function useColumns(asOf: string): Column<Row>[] {
  const { t, say, language } = useSay();
  return [
    { key: 'form', label: t('reporting.form'), cell: ({ form }) => <span title={form.legalBasis}>{say(form.name)}</span> },
    { key: 'period', label: t('reporting.period'), cell: ({ occasion }) => printPeriod(occasion.period, language) },
    {
      key: 'due',
      label: t('reporting.due'),
      cell: ({ occasion }) => <Due on={occasion.dueOn} asOf={asOf} isOwed={occasion.missing > 0} />,
    },
    { key: 'state', label: t('reporting.state'), cell: ({ occasion }) => <Owed of={occasion} /> },
  ];
}

function Due({ on, asOf, isOwed }: { on: string; asOf: string; isOwed: boolean }) {
  const { t } = useSay();
  const left = daysBetween(asOf, `${on}T00:00:00+07:00`);
  const words = left < 0 ? isOwed && t('reporting.overdueBy', { count: -left }) : t('reporting.leftUntil', { count: left });
  return (
    <>
      {printDate(on)} {words && <span className="soft">{words}</span>}
    </>
  );
}
