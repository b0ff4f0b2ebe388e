import { describe, expect, it } from '@jest/globals';
import { foldAccents } from '../written/fold-accents.js';
import { treeAt, validAt, type OrgUnitRow } from './tree.js';
import type { Level } from '../vocabulary.js';

const unit = (code: string, level: Level, name: string, parent: string | null, own: Partial<OrgUnitRow> = {}): OrgUnitRow => ({
  code,
  name,
  level,
  parent,
  validFrom: '2004-01-01',
  validTo: null,
  predecessors: [],
  ...own,
});
const UNTIL_REFORM = { validTo: '2025-06-30' };
const SINCE_REFORM = { validFrom: '2025-07-01' };

/** Bắc Giang before and after 1 July 2025, when code 24 went to Bắc Ninh and the districts ended. */
const UNITS: OrgUnitRow[] = [
  unit('24', 'province', 'Tỉnh Bắc Giang', null, UNTIL_REFORM),
  unit('24', 'province', 'Tỉnh Bắc Ninh', 'VN', SINCE_REFORM),
  unit('219', 'district', 'Huyện Lục Ngạn', '24', UNTIL_REFORM),
  unit('07606', 'commune', 'Xã Tân Mộc', '219', UNTIL_REFORM),
  unit('07603', 'commune', 'Xã Nam Dương', '219', UNTIL_REFORM),
  unit('07603', 'commune', 'Xã Nam Dương', '24', { ...SINCE_REFORM, predecessors: ['07603', '07606'] }),
  unit('07606-01', 'village', 'Thôn Đồng Quýt', '07606', UNTIL_REFORM),
  unit('01', 'province', 'Thành phố Hà Nội', 'VN'),
];
const codes = (rows: readonly OrgUnitRow[]): string[] => rows.map((row) => row.code);

describe('the tree of a day', () => {
  const before = treeAt(UNITS, '2025-06-30');
  const after = treeAt(UNITS, '2025-07-01');

  it('is another one on the next day', () => {
    expect([before.unit('24')?.name, after.unit('24')?.name]).toEqual(['Tỉnh Bắc Giang', 'Tỉnh Bắc Ninh']);
    expect([before.has('07606'), after.has('07606')]).toEqual([true, false]);
    expect(after.unit('07606')).toBeNull();
    expect(codes(after.children('24'))).toEqual(['07603']);
  });

  it('hangs provinces that name no parent under the nation', () => {
    expect(codes(before.children('VN'))).toEqual(['01', '24']);
    expect([before.unit('VN')?.name, before.levelOf('VN'), before.parentOf('VN')]).toEqual(['Việt Nam', 'nation', null]);
    expect(codes(treeAt([], '2024-01-01').units())).toEqual(['VN']);
  });

  it('tells ancestors from the nation down, and children by code', () => {
    expect(codes(before.ancestors('07606-01'))).toEqual(['VN', '24', '219', '07606']);
    expect(codes(before.ancestors('VN'))).toEqual([]);
    expect(codes(before.children('219'))).toEqual(['07603', '07606']);
    expect(before.parentOf('219')).toBe('24');
  });

  it('knows nothing of an unknown code', () => {
    expect([before.levelOf('99'), before.parentOf('99')]).toEqual([null, null]);
    expect([before.children('99'), before.ancestors('99'), before.communesUnder('99')]).toEqual([[], [], []]);
  });

  it.each([
    ['VN', ['07603', '07606']],
    ['24', ['07603', '07606']],
    ['07606', ['07606']],
    ['07606-01', []],
    ['01', []],
  ])('communes under %s are %j', (code, expected) => {
    expect(codes(before.communesUnder(code))).toEqual(expected);
  });

  it('has no orphans where every parent stands', () => {
    expect([before.orphans, after.orphans]).toEqual([[], []]);
  });
});

