import type { PlanInLedger } from '@chitieu/contracts';
import { useCatalogue } from '../api/queries.js';
import { Table, type Column } from '../frame/table.js';
import { printLevel, type IndicatorUnit } from '../number/format-number.js';
import { printDate } from '../number/format-time.js';
import { useIndicatorName } from '../text/indicator-name.js';
import { useSay } from '../text/say.js';

interface Row {
  target: PlanInLedger['targets'][number];
  line: PlanInLedger['lines'][number] | undefined;
}

export function Targets({ plan }: { plan: PlanInLedger }) {
  const { t } = useSay();
  const rows = plan.targets.map((target, i) => ({ target, line: plan.lines[i] }));
  if (rows.length === 0) return null;
  return (
    <Table
      label={t('plans.targets')}
      columns={useColumns(plan.planId)}
      rows={rows}
      keyOf={({ target }) => [target.indicator, target.dimension].filter(Boolean).join('/')}
    />
  );
}

function useColumns(planId: string): Column<Row>[] {
  const { t, language, reason } = useSay();
  const { data: catalogue } = useCatalogue();
  const print = (level: string | undefined | null, { indicator }: Row['target']): string =>
    level ? printLevel(level, (catalogue?.get(indicator)?.unit ?? 'households') as IndicatorUnit, language) : '–';
  const nameOf = useIndicatorName();
  return [
    { key: 'indicator', label: t('plans.indicator'), cell: ({ target }) => nameOf(target.indicator, target.dimension) },
    { key: 'kind', label: t('plans.kind'), cell: ({ target }) => t(`plans.kinds.${target.kind}`) },
    {
      key: 'value',
      label: t('plans.value'),
      isNumber: true,
      cell: ({ target }) =>
        target.kind === 'range' ? `${print(target.min, target)} – ${print(target.max, target)}` : print(target.value, target),
    },
    {
      key: 'baseline',
      label: t('plans.baseline'),
      isNumber: true,
      cell: ({ target }) => (
        <>
          {print(target.baseline, target)} {target.baselineDate && <span className="soft">{printDate(target.baselineDate)}</span>}
        </>
      ),
    },
    { key: 'trajectory', label: t('plans.trajectory'), cell: ({ target }) => t(`plans.trajectories.${target.trajectory.kind}`) },
    {
      key: 'toDate',
      label: t('plans.toDate'),
      isNumber: true,
      cell: ({ target, line }) =>
        line?.expectedToDate ? (
          print(line.expectedToDate, target)
        ) : (
          <span className="missing">– {line?.reason && reason(line.reason)}</span>
        ),
    },
    { key: 'counts', label: t('plans.counts'), cell: ({ line }) => t(...countsIn(line?.countedIn ?? null, planId)) },
  ];
}

const countsIn = (plan: string | null, here: string): [string, { plan?: string }] =>
  plan === null ? ['plans.notCounted', {}] : plan === here ? ['plans.countsHere', {}] : ['plans.countsElsewhere', { plan }];
