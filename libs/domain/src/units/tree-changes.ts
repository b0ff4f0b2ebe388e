import { dayAfter, dayBefore } from '../civil-day.js';
import type { Bilingual } from '../catalogue/indicator.js';
import { decimalOf } from '../ratio.js';
import { successionsOf, type Successions } from './successions.js';
import type { OrgUnitRow } from './tree.js';
import { LEVELS } from '../vocabulary.js';

export const TREE_CHANGES = ['opened', 'closed', 'merged', 'split', 'recoded', 'renamed', 'moved', 'corrected'] as const;
export type TreeChangeKind = (typeof TREE_CHANGES)[number];

export interface NamedUnit {
  code: string;
  name: string;
  /** Of the unit that was split, a decimal; null: not declared, or all of it. */
  share: string | null;
}

/** One thing that statements about units would change. */
export interface TreeChange {
  kind: TreeChangeKind;
  /** The first day of it. */
  day: string;
  code: string;
  name: string;
  level: string;
  /** What it was made of; of a renamed or moved unit, its old name or parent. */
  from: NamedUnit[];
  /** What it became; of a renamed or moved unit, its new name or parent. */
  to: NamedUnit[];
}

export const TREE_PROBLEMS = [
  'predecessor-unknown',
  'predecessor-still-stands',
  'split-without-shares',
  'no-successor',
  'parent-ended',
] as const;
export type TreeProblemKind = (typeof TREE_PROBLEMS)[number];

/** What would be taken as it is, and is likely not what was meant. */
export interface TreeProblem {
  kind: TreeProblemKind;
  day: string;
  code: string;
  name: string;
  about: string;
}

export interface TreeChanges {
  changes: TreeChange[];
  problems: TreeProblem[];
}

/** What becomes of the units when `after` is stated where `before` stood. */
export function treeChanges(before: readonly OrgUnitRow[], after: readonly OrgUnitRow[]): TreeChanges {
  const stated = new Map(before.map((row) => [keyOf(row), row]));
  const changed = after.filter((row) => JSON.stringify(contentOf(row)) !== JSON.stringify(contentOf(stated.get(keyOf(row)))));
  const became = successionsOf(after);
  const changes = [...changed.flatMap((row) => changesOf(row, stated.get(keyOf(row)), became)), ...splits(changed, became)];
  return { changes: changes.sort(byDayAndCode), problems: problemsOf(changed, after, became) };
}

const keyOf = ({ code, validFrom }: OrgUnitRow): string => `${code} ${validFrom}`;
const contentOf = (row: OrgUnitRow | undefined) =>
  row && [row.name, row.level, row.parent, row.validTo, row.predecessors, row.predecessorShares ?? []];
const byDayAndCode = (a: TreeChange, b: TreeChange): number => compare(a.day, b.day) || compare(a.code, b.code);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const named = (code: string, row: OrgUnitRow | null, share: string | null = null): NamedUnit => ({
  code,
  name: row?.name ?? '',
  share,
});

function changesOf(row: OrgUnitRow, old: OrgUnitRow | undefined, became: Successions): TreeChange[] {
  const { code, name, level, validFrom } = row;
  const say = (kind: TreeChangeKind, day: string, from: NamedUnit[] = [], to: NamedUnit[] = []): TreeChange => ({
    kind,
    day,
    code,
    name,
    level,
    from,
    to,
  });
  if (old)
    return [
      ...closing(row, old, became).map((day) => say('closed', day)),
      ...(isCorrected(row, old) ? [say('corrected', validFrom, [named(code, old)], [named(code, row)])] : []),
    ];
  const yesterday = dayBefore(validFrom);
  const others = row.predecessors.filter((own) => own !== code);
  if (others.length > 0) {
    const isPart = row.predecessors.length === 1 && became.partsOf(others[0]!, yesterday, validFrom).length > 1;
    const from = row.predecessors.map((own) => named(own, became.rowAt(own, yesterday)));
    return isPart ? [] : [say(row.predecessors.length > 1 ? 'merged' : 'recoded', validFrom, from)];
  }
  const was = became.rowAt(code, yesterday);
  if (!was || was.level !== level) return [say('opened', validFrom)];
  const rename = was.name === name ? [] : [say('renamed', validFrom, [named(code, was)], [named(code, row)])];
  const place = (parent: string | null, day: string): NamedUnit[] =>
    parent === null ? [] : [named(parent, became.rowAt(parent, day))];
  const move =
    was.parent === row.parent ? [] : [say('moved', validFrom, place(was.parent, yesterday), place(row.parent, validFrom))];
  return [...rename, ...move];
}

/** The day after its last, where nothing is named that it became. */
function closing(row: OrgUnitRow, old: OrgUnitRow, became: Successions): string[] {
  if (row.validTo === null || row.validTo === old.validTo) return [];
  return hasHeir(row, row.validTo, became) ? [] : [dayAfter(row.validTo)];
}

const isCorrected = (row: OrgUnitRow, old: OrgUnitRow): boolean =>
  row.name !== old.name ||
  row.parent !== old.parent ||
  row.level !== old.level ||
  String(row.predecessors) !== String(old.predecessors) ||
  String(row.predecessorShares ?? []) !== String(old.predecessorShares ?? []);

/** Where it goes on at its own level, or below: not fallen to the unit above. */
function hasHeir({ code, level }: OrgUnitRow, lastDay: string, became: Successions): boolean {
  const next = dayAfter(lastDay);
  return became.partsOf(code, lastDay, next).every((part) => {
    const heir = became.rowAt(part.code, next);
    return heir !== null && LEVELS.indexOf(heir.level) >= LEVELS.indexOf(level);
  });
}

