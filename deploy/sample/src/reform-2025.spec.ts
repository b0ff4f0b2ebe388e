import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { successionsOf, treeAt, type OrgUnitRow } from '@chitieu/domain';
import { officialUnits } from './official-units.js';

const rows: OrgUnitRow[] = (await officialUnits()).map(
  ({ code, name, level, parent = null, validFrom, validTo = null, predecessors = [] }) => ({
    ...{ code, name, level, parent, validFrom, validTo, predecessors },
  }),
);
const became = successionsOf(rows);
const [before, after] = [treeAt(rows, '2025-06-30', became), treeAt(rows, '2025-07-01', became)];
const heirs = (code: string): string[] => became.partsOf(code, '2024-12-31', '2025-07-01').map((part) => part.code);
const oldCommunes = treeAt(rows, '2024-12-31', became).communesUnder('24');

describe('the reform of 2025-07-01', () => {
  it('leads from 63, 696 and 10,051 to 34, none and 3,321', () => {
    const count = (tree: typeof before) =>
      (['province', 'district', 'commune'] as const).map((level) => tree.unitsOf(level, 'VN').length);
    expect([count(before), count(after)]).toEqual([
      [63, 696, 10_051],
      [34, 0, 3_321],
    ]);
    expect(after.orphans).toEqual([]);
  });

  it('makes Nam Dương of itself and Tân Mộc, and Bắc Ninh of Bắc Giang and Bắc Ninh, under codes that were others’', () => {
    expect([heirs('07606'), heirs('07603')]).toEqual([['07603'], ['07603']]);
    expect([heirs('24'), heirs('27')]).toEqual([['24'], ['24']]);
    expect([before.unit('24')!.name, after.unit('24')!.name, after.parentOf('07603')]).toEqual([
      'Tỉnh Bắc Giang',
      'Tỉnh Bắc Ninh',
      '24',
    ]);
  });

  it('has each old province in one new, and every commune of the sample in a commune of the new Bắc Ninh', () => {
    const provinces = after.unitsOf('province', 'VN').flatMap(({ predecessors }) => predecessors);
    expect(provinces.toSorted()).toEqual(
      before
        .unitsOf('province', 'VN')
        .map(({ code }) => code)
        .toSorted(),
    );
    const lost = oldCommunes.filter(({ code }) =>
      heirs(code).some((heir) => after.levelOf(heir) !== 'commune' || after.parentOf(heir) !== '24'),
    );
    expect(lost).toEqual([]);
  });

  const list = fileURLToPath(new URL('../../../../shared/reference/admin_crosswalk_2025-03_to_2025-07.csv', import.meta.url));
  (existsSync(list) ? it : it.skip)('agrees with the published crosswalk on every commune of Bắc Giang', () => {
    const published = readFileSync(list, 'utf8')
      .split('\n')
      .map((line) => line.split(','))
      .filter(([province, , code]) => province === '24' && code !== '');
    for (const [, , old, , , now] of published) expect([old, heirs(old!)]).toEqual([old, [now]]);
    expect(published.length).toBeGreaterThan(190);
  });
});
