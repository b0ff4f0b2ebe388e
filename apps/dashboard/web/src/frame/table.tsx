import type { ReactNode } from 'react';

export interface Column<Row> {
  key: string;
  label: string;
  isNumber?: boolean;
  cell: (row: Row) => ReactNode;
}

interface TableProps<Row> {
  /** What it lists, for who cannot see its heading. */
  label: string;
  /** The first names the row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}

/** A table that becomes a card for each row on a phone: roles are said, since its display changes. */
export function Table<Row>({ label, columns, rows, keyOf }: TableProps<Row>) {
  return (
    <table className="units" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ key, label: name, isNumber }) => (
            <th key={key} role="columnheader" scope="col" className={isNumber ? 'number' : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row" data-row={keyOf(row)}>
            {columns.map((column, i) => (
              <Cell key={column.key} column={column} row={row} isFirst={i === 0} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Cell<Row>({ column, row, isFirst }: { column: Column<Row>; row: Row; isFirst: boolean }) {
  if (isFirst)
    return (
      <th role="rowheader" scope="row">
        {column.cell(row)}
      </th>
    );
  return (
    <td role="cell" className={column.isNumber ? 'number' : undefined} data-label={column.label}>
      {column.cell(row)}
    </td>
  );
}
