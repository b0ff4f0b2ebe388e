import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { dong, households, reading, row, type Held } from './carry-over.example.js';
import { treeAt, type OrgUnitRow } from './tree.js';
import { NATION } from '../vocabulary.js';

/** The official lists before and after 1 July 2025, where they are found beside the checkout. */
const list = (name: string): string => fileURLToPath(new URL(`../../../../../shared/reference/${name}`, import.meta.url));
const LISTS = ['admin_communes_2025-03-01.csv', 'admin_crosswalk_2025-03_to_2025-07.csv', 'admin_communes_2025-07-01.csv'];
const records = (name: string): string[][] =>
  readFileSync(list(name), 'utf8')
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => line.trim().split(','));

const CLOSED = { validTo: '2025-06-30' };
const OPEN = { validFrom: '2025-07-01' };

function countryRows(): OrgUnitRow[] {
  const [old, crosswalk, present] = LISTS.map(records) as [string[][], string[][], string[][]];
  const from = new Map<string, string[]>();
  const parts = new Map<string, number>();
  const provinces = new Map<string, Set<string>>();
  const into = (code: string, unit: string): void => void from.set(code, [...(from.get(code) ?? []), unit]);
  for (const [oldProvince, , commune, , newProvince, given] of crosswalk as [string, string, string, string, string, string][]) {
    const target = given === '06970' ? '06978' : given; // one code of the crosswalk is not in the list it leads to
    provinces.set(newProvince, (provinces.get(newProvince) ?? new Set()).add(oldProvince));
    if (commune === '') continue; // an island district without communes
    into(target, commune);
    parts.set(commune, (parts.get(commune) ?? 0) + 1);
  }
  const shareOf = (commune: string): string => (1 / parts.get(commune)!).toFixed(9);
  return [
    ...[...new Set(old.map((unit) => unit[3]!))].map((code) => row(code, 'province', null, CLOSED)),
    ...new Map(old.map((unit) => [unit[2]!, row(unit[2]!, 'district', unit[3]!, CLOSED)])).values(),
    ...old.map((unit) => row(unit[0]!, 'commune', unit[2]!, { ...CLOSED, name: unit[1]! })),
    ...[...provinces].map(([code, olds]) => row(code, 'province', null, { ...OPEN, predecessors: [...olds].sort() })),
    ...present.map((unit) => {
      const predecessors = from.get(unit[0]!) ?? [];
      const shares = { predecessors, predecessorShares: predecessors.map(shareOf) };
      return row(unit[0]!, 'commune', unit[2]!, { ...OPEN, ...shares, name: unit[1]! });
    }),
  ];
}

(LISTS.every((name) => existsSync(list(name))) ? describe : describe.skip)(
  'the reform of 1 July 2025 as it was published',
  () => {
    // A suite that is skipped is put together all the same.
    const rows = LISTS.every((name) => existsSync(list(name))) ? countryRows() : [];
    const [before, after] = [treeAt(rows, '2025-03-01'), treeAt(rows, '2026-01-01')];
    const held: Held = {};
    before
      .communesUnder(NATION)
      .forEach(({ code }, i) => (held[code] = { total: 800 + ((i * 7919) % 2400), money: (i * 104_729) % 999_983 }));
    const now = reading(rows, held, '2025-03-01', '2026-01-01');

    it('leads from 63, 696 and 10,035 to 34, none and 3,321, with 471 communes split', () => {
      const count = (tree: typeof before) =>
        (['province', 'district', 'commune'] as const).map((level) => tree.unitsOf(level, NATION).length);
      expect([count(before), count(after)]).toEqual([
        [63, 691, 10_035], // five island districts have no commune, so the list of communes does not name them
        [34, 0, 3_321],
      ]);
      const split = now.carry.into(NATION).whole.filter((holder) => now.carry.partsOf(holder).length > 1);
      expect(split).toHaveLength(471); // the list marks as many as divided
    });

    it('conserves households and money over the 3,321 communes, the 34 provinces and the nation', () => {
      const sums = (of: (code: string) => bigint) =>
        (['commune', 'province', 'nation'] as const).map((level) =>
          after.unitsOf(level, NATION).reduce((sum, unit) => sum + of(unit.code), 0n),
        );
      const all = Object.values(held);
      const [people, money] = [all.reduce((sum, own) => sum + own.total, 0), all.reduce((sum, own) => sum + own.money, 0)].map(
        BigInt,
      );
      expect(sums((code) => households(now.of(code)))).toEqual([people, people, people]);
      expect(sums((code) => dong(now.of(code)))).toEqual([money, money, money]);
      expect(after.units().some(({ code }) => now.of(code).households.refused)).toBe(false);
    });

    it('makes Nam Dương 07603 of itself and Tân Mộc 07606, and Bắc Ninh 24 of Bắc Giang 24 and Bắc Ninh 27', () => {
      expect(
        now.carry
          .sourcesOf('07603')
          .map(({ row: { code, name } }) => `${code} ${name}`)
          .sort(),
      ).toEqual(['07603 Xã Nam Dương', '07606 Xã Tân Mộc']);
      expect(households(now.of('07603'))).toBe(BigInt(held['07603']!.total + held['07606']!.total));
      expect(after.parentOf('07603')).toBe('24');
      expect(
        now.carry
          .sourcesOf('24')
          .map(({ code }) => code)
          .sort(),
      ).toEqual(['24', '27']);
    });
  },
);
