import { foldAccents } from '../written/fold-accents.js';
import type { Successions } from './successions.js';
import { rankOf, NO_MATCH, type OrgUnitRow, type Tree } from './tree.js';

export interface EndedUnit {
  row: OrgUnitRow;
  /** What it is part of on the tree's day. */
  successors: OrgUnitRow[];
}

/** Units that ended before the tree's day, or bore another name then; found as {@link Tree.search} finds, the last to end first. */
export function searchEnded(
  rows: readonly OrgUnitRow[],
  tree: Tree,
  successions: Successions,
  text: string,
  limit: number,
): EndedUnit[] {
  const wanted = foldAccents(text);
  if (wanted === '' || limit <= 0) return [];
  const found = rows.flatMap((row) => {
    if (row.validTo === null || row.validTo >= tree.day || row.validTo < row.validFrom) return [];
    const rank = rankOf(wanted, row.code.toLowerCase(), foldAccents(row.name));
    if (rank >= NO_MATCH) return [];
    const successors = successions.partsOf(row.code, row.validTo, tree.day).flatMap(({ code }) => tree.unit(code) ?? []);
    // The same unit under the same name is found where it stands.
    const isStill = successors.length === 1 && successors[0]!.code === row.code && successors[0]!.name === row.name;
    return isStill ? [] : [{ row, successors, rank }];
  });
  return found
    .sort((a, b) => a.rank - b.rank || (a.row.validTo! > b.row.validTo! ? -1 : a.row.validTo! < b.row.validTo! ? 1 : 0))
    .slice(0, limit)
    .map(({ row, successors }) => ({ row, successors }));
}
