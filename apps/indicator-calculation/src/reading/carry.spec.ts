import { describe, expect, it } from '@jest/globals';
import { successionsOf, treeAt, type OrgUnitRow } from '@chitieu/domain';
import { carryFor } from './carry.js';

const row = (code: string, own: Partial<OrgUnitRow> = {}): OrgUnitRow => ({
  ...{ code, name: code, level: 'commune', parent: null, validFrom: '2004-07-08', validTo: null, predecessors: [] },
  ...own,
});
const merged = (day: string, lastDay: string): OrgUnitRow[] => [
  row('1', { validTo: lastDay }),
  row('2', { validTo: lastDay }),
  row('3', { validFrom: day, predecessors: ['1', '2'] }),
  row('9'),
];
const carryOf = (rows: OrgUnitRow[], period: string, day: string) => {
  const successions = successionsOf(rows);
  const treeOf = (of: string) => treeAt(rows, of, successions);
  return carryFor(period, treeOf(day), { rows, successions, treeOf });
};

describe('what is carried', () => {
  const rows = merged('2025-07-01', '2025-06-30');

  it('is nothing where no unit changed in the year, the year before, or on the way to the tree', () => {
    expect(carryOf(rows, '2024', '2024-12-31')).toBeNull();
    expect(carryOf(rows, '2027', '2027-12-31')).toBeNull();
    expect(carryOf(rows, '2024', '2025-07-01')).not.toBeNull();
    expect(carryOf(rows, '2026', '2024-12-31')).not.toBeNull();
  });

  it('is the year before, in the year of a change and the one behind it', () => {
    expect(
      carryOf(rows, '2025', '2025-12-31')!
        .before!.into('3')
        .whole.map(({ code }) => code),
    ).toEqual(['1', '2']);
    expect(carryOf(rows, '2024', '2025-12-31')!.before).toBeNull();
  });

  it.each([
    ['on the first of a month', rows, ['2025-01 2025-06', '2025-07 2025-12']],
    ['within a month', merged('2025-03-15', '2025-03-14'), ['2025-01 2025-02', '2025-03 2025-03', '2025-04 2025-12']],
  ])('are vouchers by the units of their months: a change %s', (_, units, runs) => {
    const { paid } = carryOf(units, '2025', '2025-12-31')!;
    expect(paid.map(({ from, to }) => `${from} ${to}`)).toEqual(runs);
    for (const run of paid.slice(0, -1))
      expect(run.carry.into('3').whole.map(({ code }) => code)).toEqual(expect.arrayContaining(['1', '2']));
  });

  it('is told of where it stands: what changed under an old code changed under the new one', () => {
    const carry = carryOf(rows, '2025', '2025-12-31')!;
    expect([carry.targetsOf('1'), carry.targetsOf('9'), carry.targetsOf('VN'), carry.targetsOf('?')]).toEqual([
      ['3'],
      ['9'],
      ['VN'],
      [],
    ]);
  });
});
