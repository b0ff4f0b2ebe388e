import { Link } from 'react-router';
import type { IndicatorOnWire, IndicatorValue } from '@chitieu/contracts';
import { Figure } from '../first-screen/figure.js';
import type { DataColumn } from '../frame/data-table.js';
import { printCount, printLevel, printPercent, printReading } from '../number/format-number.js';
import type { Quotient } from '../number/round-exact.js';
import { useSay } from '../text/say.js';
import { StateMark } from '../unit/state-mark.js';
import { shortName } from '../unit/unit-name.js';
import { needOf, stateOf } from '../unit/unit-state.js';
import { useAddressOf, useView } from '../view.js';
import { differenceFromPlan, shareOfPlan, toNumber } from './compare.js';
import { usePrintDifference } from './plan-comparison.js';

/** Unit and state, then the figures. */
export function useBelowColumns(indicator: IndicatorOnWire): DataColumn<IndicatorValue>[] {
  const { t } = useSay();
  const { period } = useView();
  const addressOf = useAddressOf();
  const figures = useFigureColumns(indicator);
  const differences = useDifferenceColumns(indicator);
  return [
    {
      key: 'unit',
      label: t('indicators.unit'),
      order: ({ orgUnit }) => shortName(orgUnit.name),
      cell: ({ orgUnit }) => (
        <Link to={addressOf(orgUnit.code, period, `indicators/${indicator.code}`)}>{shortName(orgUnit.name)}</Link>
      ),
    },
    {
      key: 'need',
      label: t('indicators.state'),
      order: (value) => needOf(stateOf(value)),
      cell: (value) => <StateMark state={stateOf(value)} />,
    },
    ...figures,
    ...differences,
  ];
}

function useFigureColumns({ unit }: IndicatorOnWire): DataColumn<IndicatorValue>[] {
  const { t, language } = useSay();
  return [
    {
      key: 'value',
      label: t('indicators.value'),
      isNumber: true,
      order: ({ actual }) => (actual ? Number(actual.value) : null),
      cell: (value) => <Figure value={value} unit={unit} />,
      total: (rows) => printed(sumOf(rows, unit), (sum) => printReading(sum, unit, language)),
    },
    {
      key: 'plan',
      label: t('indicators.plan'),
      isNumber: true,
      order: ({ target }) => (target?.level ? Number(target.level) : null),
      cell: ({ target }) => (target?.level ? printLevel(target.level, unit, language) : '–'),
    },
  ];
}

function useDifferenceColumns({ unit, direction }: IndicatorOnWire): DataColumn<IndicatorValue>[] {
  const { t, language } = useSay();
  const printDifference = usePrintDifference(unit);
  const column = (key: string, of: (value: IndicatorValue) => Maybe, print: (of: Quotient) => string) => ({
    ...{ key, label: t(`indicators.${key}`), isNumber: true },
    order: (value: IndicatorValue) => numberOf(of(value)),
    cell: (value: IndicatorValue) => printed(of(value), print),
  });
  const columns = [
    column('difference', (value) => differenceFromPlan(value, unit)?.own, printDifference),
    column(
      'differenceHouseholds',
      (value) => differenceFromPlan(value, unit)?.households,
      (of) => printCount(of, language),
    ),
    column(
      'share',
      (value) => shareOfPlan(value, direction),
      (of) => printPercent(of, language, 1),
    ),
  ];
  const says = direction === 'ascending' ? 'share' : 'differenceHouseholds';
  return columns.filter(({ key }) => key === 'difference' || key === says);
}

/** What the rows shown come to; a rate is the quotient of the sums. */
function sumOf(rows: readonly IndicatorValue[], unit: IndicatorOnWire['unit']): { num: string; den: string } | null {
  const told = rows.flatMap(({ actual }) => actual ?? []);
  if (told.length === 0 || unit === 'percentagePoints') return null;
  const add = (of: 'num' | 'den'): string => told.reduce((sum, ratio) => sum + BigInt(ratio[of]), 0n).toString();
  return { num: add('num'), den: unit === 'ratio' || unit === 'units' ? add('den') : '1' };
}

type Maybe = Quotient | null | undefined;
const numberOf = (of: Maybe): number | null => (of ? toNumber(of) : null);
const printed = (of: Maybe, print: (of: Quotient) => string): string => (of ? print(of) : '–');
