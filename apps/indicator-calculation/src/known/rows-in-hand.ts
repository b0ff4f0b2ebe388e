import type { Statement, Tx } from '@chitieu/persistence';

/** Rows of the projection's tables, by table, that are in no table: of another time, or as they would be. */
export type RowsInHand = Record<string, object[]>;

/**
 * The same statements of a reading, over rows in hand: what reads current numbers reads these too, and no formula stands twice.
 * Nothing is written: a transaction that had written would hold back the log's horizon.
 */
export const readingFrom = (tx: Tx, rows: RowsInHand): Tx => {
  const texts = new Map(Object.entries(rows).map(([table, some]) => [table, JSON.stringify(some)]));
  return {
    query: (statement, values = []) => {
      const { text, tables } = overRowsInHand(statement, values.length);
      return tx.query(text, [...values, ...tables.map((table) => texts.get(table) ?? '[]')]);
    },
  };
};

/** The statement over `known_…` in place of the tables; these come as parameters behind its own. */
export function overRowsInHand(statement: Statement, parameters: number): { text: string; tables: string[] } {
  const own = typeof statement === 'string' ? statement : statement.text;
  const tables = [...new Set([...own.matchAll(/\bprojection\.(\w+)/g)].map(([, table]) => table!))];
  if (tables.length === 0) return { text: own, tables };
  const known = tables.map(
    (table, i) =>
      `known_${table} AS MATERIALIZED (SELECT * FROM json_populate_recordset(NULL::projection.${table}, $${parameters + 1 + i}::json))`,
  );
  return { text: `WITH ${known.join(', ')} ${own.replaceAll(/\bprojection\.(\w+)/g, 'known_$1')}`, tables };
}