describe('units whose parent does not stand', () => {
  const orphaned = (rows: OrgUnitRow[], code: string): [string | null, boolean] => {
    const tree = treeAt(rows, '2025-01-01');
    return [tree.parentOf(code), codes(tree.orphans).includes(code)];
  };
  const province = unit('24', 'province', 'P', null);
  const closed = unit('219', 'district', 'D', '24', { validTo: '2024-12-31' });

  it.each<[string, OrgUnitRow[], string | null, boolean]>([
    ['its district has been closed: the province', [province, closed, unit('1', 'commune', 'C', '219')], '24', true],
    ['its parent was never known: the nation', [province, unit('1', 'commune', 'C', '777')], 'VN', true],
    ['a commune that names no parent: the nation', [province, unit('1', 'commune', 'C', null)], 'VN', true],
    [
      'its parent is of its own level: the province above',
      [province, unit('2', 'commune', 'C', '24'), unit('1', 'commune', 'C', '2')],
      '24',
      true,
    ],
    ['it is its own parent: the nation', [unit('1', 'commune', 'C', '1')], 'VN', true],
    ['two are each other’s parents: the nation', [unit('1', 'commune', 'C', '2'), unit('2', 'commune', 'C', '1')], 'VN', true],
    ['a commune directly under its province is at home', [province, unit('1', 'commune', 'C', '24')], '24', false],
  ])('%s', (_, rows, parent, isOrphan) => {
    expect(orphaned(rows, '1')).toEqual([parent, isOrphan]);
  });
});

describe('the unit a code meant', () => {
  it.each([
    ['24', '2025-06-30', 'Tỉnh Bắc Giang'],
    ['24', '2025-07-01', 'Tỉnh Bắc Ninh'],
    ['24', '2003-12-31', undefined],
    ['07606', '2025-07-01', undefined],
    ['VN', '1950-01-01', 'Việt Nam'],
  ])('%s on %s: %s', (code, day, name) => {
    expect(validAt(UNITS, code, day)?.name).toBe(name);
  });

  it('is the later one of two that overlap, in any order', () => {
    const rows = [unit('1', 'commune', 'old', null), unit('1', 'commune', 'new', null, { validFrom: '2020-01-01' })];
    for (const order of [rows, [...rows].reverse()]) {
      expect([validAt(order, '1', '2024-01-01')?.name, treeAt(order, '2024-01-01').unit('1')?.name]).toEqual(['new', 'new']);
    }
  });

  it('a stated nation stands for the assumed one', () => {
    const stated = unit('VN', 'nation', 'Nước CHXHCN Việt Nam', null);
    expect([validAt([stated], 'VN', '2024-01-01'), treeAt([stated], '2024-01-01').unit('VN')]).toEqual([stated, stated]);
  });
});

describe('search', () => {
  const tree = treeAt(UNITS, '2024-12-31');

  it.each([
    ['tan moc', ['07606']],
    ['TÂN MỘC', ['07606']],
    ['Xa tan', ['07606']],
    ['dong quyt', ['07606-01']],
    ['đồng', ['07606-01']],
    ['07606', ['07606', '07606-01']],
    ['moc', ['07606']],
    ['ngan', ['219']],
    ['oc', ['07606']],
    ['xyz', []],
    ['  ', []],
  ])('%p finds %j', (text, expected) => {
    expect(codes(tree.search(text, 10))).toEqual(expected);
  });

  it('puts names that begin so before names that hold it, and keeps the limit', () => {
    const rows = [
      unit('3', 'commune', 'Bình An', '24'),
      unit('2', 'commune', 'An Bình', '24'),
      unit('1', 'commune', 'Lan', '24'),
      unit('4', 'commune', 'An Bình', '24'),
    ];
    const named = treeAt(rows, '2024-01-01');
    expect(codes(named.search('an', 10))).toEqual(['2', '4', '3', '1']);
    expect(codes(named.search('an', 1))).toEqual(['2']);
  });

  it.each([
    ['Đường Đồng  Quýt ', 'duong dong quyt'],
    ['NGUYỄN', 'nguyen'],
    ['Tân Mộc'.normalize('NFD'), 'tan moc'],
  ])('folds %p to %p', (text, folded) => {
    expect(foldAccents(text)).toBe(folded);
  });
});
