import type { Finding, WritableKind } from '@chitieu/contracts';
import { WRITABLE, WRITABLE_KINDS } from '@chitieu/contracts';
import { finding } from '../submissions/findings.js';
import { nearest } from '../submissions/suggest.js';

/** How a cell becomes a value: `list` is split at `|`, `json` holds nested lists such as a plan's targets. */
export type CellType = 'text' | 'number' | 'boolean' | 'list' | 'json';

/** As much of a schema as its columns need. */
interface SchemaNode {
  def: { type: string; innerType?: SchemaNode; element?: SchemaNode };
  shape?: Record<string, SchemaNode>;
}

const COLUMNS = Object.fromEntries(
  WRITABLE_KINDS.map((kind) => [kind, new Map(columnsOf(WRITABLE[kind].schema as unknown as SchemaNode, ''))]),
) as Record<WritableKind, Map<string, CellType>>;

/** The columns a file of this kind may have: field names, nested ones with dots. */
export const columnsFor = (kind: WritableKind): ReadonlyMap<string, CellType> => COLUMNS[kind];

export function headerFindings(kind: WritableKind, header: readonly string[]): Finding[] {
  const known = columnsFor(kind);
  return header.flatMap((given, i) => {
    if (!known.has(given))
      return [finding('csv-unknown-column', '', { given: given.slice(0, 64) }, nearest(given, [...known.keys()]))];
    return header.indexOf(given) < i ? [finding('csv-duplicate-column', '', { given })] : [];
  });
}

/** A row's cells as the value the schema expects; an empty cell is an absent field. What does not convert stays as it is written. */
export function valueOfCells(
  kind: WritableKind,
  header: readonly string[],
  cells: readonly string[],
): { value: object; findings: Finding[] } {
  const types = columnsFor(kind);
  const value: Record<string, unknown> = {};
  const findings: Finding[] = [];
  header.forEach((column, i) => {
    const cell = (cells[i] ?? '').trim();
    if (cell === '') return;
    const converted = convert(cell, types.get(column)!);
    if (converted === undefined) findings.push(finding('csv-cell-not-json', `/${column.replaceAll('.', '/')}`));
    else place(value, column, converted);
  });
  return { value, findings };
}

function columnsOf(node: SchemaNode, name: string): [string, CellType][] {
  const { type, innerType, element } = node.def;
  if ((type === 'optional' || type === 'default' || type === 'nullable') && innerType) return columnsOf(innerType, name);
  if (type === 'object') {
    return Object.entries(node.shape!).flatMap(([field, inner]) => columnsOf(inner, name === '' ? field : `${name}.${field}`));
  }
  if (type === 'array') return [[name, element!.def.type === 'object' ? 'json' : 'list']];
  if (type === 'number' || type === 'boolean') return [[name, type]];
  return [[name, 'text']];
}

function convert(cell: string, type: CellType): unknown {
  switch (type) {
    case 'number':
      return /^-?(0|[1-9]\d*)$/.test(cell) && cell !== '-0' && Number.isSafeInteger(Number(cell)) ? Number(cell) : cell;
    case 'boolean':
      return cell === 'true' ? true : cell === 'false' ? false : cell;
    case 'list':
      return cell.split('|').map((item) => item.trim());
    case 'json':
      return parsed(cell);
    default:
      return cell;
  }
}

function parsed(cell: string): unknown {
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return undefined;
  }
}

function place(value: Record<string, unknown>, column: string, cell: unknown): void {
  const [outer, inner] = column.split('.') as [string, string?];
  if (inner === undefined) value[outer] = cell;
  else value[outer] = { ...(value[outer] as object | undefined), [inner]: cell };
}
