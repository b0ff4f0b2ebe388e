import type { PeriodOnWire } from '@chitieu/contracts';
import { Table, type Column } from '../frame/table.js';
import { printInstant } from '../number/format-time.js';
import { useSay } from '../text/say.js';
import { useView } from '../view.js';
import { useUnitsAbove } from './queries.js';

type Step = PeriodOnWire['steps'][number];

/** Who did what with the period, when, for which unit, and why; the newest first. */
export function PeriodHistory({ steps }: { steps: readonly Step[] }) {
  const { t } = useSay();
  const { unit, period } = useView();
  const above = useUnitsAbove(unit, period);
  if (steps.length === 0) return <p className="soft">{t('plans.noStep')}</p>;
  const nameOf = (code: string): string => above.find((one) => one.code === code)?.name ?? code;
  const columns: Column<Step>[] = [
    { key: 'when', label: t('plans.when'), cell: ({ at }) => printInstant(at) },
    { key: 'step', label: t('plans.step'), cell: ({ step }) => t(`plans.steps.${step}`) },
    {
      key: 'who',
      label: t('plans.who'),
      cell: ({ by, byUnit }) => (byUnit === unit ? by : `${by} · ${nameOf(byUnit)}`),
    },
    { key: 'why', label: t('plans.why'), cell: ({ reason }) => <span className="wrapping">{reason ?? '–'}</span> },
  ];
  return (
    <Table label={t('plans.history')} columns={columns} rows={[...steps].reverse()} keyOf={({ step, at }) => `${step}/${at}`} />
  );
}
