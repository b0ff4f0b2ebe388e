import type { IndicatorOnWire, IndicatorValue } from '@chitieu/contracts';
import { useAllIndicators, useCatalogue } from '../api/queries.js';
import { PaceBar } from '../drawing/pace-bar.js';
import { printLevel, printPercent } from '../number/format-number.js';
import { useSay } from '../text/say.js';
import { StateMark } from '../unit/state-mark.js';
import { lookOf, stateOf } from '../unit/unit-state.js';
import { useView } from '../view.js';
import { Figure } from './figure.js';

/** Every indicator of the unit: recomputed beside declared, plan, pace, state. */
export function IndicatorsTable() {
  const { t } = useSay();
  const { unit, period } = useView();
  const { data: values = [] } = useAllIndicators(unit, period, true);
  const { data: catalogue } = useCatalogue();
  return (
    <table className="units indicators" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {t('table.indicator')}
          </th>
          <th role="columnheader" scope="col" className="number">
            {t('table.actual')}
          </th>
          <th role="columnheader" scope="col" className="number">
            {t('table.declared')}
          </th>
          <th role="columnheader" scope="col" className="number">
            {t('table.plan')}
          </th>
          <th role="columnheader" scope="col">
            {t('table.pace')}
          </th>
          <th role="columnheader" scope="col">
            {t('table.state')}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {values.map((value) => {
          const indicator = catalogue?.get(value.indicator);
          return indicator && <IndicatorRow key={`${value.indicator}/${value.dimension}`} value={value} indicator={indicator} />;
        })}
      </tbody>
    </table>
  );
}

function IndicatorRow({ value, indicator }: { value: IndicatorValue; indicator: IndicatorOnWire }) {
  const { t, say, language, reason } = useSay();
  const dimension = indicator.dimension?.values.find(({ code }) => code === value.dimension);
  const pace = value.pace && printPercent(value.pace, language, 0);
  const state = stateOf(value);
  return (
    <tr role="row" data-indicator={value.indicator} data-state={state}>
      <th role="rowheader" scope="row">
        {say(indicator.name)}
        {dimension && <span className="soft"> · {say(dimension.name)}</span>}
      </th>
      <td role="cell" className="number" data-label={t('table.actual')}>
        <Figure value={value} unit={indicator.unit} />
        {!value.actual && <span className="soft why"> {reason(value.reason ?? 'no_data')}</span>}
      </td>
      <td role="cell" className="number soft" data-label={t('table.declared')} title={value.declared?.quote ?? undefined}>
        {value.declared ? value.declared.text : '–'}
      </td>
      <td role="cell" className="number soft" data-label={t('table.plan')}>
        {value.target?.level ? printLevel(value.target.level, indicator.unit, language) : '–'}
      </td>
      <td role="cell" className="pace" data-label={t('table.pace')}>
        {value.pace && pace ? (
          <span className="bar-and-number">
            <PaceBar pace={Number(value.pace.value)} look={lookOf(state)} label={t('chart.pace', { pace })} />
            <span>{pace}</span>
          </span>
        ) : (
          <span className="missing">{value.target ? reason(value.statusReason) : '–'}</span>
        )}
      </td>
      <td role="cell" data-label={t('table.state')}>
        <StateMark state={state} />
      </td>
    </tr>
  );
}
