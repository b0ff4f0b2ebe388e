import type { MouseEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { printLevel } from '../number/format-number.js';
import { useSay } from '../text/say.js';
import type { RankedUnit } from '../unit/rank-units.js';
import { StateMark } from '../unit/state-mark.js';
import { lookOf, shapeOf, type UnitState } from '../unit/unit-state.js';
import { shortName } from '../unit/unit-name.js';
import { useAddressOf } from '../view.js';
import { Figure } from './figure.js';
import type { History } from './history.js';
import { DisbursementCell, HistoryCell, PaceCell } from './row-charts.js';

interface UnitRowProps {
  row: RankedUnit;
  history: NonNullable<ReturnType<History['get']>>;
  period: string;
  /** The unit of the page itself, above those below it. */
  isWhole?: boolean;
}

export function UnitRow({ row, history, period, isWhole = false }: UnitRowProps) {
  const { t, language } = useSay();
  const navigate = useNavigate();
  const address = useAddressOf()(row.unit.code, period);
  const rate = row.values.get('poor-rate');
  const level = rate?.target?.level;
  const needsAction = lookOf(row.state) === 'off' || lookOf(row.state) === 'risk';
  const about = needsAction && row.driver !== null && row.driver !== 'poor-rate' ? t(`short.${row.driver}`) : null;
  /** A press anywhere on the row drills down; links and buttons in it keep their own meaning. */
  const open = (event: MouseEvent): void => {
    if (!isWhole && !(event.target as Element).closest('a, button')) void navigate(address);
  };
  return (
    <tr
      role="row"
      className={`${isWhole ? 'whole' : 'below'} ${lookOf(row.state)}`}
      data-unit={row.unit.code}
      data-state={row.state}
      onClick={open}
    >
      <th role="rowheader" scope="row">
        {isWhole ? t(`whole.${row.unit.level}`) : <Link to={address}>{shortName(row.unit.name)}</Link>}
      </th>
      <td role="cell" data-label={t('table.state')}>
        <StateMark state={row.state} about={about} />
        {rate?.actual === null && row.state !== 'no_data' && <AlsoMark state="no_data" />}
        {row.doubtful && row.state !== 'doubt' && <AlsoMark state="doubt" />}
      </td>
      <td role="cell" className="number" data-label={t('table.poor')}>
        <Figure value={row.values.get('poor-households')} unit="households" />
      </td>
      <td role="cell" className="number" data-label={t('table.rate')}>
        <Figure value={rate} unit="ratio" />
      </td>
      <td role="cell" className="number soft" data-label={t('table.plan')}>
        {level ? (
          printLevel(level, 'ratio', language)
        ) : (
          <span title={t('reason.no_target')}>
            –<span className="unseen"> {t('reason.no_target')}</span>
          </span>
        )}
      </td>
      <PaceCell row={row} />
      <DisbursementCell row={row} />
      <HistoryCell row={row} history={history} />
    </tr>
  );
}

/** A second truth about the unit, beside the state that needs action more. */
function AlsoMark({ state }: { state: UnitState }) {
  const { t } = useSay();
  return (
    <span className={`state also ${lookOf(state)}`} title={t(`state.${state}`)}>
      <span aria-hidden="true">{shapeOf(state)}</span>
      <span className="unseen">{t(`state.${state}`)}</span>
    </span>
  );
}
