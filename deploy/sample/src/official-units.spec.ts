import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { orgUnit } from '@chitieu/contracts';
import { officialUnits, unitsOn } from './official-units.js';

const units = await officialUnits();
const inUnit = (day: string, parent: string) => unitsOn(units, day, 'commune').filter((u) => u.parent === parent);
const published = (name: string): string => fileURLToPath(new URL(`../../../../shared/reference/${name}`, import.meta.url));

describe('official units', () => {
  it('has the 63/696/10,051 system of early 2025', () => {
    const count = (level: 'province' | 'district' | 'commune') => unitsOn(units, '2025-03-01', level).length;
    expect([count('province'), count('district'), count('commune')]).toEqual([63, 696, 10_051]);
  });

  it('keeps the contract, parents before children, one state of a code at a time', () => {
    const seen = new Set(['VN']);
    for (const unit of units) {
      expect(orgUnit.parse(unit)).toEqual(unit);
      expect(unit.parent === undefined || seen.has(unit.parent)).toBe(true);
      seen.add(unit.code);
    }
    for (const day of ['2004-07-08', '2024-12-31', '2025-01-01']) {
      const codes = units.filter((u) => u.validFrom <= day && (u.validTo === undefined || day <= u.validTo)).map((u) => u.code);
      expect(new Set(codes).size).toBe(codes.length);
    }
  });

  it('gives Lục Ngạn 29 communes until 2024-12-31, 19 and ten of thị xã Chũ after', () => {
    expect(inUnit('2024-12-31', '219')).toHaveLength(29);
    expect(inUnit('2024-12-31', '224')).toHaveLength(0);
    expect(unitsOn(units, '2024-12-31', 'district').some((u) => u.code === '224')).toBe(false);
    expect(inUnit('2025-01-01', '219')).toHaveLength(19);
    expect(inUnit('2025-01-01', '224')).toHaveLength(10);
  });

  it('names a commune as it was called on the day', () => {
    const name = (code: string, day: string) => unitsOn(units, day, 'commune').find((u) => u.code === code)?.name;
    expect([name('07525', '2024-10-05'), name('07525', '2025-01-01')]).toEqual(['Thị trấn Chũ', 'Phường Chũ']);
    expect([name('07573', '2024-10-05'), name('07573', '2025-01-01')]).toEqual(['Xã Biển Động', 'Thị trấn Biển Động']);
  });

  const list = published('admin_communes_2024-02-01.csv');
  (existsSync(list) ? it : it.skip)("agrees with the published list of 2024-02-01 on Lục Ngạn's communes", () => {
    const rows = readFileSync(list, 'utf8')
      .split('\n')
      .map((line) => line.split(','));
    const expected = rows.filter((row) => row[2] === '219').map((row) => `${row[0]} ${row[1]}`);
    expect(
      inUnit('2024-02-01', '219')
        .map((u) => `${u.code} ${u.name}`)
        .sort(),
    ).toEqual(expected.sort());
  });
});
