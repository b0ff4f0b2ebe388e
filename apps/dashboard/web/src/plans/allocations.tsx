import type { PlanInLedger } from '@chitieu/contracts';
import { Table, type Column } from '../frame/table.js';
import { printMoney } from '../number/format-number.js';
import { useSay } from '../text/say.js';

type Line = PlanInLedger['allocations'][number] & { place: number };

export function Allocations({ plan: { allocations, assignedDong } }: { plan: PlanInLedger }) {
  const { t, language } = useSay();
  const rows = allocations.map((line, place) => ({ ...line, place }));
  const columns = useColumns();
  return (
    <>
      {rows.length > 0 && (
        <Table label={t('plans.allocations')} columns={columns} rows={rows} keyOf={({ place }) => `allocation-${place}`} />
      )}
      {assignedDong && <p className="padded">{t('plans.assigned', { amount: printMoney(assignedDong, language) })}</p>}
    </>
  );
}

function useColumns(): Column<Line>[] {
  const { t, language } = useSay();
  return [
    {
      key: 'line',
      label: t('plans.line'),
      cell: ({ programme, project, subProject }) => [programme, project, subProject].filter(Boolean).join(' '),
    },
    { key: 'amount', label: t('plans.amount'), isNumber: true, cell: ({ amountDong }) => printMoney(amountDong, language) },
    { key: 'year', label: t('plans.year'), cell: ({ originYear }) => originYear },
    { key: 'led', label: t('plans.led'), cell: ({ ownerLevel }) => t(`level.${ownerLevel}`) },
    { key: 'note', label: t('plans.note'), cell: ({ note }) => <span className="wrapping soft">{note ?? '–'}</span> },
  ];
}
