import { PaceBar } from '../drawing/pace-bar.js';
import { ShareBar } from '../drawing/share-bar.js';
import { Sparkline } from '../drawing/sparkline.js';
import { Changed } from '../number/changed.js';
import { printLevel, printPercent } from '../number/format-number.js';
import { useSay } from '../text/say.js';
import { JUDGED, valueOf, type RankedUnit } from '../unit/rank-units.js';
import { yearOf } from '../unit/period-choices.js';
import { lookOf, stateOf } from '../unit/unit-state.js';
import type { History } from './history.js';

/** Pace of the indicator that made the row's state; where it has none, why. */
export function PaceCell({ row }: { row: RankedUnit }) {
  const { t, language, reason } = useSay();
  const driver = row.driver === null ? undefined : row.values.get(row.driver);
  const judged = driver?.pace ? driver : (driver ?? JUDGED.map((code) => row.values.get(code)).find((value) => value?.pace));
  const text = judged?.pace && printPercent(judged.pace, language, 1);
  return (
    <td role="cell" className="pace" data-label={t('table.pace')}>
      {judged?.pace && text ? (
        <span className="bar-and-number">
          <PaceBar pace={Number(judged.pace.value)} look={lookOf(row.state)} label={t('chart.pace', { pace: text })} />
          <Changed of={text}>{text}</Changed>
        </span>
      ) : (
        <span className="missing">{reason(judged?.reason ?? judged?.statusReason ?? 'no_data')}</span>
      )}
    </td>
  );
}

export function DisbursementCell({ row }: { row: RankedUnit }) {
  const { t, language, reason } = useSay();
  const value = row.values.get('disbursement-rate');
  const { actual, expectedToDate } = value ?? {};
  const text = actual && printPercent(actual, language, 0);
  const label = expectedToDate
    ? t('chart.disbursed', { value: text, expected: printLevel(expectedToDate, 'ratio', language) })
    : t('chart.disbursedOnly', { value: text });
  return (
    <td role="cell" className="money" data-label={t('table.disbursement')}>
      {actual && text ? (
        <span className="bar-and-number">
          <ShareBar share={Number(actual.value)} expected={expectedToDate ? Number(expectedToDate) : null} label={label} />
          <Changed of={text}>{text}</Changed>
        </span>
      ) : (
        <span className="missing">{reason(value?.reason ?? 'no_data')}</span>
      )}
    </td>
  );
}

export function HistoryCell({ row, history }: { row: RankedUnit; history: NonNullable<ReturnType<History['get']>> }) {
  const { t, language } = useSay();
  const current = row.values.get('poor-rate');
  const readings = current?.actual ? [...history, { year: yearOf(current.period), value: current }] : history;
  const told = readings.map(({ year, value }) => `${year} ${printPercent(value.actual!, language)}`).join('; ');
  const points = readings.map(({ year, value }) => ({ at: Number(year), value: valueOf(value.actual)! }));
  return (
    <td role="cell" className="years" data-label={t('table.years')}>
      {points.length > 0 ? (
        <Sparkline
          points={points}
          look={current?.actual ? lookOf(stateOf(current)) : 'none'}
          label={t('chart.history', { readings: told })}
        />
      ) : (
        <span className="missing" title={t('chart.historyNone')}>
          –<span className="unseen"> {t('chart.historyNone')}</span>
        </span>
      )}
    </td>
  );
}
