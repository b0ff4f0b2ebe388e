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

const needsEscape = (value: string): boolean => value.includes('"') || value.includes('\\');
const quoted = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`;

/** Stands between the JSON texts of a column: a control character, which JSON text never holds as it is. */
const BETWEEN = '\u001e';

/** A column of JSON texts, each on one line; {@link jsonItems} takes it apart. An empty text becomes NULL. */
export const jsonColumn = (values: readonly string[]): string => values.join(BETWEEN);

/** The SQL that makes a `text[]` of a parameter of {@link jsonColumn}. */
export const jsonItems = (parameter: string): string => `string_to_array(${parameter}, '${BETWEEN}', '')`;
