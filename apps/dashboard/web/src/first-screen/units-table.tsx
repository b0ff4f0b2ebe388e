import { useSay } from '../text/say.js';
import type { RankedUnit, SortKey } from '../unit/rank-units.js';
import { useChangeView, useView } from '../view.js';
import type { History } from './history.js';
import { UnitRow } from './unit-row.js';

interface UnitsTableProps {
  own: RankedUnit | undefined;
  rows: readonly RankedUnit[];
  history: History;
  period: string;
}

interface Column {
  word: string;
  /** What a press on the heading sorts by. */
  by?: SortKey;
  numeric?: boolean;
}

const COLUMNS: Column[] = [
  { by: 'name', word: 'name' },
  { by: 'need', word: 'state' },
  { by: 'poor-households', word: 'poor', numeric: true },
  { by: 'poor-rate', word: 'rate', numeric: true },
  { word: 'plan', numeric: true },
  { by: 'pace', word: 'pace' },
  { by: 'disbursement-rate', word: 'disbursement' },
  { word: 'years' },
];

/** Explicit roles: on a phone the rows are laid out as cards, and some browsers then forget that this is a table. */
export function UnitsTable({ own, rows, history, period }: UnitsTableProps) {
  const { t } = useSay();
  return (
    <table className="units" role="table">
      <thead role="rowgroup">
        <tr role="row">
          {COLUMNS.map((column) => (
            <Heading key={column.word} {...column} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {own && <UnitRow row={own} history={history.get(own.unit.code) ?? []} period={period} isWhole />}
        {rows.map((row) => (
          <UnitRow key={row.unit.code} row={row} history={history.get(row.unit.code) ?? []} period={period} />
        ))}
        {rows.length === 0 && own && (
          <tr role="row">
            <td role="cell" colSpan={COLUMNS.length}>
              {t('table.none')}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Heading({ word, by, numeric }: Column) {
  const { t } = useSay();
  const { sort, direction } = useView();
  const change = useChangeView();
  const isSorted = by === sort;
  const turned = isSorted && direction === 'ascending' ? 'descending' : null;
  return (
    <th role="columnheader" scope="col" className={numeric ? 'number' : undefined} aria-sort={isSorted ? direction : undefined}>
      {by ? (
        <button type="button" onClick={() => change({ sort: by === 'need' ? null : by, direction: turned })}>
          {t(`table.${word}`)}
          <span aria-hidden="true">{isSorted ? (direction === 'ascending' ? ' ↑' : ' ↓') : ''}</span>
        </button>
      ) : (
        t(`table.${word}`)
      )}
    </th>
  );
}
