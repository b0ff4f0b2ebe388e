import type { OrgUnitRow, Successions, Tree } from '@chitieu/domain';
import { notFound, type ProblemError } from '@chitieu/runtime';

/** Of a unit that does not stand in a tree: what it became, or which units are written nearly so. */
export function unknownUnit(code: string, tree: Tree, became: Successions): ProblemError {
  const ended = became.lastWithin(code, BEFORE_ALL, tree.day);
  if (ended) throw endedUnit(ended.row, ended.day, tree, became);
  const near = tree.search(code, 3).map((unit) => `${unit.code} ${unit.name}`);
  const hint = near.length > 0 ? ` (${near.join(', ')})` : '';
  return notFound({
    vi: `Không có đơn vị ${code} vào ngày ${tree.day}${hint}.`,
    en: `There is no unit ${code} on ${tree.day}${hint}.`,
  });
}

const BEFORE_ALL = '0000-01-01';

/** What ended is told of with what it became, so that a reader can go on there. */
function endedUnit({ code, name }: OrgUnitRow, day: string, tree: Tree, became: Successions): ProblemError {
  const heirs = became.partsOf(code, day, tree.day).flatMap((part) => tree.unit(part.code) ?? []);
  const now = heirs.map((unit) => `${unit.name} (${unit.code})`).join(', ');
  return notFound({
    vi: `${name} (${code}) đã kết thúc ngày ${day}; vào ngày ${tree.day} thuộc ${now}.`,
    en: `${name} (${code}) ended on ${day}; on ${tree.day} it is part of ${now}.`,
  });
}
