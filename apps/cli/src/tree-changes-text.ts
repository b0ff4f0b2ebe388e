import {
  TREE_CHANGE_TEXTS,
  TREE_CHANGES,
  TREE_PROBLEM_TEXTS,
  type NamedUnit,
  type TreeChange,
  type TreeChanges,
  type TreeProblem,
} from '@chitieu/domain';
import { onOneLine } from './printable.js';
import { table } from './table.js';

/** More of one kind are counted only; `--json` has all. */
const SHOWN = 40;

/** Changes by kind: how many, and the first of each. */
export function treeChangesText({ changes }: TreeChanges, width: number): string {
  if (changes.length === 0) return 'không có gì thay đổi · nothing would change';
  return TREE_CHANGES.flatMap((kind) => {
    const own = changes.filter((change) => change.kind === kind);
    if (own.length === 0) return [];
    const { vi, en } = TREE_CHANGE_TEXTS[kind];
    const rows = own.slice(0, SHOWN).map((change) => [change.day, change.code, change.name, change.level, wayOf(change)]);
    const more = own.length > SHOWN ? [`… ${own.length - SHOWN} more (--json has all)`] : [];
    return [[`${vi} · ${en}: ${own.length}`, table(['day', 'code', 'name', 'level', ''], rows, width), ...more].join('\n')];
  }).join('\n\n');
}

function wayOf({ from, to }: TreeChange): string {
  const [sources, targets] = [from, to].map((units) => units.map(unitText).join(' + '));
  return [sources && `← ${sources}`, targets && `→ ${targets}`].filter(Boolean).join(' ');
}

const unitText = ({ code, name, share }: NamedUnit): string => `${code} ${name}${share === null ? '' : ` (${share})`}`.trim();

export const treeProblemsText = ({ problems }: TreeChanges): string[] => [
  ...problems.slice(0, SHOWN).map(problemText),
  ...(problems.length > SHOWN ? [`… ${problems.length - SHOWN} more (--json has all)`] : []),
];

function problemText({ kind, day, code, name, about }: TreeProblem): string {
  const { vi, en } = TREE_PROBLEM_TEXTS[kind];
  const told = [vi, en].map((text) => text.replace('{about}', about)).join(' · ');
  return onOneLine(`! ${day} ${code} ${name}: ${told}`);
}
