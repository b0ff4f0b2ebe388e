import type { IndicatorOnWire, IndicatorValue, NoteOnWire } from '@chitieu/contracts';
import { NoteList } from '../notes/note-list.js';
import { notesOn, placeOf, useNotes } from '../notes/notes-around.js';
import { PointNotes } from '../notes/point-notes.js';
import { WriteNote } from '../notes/write-note.js';
import { TrendChart, type TrendPoint } from '../drawing/trend-chart.js';
import { Figure } from '../first-screen/figure.js';
import { Table, type Column } from '../frame/table.js';
import { printLevel, printReading, type Language } from '../number/format-number.js';
import { useSay } from '../text/say.js';
import { useChangeView } from '../view.js';
import { useSearchParams } from 'react-router';
import { forecastAtEnd, isCountedByStandard, toNumber } from './compare.js';
import { breaksIn, standardOf } from './standards.js';

interface TrendProps {
  indicator: IndicatorOnWire;
  /** Oldest first; a period that was not read has no value. */
  periods: readonly string[];
  values: readonly (IndicatorValue | undefined)[];
}

/** The indicator over time, as a picture or as a table. */
export function Trend({ indicator, periods, values }: TrendProps) {
  const { t } = useSay();
  const [search] = useSearchParams();
  const change = useChangeView();
  const isTable = search.get('trend') === 'table';
  const breaks = isCountedByStandard(indicator) ? breaksIn(periods) : new Set<string>();
  return (
    <section className="card part" data-part="trend" aria-labelledby="trend-title">
      <div className="bar">
        <h2 id="trend-title">{t('indicators.trend', { count: periods.length })}</h2>
        <div className="choice" role="group" aria-label={t('indicators.view')}>
          <button type="button" aria-pressed={!isTable} onClick={() => change({ trend: null })}>
            {t('indicators.asChart')}
          </button>
          <button type="button" aria-pressed={isTable} onClick={() => change({ trend: 'table' })}>
            {t('indicators.asTable')}
          </button>
        </div>
      </div>
      {isTable ? (
        <TrendTable indicator={indicator} periods={periods} values={values} />
      ) : (
        <Drawn indicator={indicator} periods={periods} values={values} breaks={breaks} />
      )}
      <TrendNotes indicator={indicator} periods={periods} values={values} />
      {breaks.size > 0 && <p className="soft padded">{t('indicators.breakNote')}</p>}
    </section>
  );
}

function Drawn({ indicator, periods, values, breaks }: TrendProps & { breaks: ReadonlySet<string> }) {
  const { t, say, language } = useSay();
  const own = values.at(-1);
  const notesOf = useTrendNotes(values);
  const forecast = own ? forecastAtEnd(own, indicator.accumulation) : null;
  const points = periods.map((period, i): TrendPoint => {
    const { actual, target } = values[i] ?? {};
    return {
      period,
      value: actual ? Number(actual.value) : null,
      plan: target?.level ? Number(target.level) : null,
      isBreak: breaks.has(period),
    };
  });
  const read = periods.map((period, i) => `${period} ${readAloud(values[i], indicator, language)}`).join('; ');
  const ahead = forecast ? `; ${t('indicators.forecast')} ${printReading(forecast, indicator.unit, language)}` : '';
  return (
    <div className="padded">
      <div className="trend-drawn">
        <TrendChart
          points={points}
          forecast={forecast && toNumber(forecast)}
          label={`${say(indicator.name)}: ${read}${ahead}`}
          print={(value) => printLevel(value.toFixed(6), indicator.unit, language)}
          words={{
            plan: t('indicators.plan'),
            forecast: t('indicators.forecast'),
            standardChanges: t('indicators.standardChanges'),
          }}
        />
        <PointNotes points={points} forecast={forecast && toNumber(forecast)} notesOf={notesOf} />
      </div>
      <p className="chart-key soft" aria-hidden="true">
        <span className="key actual" /> {t('indicators.value')} <span className="key plan" /> {t('indicators.plan')}
        {forecast && (
          <>
            {' '}
            ◆ {t('indicators.forecast')} {printReading(forecast, indicator.unit, language)}
          </>
        )}
      </p>
    </div>
  );
}

/** Of the indicator in a period of the trend, and of the whole period. */
function useTrendNotes(values: TrendProps['values']): (period: string) => NoteOnWire[] {
  const { notes } = useNotes();
  const own = values.at(-1);
  if (!own) return () => [];
  return (period) => notesOn(notes, { ...placeOf(own), period });
}

function TrendNotes({ periods, values }: TrendProps) {
  const { t } = useSay();
  const notesOf = useTrendNotes(values);
  const own = values.at(-1);
  return (
    <div className="padded" data-part="notes">
      <h3>{t('notes.title')}</h3>
      <NoteList notes={periods.flatMap(notesOf).reverse()} />
      {own && <WriteNote place={placeOf(own)} periods={periods} />}
    </div>
  );
}

const readAloud = (value: IndicatorValue | undefined, { unit }: IndicatorOnWire, language: Language): string =>
  value?.actual ? printReading(value.actual, unit, language) : '–';

function TrendTable({ indicator, periods, values }: TrendProps) {
  const { t, language } = useSay();
  const columns: Column<number>[] = [
    { key: 'period', label: t('indicators.period'), cell: (i) => periods[i] },
    {
      key: 'value',
      label: t('indicators.value'),
      isNumber: true,
      cell: (i) => <Figure value={values[i]} unit={indicator.unit} />,
    },
    {
      key: 'plan',
      label: t('indicators.plan'),
      isNumber: true,
      cell: (i) => {
        const level = values[i]?.target?.level;
        return level ? printLevel(level, indicator.unit, language) : '–';
      },
    },
    ...(isCountedByStandard(indicator)
      ? [{ key: 'standard', label: t('indicators.standard'), cell: (i: number) => standardOf(periods[i]!)?.legalBasis ?? '–' }]
      : []),
  ];
  return (
    <Table
      label={t('indicators.trend', { count: periods.length })}
      columns={columns}
      rows={periods.map((_, i) => i).reverse()}
      keyOf={(i) => periods[i]!}
    />
  );
}
