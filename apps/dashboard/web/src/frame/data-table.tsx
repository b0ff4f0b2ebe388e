import { useRef, type ReactNode } from 'react';
import {
  getCoreRowModel,
  getFilteredRowModel,
  getSortedRowModel,
  useReactTable,
  type ColumnDef,
  type SortingState,
} from '@tanstack/react-table';
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { foldAccents } from '@chitieu/domain';
import { Cell } from './table.js';
import './data-table.css';

const ROW_HEIGHT = 32;
/** A table that leaves as a file is read off the page: up to here all its rows are in it. */
const WHOLE_UP_TO = 300;

export interface DataColumn<Row> {
  key: string;
  label: string;
  isNumber?: boolean;
  /** What it is sorted by; a null stands last in either direction. */
  order: (row: Row) => string | number | null;
  cell: (row: Row) => ReactNode;
  /** Of the rows that are shown. */
  total?: (rows: readonly Row[]) => ReactNode;
}

export interface DataTableState {
  sort: string | null;
  descending: boolean;
  find: string;
  /** Keys of columns that are not shown; the first one always is. */
  hidden: readonly string[];
}

interface DataTableProps<Row> {
  label: string;
  /** The first names the row: it is searched in and stays in sight. */
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  nameOf: (row: Row) => string;
  state: DataTableState;
  onSort: (key: string, descending: boolean) => void;
  totalLabel: string;
  countLabel: (shown: number) => string;
}

/** Many rows: sorted, searched without accents, their totals of what is shown; only rows in sight are in the page. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, state, countLabel } = props;
  const box = useRef<HTMLDivElement>(null);
  const found = useReactTable<Row>(optionsOf(props))
    .getRowModel()
    .rows.map(({ original }) => original);
  // Here and not in the body: a child's effects run before the box is in the page.
  const virtual = useVirtualizer({
    count: found.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: found.length > WHOLE_UP_TO ? 12 : found.length,
  });
  const shown = columns.filter(({ key }, i) => i === 0 || !state.hidden.includes(key));
  return (
    <>
      <div className="data-table scroll" ref={box} tabIndex={0} role="region" aria-label={label}>
        <table className="units" role="table" aria-label={label} aria-rowcount={rows.length + 1}>
          <Head {...props} columns={shown} />
          <Body {...props} columns={shown} rows={found} virtual={virtual} />
          <Foot {...props} columns={shown} rows={found} />
        </table>
      </div>
      <p className="soft padded" role="status">
        {countLabel(found.length)}
      </p>
    </>
  );
}

function Head<Row>({ columns, state, onSort }: DataTableProps<Row>) {
  const next = (key: string): void => onSort(key, state.sort === key && !state.descending);
  return (
    <thead role="rowgroup">
      <tr role="row">
        {columns.map(({ key, label, isNumber }) => (
          <th
            key={key}
            role="columnheader"
            scope="col"
            className={isNumber ? 'number' : undefined}
            aria-sort={sortOf(key, state)}
          >
            <button type="button" onClick={() => next(key)}>
              {label}
              <span aria-hidden="true">{state.sort === key ? (state.descending ? ' ↓' : ' ↑') : ''}</span>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Body<Row>({ columns, rows, keyOf, virtual }: DataTableProps<Row> & { virtual: Virtualizer<HTMLDivElement, Element> }) {
  const items = virtual.getVirtualItems();
  return (
    <tbody role="rowgroup">
      <Gap height={items[0]?.start ?? 0} />
      {items.map(({ index }) => (
        <tr
          key={keyOf(rows[index]!)}
          role="row"
          ref={virtual.measureElement}
          data-index={index}
          data-row={keyOf(rows[index]!)}
          aria-rowindex={index + 2}
        >
          {columns.map((column, i) => (
            <Cell key={column.key} column={column} row={rows[index]!} isFirst={i === 0} />
          ))}
        </tr>
      ))}
      <Gap height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} />
    </tbody>
  );
}

function Foot<Row>({ columns, rows, totalLabel }: DataTableProps<Row>) {
  return (
    <tfoot role="rowgroup">
      <tr role="row">
        {columns.map(({ key, isNumber, total, label }, i) =>
          i === 0 ? (
            <th key={key} role="rowheader" scope="row">
              {totalLabel}
            </th>
          ) : (
            <td key={key} role="cell" className={isNumber ? 'number' : undefined} data-label={label}>
              {total?.(rows)}
            </td>
          ),
        )}
      </tr>
    </tfoot>
  );
}

/** Stands for the rows that are out of sight. */
const Gap = ({ height }: { height: number }) =>
  height > 0 ? <tr aria-hidden="true" className="gap" style={{ height }} /> : null;

const sortOf = (key: string, { sort, descending }: DataTableState): 'ascending' | 'descending' | undefined =>
  sort !== key ? undefined : descending ? 'descending' : 'ascending';

function optionsOf<Row>({ columns, rows, keyOf, nameOf, state }: DataTableProps<Row>) {
  const sorting: SortingState = state.sort ? [{ id: state.sort, desc: state.descending }] : [];
  return {
    data: rows as Row[],
    columns: columns.map(({ key, order }): ColumnDef<Row> => ({
      id: key,
      accessorFn: (row) => order(row) ?? undefined,
      sortUndefined: 'last',
      sortingFn: (a, b, id) => compare(a.getValue(id), b.getValue(id)),
    })),
    state: {
      sorting,
      globalFilter: foldAccents(state.find),
    },
    getRowId: keyOf,
    // There are no pages; a reset of them renders the table, which resets them: it would never end.
    autoResetAll: false,
    globalFilterFn: (row: { original: Row }, _id: string, text: string) => foldAccents(nameOf(row.original)).includes(text),
    getColumnCanGlobalFilter: (column: { id: string }) => column.id === columns[0]?.key,
    getCoreRowModel: getCoreRowModel<Row>(),
    getFilteredRowModel: getFilteredRowModel<Row>(),
    getSortedRowModel: getSortedRowModel<Row>(),
  };
}

const COLLATE = new Intl.Collator('vi', { numeric: true });
const compare = (a: unknown, b: unknown): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : COLLATE.compare(String(a), String(b));