/** Units that the changed ones name as predecessors, each day once. */
function predecessorsOf(changed: readonly OrgUnitRow[]): { code: string; day: string }[] {
  const all = changed.flatMap((row) =>
    row.predecessors.map((code) => [`${code} ${row.validFrom}`, { code, day: row.validFrom }] as const),
  );
  return [...new Map(all).values()];
}

function splits(changed: readonly OrgUnitRow[], became: Successions): TreeChange[] {
  return predecessorsOf(changed).flatMap(({ code, day }) => {
    const row = became.rowAt(code, dayBefore(day));
    const parts = row ? became.partsOf(code, dayBefore(day), day) : [];
    if (parts.length < 2) return [];
    const to = parts.map((part) => named(part.code, became.rowAt(part.code, day), part.share && decimalOf(part.share)));
    return [{ kind: 'split' as const, day, code, name: row!.name, level: row!.level, from: [], to }];
  });
}

function problemsOf(changed: readonly OrgUnitRow[], after: readonly OrgUnitRow[], became: Successions): TreeProblem[] {
  const ended = changed.flatMap((row) => (row.validTo !== null ? [{ row, day: row.validTo }] : []));
  const endedOn = new Map(ended.map(({ row, day }) => [row.code, day]));
  return [
    ...predecessorsOf(changed).flatMap(({ code, day }) => predecessorProblems(code, day, after, became)),
    ...ended
      .filter(({ row, day }) => row.level === 'commune' && !hasHeir(row, day, became))
      .map(({ row, day }): TreeProblem => ({ kind: 'no-successor', day, code: row.code, name: row.name, about: '' })),
    ...after
      .filter(
        (row) =>
          row.level === 'commune' &&
          row.validTo === null &&
          row.parent !== null &&
          endedOn.has(row.parent) &&
          row.validFrom <= endedOn.get(row.parent)!,
      )
      .filter((row) => became.rowAt(row.parent!, dayAfter(endedOn.get(row.parent!)!)) === null)
      .map((row): TreeProblem => ({
        kind: 'parent-ended',
        day: endedOn.get(row.parent!)!,
        code: row.code,
        name: row.name,
        about: row.parent!,
      })),
  ];
}

function predecessorProblems(code: string, day: string, after: readonly OrgUnitRow[], became: Successions): TreeProblem[] {
  const yesterday = dayBefore(day);
  const row = became.rowAt(code, yesterday);
  const problem = (kind: TreeProblemKind, about = ''): TreeProblem => ({ kind, day, code, name: row?.name ?? '', about });
  if (row === null) return [problem('predecessor-unknown', yesterday)];
  const stays = became.rowAt(code, day) === row;
  const parts = became.partsOf(code, yesterday, day);
  const villages = after.filter(
    (own) =>
      own.level === 'village' &&
      own.parent === code &&
      own.validFrom <= yesterday &&
      (own.validTo === null || own.validTo >= yesterday),
  );
  const isBlind = row.level === 'commune' && parts.length > 1 && parts.some(({ share }) => share === null);
  return [
    ...(stays ? [problem('predecessor-still-stands', row.validTo ?? '…')] : []),
    ...(isBlind ? [problem('split-without-shares', String(villages.length))] : []),
  ];
}

export const TREE_CHANGE_TEXTS: Record<TreeChangeKind, Bilingual> = {
  opened: { vi: 'thành lập', en: 'opened' },
  closed: { vi: 'kết thúc', en: 'closed' },
  merged: { vi: 'nhập', en: 'merged' },
  split: { vi: 'tách', en: 'split' },
  recoded: { vi: 'đổi mã', en: 'recoded' },
  renamed: { vi: 'đổi tên', en: 'renamed' },
  moved: { vi: 'chuyển', en: 'moved' },
  corrected: { vi: 'sửa bản đang có', en: 'corrected' },
};

/** `{about}` is filled in. Each says how to mend it. */
export const TREE_PROBLEM_TEXTS: Record<TreeProblemKind, Bilingual> = {
  'predecessor-unknown': {
    vi: 'là tiền thân nhưng không có đơn vị mang mã này vào ngày {about}; kiểm tra mã và ngày',
    en: 'is named as a predecessor, but no unit bore the code on {about}; check the code and the day',
  },
  'predecessor-still-stands': {
    vi: 'là tiền thân nhưng vẫn còn hiệu lực đến {about}; thêm dòng với validTo là ngày cuối cùng, trừ khi chỉ tách một phần',
    en: 'is named as a predecessor, and stands until {about}; add a row with its last day as validTo, unless only a part of it left',
  },
  'split-without-shares': {
    vi: 'bị tách mà tỷ lệ (predecessorShares) thiếu hoặc cộng lại không bằng 1; {about} thôn đã biết, hộ ngoài các thôn đó sẽ không tính được cho xã mới',
    en: 'is split, and shares (predecessorShares) are missing or do not add up to 1; {about} villages are known, households outside them cannot be told apart',
  },
  'no-successor': {
    vi: 'kết thúc mà không đơn vị nào nhận làm tiền thân; số liệu chỉ còn tính ở cấp trên',
    en: 'ends, and no unit names it as a predecessor; its numbers will count at the level above only',
  },
  'parent-ended': {
    vi: 'trực thuộc {about}, đơn vị này kết thúc; thêm dòng chuyển về đơn vị khác nếu không phải đơn vị kế tục',
    en: 'is under {about}, which ends; add a row that moves it where the successor is not meant',
  },
};
