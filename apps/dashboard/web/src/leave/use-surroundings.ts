import type { IndicatorValue, OrgUnitOnWire } from '@chitieu/contracts';
import { useSearchParams } from 'react-router';
import { printInstant, printPeriod } from '../number/format-time.js';
import { useSay } from '../text/say.js';
import type { Surroundings } from './sheet.js';

/** What of the address opens a panel and narrows nothing. */
const NOT_A_FILTER = new Set(['explain', 'of', 'at', 'dimension']);

/** What a file or a sheet of paper says about the figures on it. */
export function useSurroundings(
  title: string,
  unit: OrgUnitOnWire | undefined,
  period: string,
  values: readonly IndicatorValue[],
): Surroundings {
  const { t, language } = useSay();
  const [search] = useSearchParams();
  const filters = [...search].filter(([name]) => !NOT_A_FILTER.has(name)).map(([name, value]) => `${name}: ${value}`);
  const asOf = values[0]?.asOf;
  const finality = t(values.some(({ provisional }) => provisional) ? 'header.provisional' : 'header.official');
  const lines = [
    t('leave.unit', { unit: unit ? `${unit.name} (${unit.code})` : '…' }),
    t('leave.period', { period: printPeriod(period, language) }),
    ...(filters.length > 0 ? [t('leave.filters', { filters: filters.join('; ') })] : []),
    ...(asOf ? [`${t('header.asOf', { time: printInstant(asOf) })} · ${finality}`] : []),
    ...(values.some(({ sample }) => sample) ? [t('header.sampleWhy')] : []),
  ];
  const tellCut = (here: number, all: number): string => t('leave.cut', { here, all });
  return { title, lines, notesTitle: t('notes.title'), source: t('leave.source', { address: location.href }), tellCut };
}
