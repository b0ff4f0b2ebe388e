/**
 * A column of texts as the literal of a PostgreSQL array: for statements that take whole columns. The driver would look
 * at every character of every value; here one look tells that nothing needs an escape, as with codes and ids.
 */
export function textColumn(values: readonly string[]): string {
  if (values.length === 0) return '{}';
  return values.some(needsEscape) ? `{${values.map(quoted).join(',')}}` : `{"${values.join('","')}"}`;
}

/** A column of numbers as the literal of a PostgreSQL array. */
export const numberColumn = (values: ArrayLike<number>): string => `{${Array.prototype.join.call(values, ',')}}`;

const INT4_TYPE = 23;

/**
 * A column of 32-bit integers, row after row, as PostgreSQL receives an array in binary: no number is written as text to be read
 * again. For the columns that are most of a statement.
 */
export function integerColumn(rows: readonly Int32Array[]): Buffer {
  const count = rows.reduce((so, { length }) => so + length, 0);
  const column = Buffer.allocUnsafe(20 + 8 * count);
  // Dimensions, whether there are NULLs, type, length, first index.
  [count === 0 ? 0 : 1, 0, INT4_TYPE, count, 1].forEach((word, i) => column.writeInt32BE(word, 4 * i));
  const view = new DataView(column.buffer, column.byteOffset, column.length);
  let at = 20;
  for (const row of rows) {
    for (let i = 0; i < row.length; i++, at += 8) {
      view.setInt32(at, 4); // bytes of the element
      view.setInt32(at + 4, row[i]!);
    }
  }
  return count === 0 ? column.subarray(0, 12) : column;
}

const needsEscape = (value: string): boolean => value.includes('"') || value.includes('\\');
const quoted = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`;

/** Stands between the JSON texts of a column: a control character, which JSON text never holds as it is. */
const BETWEEN = '\u001e';

/** A column of JSON texts, each on one line; {@link jsonItems} takes it apart. An empty text becomes NULL. */
export const jsonColumn = (values: readonly string[]): string => values.join(BETWEEN);

/** The SQL that makes a `text[]` of a parameter of {@link jsonColumn}. */
export const jsonItems = (parameter: string): string => `string_to_array(${parameter}, '${BETWEEN}', '')`;
