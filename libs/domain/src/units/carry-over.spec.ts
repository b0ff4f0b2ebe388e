import { describe, expect, it } from '@jest/globals';
import { dong, households, reading, row, type Held } from './carry-over.example.js';
import { successionsOf } from './successions.js';
import { treeAt, type OrgUnitRow } from './tree.js';

const THEN = '2024-12-31';
const NOW = '2026-11-27';
const CLOSED = { validTo: '2025-06-30' };
const OPEN = { validFrom: '2025-07-01' };

/** Two provinces become one under the code of the first, districts end, and the communes do all there is to do. */
const ROWS: OrgUnitRow[] = [
  row('24', 'province', null, CLOSED),
  row('27', 'province', null, CLOSED),
  row('24', 'province', null, { ...OPEN, predecessors: ['24', '27'] }),
  row('219', 'district', '24', CLOSED),
  row('07603', 'commune', '219', CLOSED),
  row('07606', 'commune', '219', CLOSED),
  row('07603', 'commune', '24', { ...OPEN, predecessors: ['07603', '07606'] }),
  // Split by villages, by shares, and by nobody knows what; the code 30 is given to another commune.
  row('10', 'commune', '219', CLOSED),
  row('10-A', 'village', '10'),
  row('10-B', 'village', '10', CLOSED),
  row('10-B', 'village', '12', OPEN),
  row('20', 'commune', '219', CLOSED),
  row('30', 'commune', '219', CLOSED),
  row('11', 'commune', '24', { ...OPEN, predecessors: ['10', '20', '30'], predecessorShares: ['0.5', '0.7', '0.5'] }),
  row('12', 'commune', '24', { ...OPEN, predecessors: ['10', '20'], predecessorShares: ['0.5', '0.3'] }),
  row('30', 'commune', '24', { ...OPEN, predecessors: ['40'] }),
  row('31', 'commune', '24', { ...OPEN, predecessors: ['30'] }),
  row('40', 'commune', '27', CLOSED),
  // Nobody is named for it.
  row('50', 'commune', '219', CLOSED),
];

const HELD: Held = {
  '07603': { total: 1500, money: 40 },
  '07606': { total: 1612, money: 60 },
  '10': { total: 11, money: 0, villages: { '10-A': 4, '10-B': 7 } },
  '20': { total: 7, money: 9 },
  '30': { total: 5, money: 0 },
  '40': { total: 13, money: 1 },
  '50': { total: 3, money: 0 },
  '219': { total: 0, money: 472 },
  VN: { total: 0, money: 10_000 },
};
const now = reading(ROWS, HELD, THEN, NOW);

describe('what was held before the reform, in the tree after it', () => {
  it('adds merged communes up', () => {
    expect([households(now.of('07603')), dong(now.of('07603'))]).toEqual([3112n, 100n]);
    expect(now.of('07603')).toMatchObject({ households: { estimated: false, refused: false }, money: { estimated: false } });
  });

  it('moves villages one by one, under the new commune that their own row or their whole commune says', () => {
    const rows = ROWS.map((unit) => (unit.code === '10-A' ? { ...unit, ...CLOSED } : unit));
    const placed = reading([...rows, row('10-A', 'village', '11', OPEN), row('20-A', 'village', '07606')], HELD, THEN, NOW);
    expect(placed.carry.communeOfVillage('10-A', THEN)).toBe('11');
    expect(placed.carry.communeOfVillage('10-B', THEN)).toBe('12');
    expect(placed.carry.communeOfVillage('20-A', THEN)).toBe('07603');
    // 4 of the village, 5 of 7 by share, and what is not known of 30
    expect(households(placed.of('12'))).toBe(7n + 2n);
    expect(placed.of('12').households).toEqual({ estimated: true, refused: false });
  });

  it('leaves a village without a commune where its commune was split and nothing says to which part', () => {
    expect(now.carry.communeOfVillage('10-A', THEN)).toBeNull();
    expect(now.carry.tree.parentOf('10-A')).toBe('24');
  });

  it('apportions by shares what no village tells, and says so', () => {
    expect([households(now.of('12')), dong(now.of('12'))]).toEqual([7n + 2n + 2n, 3n]);
    expect(now.of('12')).toMatchObject({ households: { estimated: true, refused: false }, money: { estimated: true } });
  });

  it('refuses what was split into shares that do not make a whole, and gives the sum above it all the same', () => {
    expect(now.of('11').households.refused).toBe(true);
    expect(now.of('31').households.refused).toBe(true);
    expect(now.of('24').households).toEqual({ estimated: false, refused: false });
    expect(households(now.of('24'))).toBe(1500n + 1612n + 11n + 7n + 5n + 13n + 3n);
  });

  it('never takes a code for the unit that bore it before', () => {
    expect(households(now.of('30'))).toBe(13n);
  });

  it('lets what a unit without a successor held fall to the unit above: a district that ended, a commune that nobody names', () => {
    expect(dong(now.of('24'))).toBe(40n + 60n + 9n + 1n + 472n);
    expect(dong(now.of('VN'))).toBe(dong(now.of('24')) + 10_000n);
    expect(now.carry.sourcesOf('24').map(({ row: { code } }) => code)).toEqual(['24', '27']);
  });

  it('is as it was in its own tree', () => {
    const then = reading(ROWS, HELD, THEN, THEN);
    expect(['07603', '07606', '30', '219', '24'].map((code) => households(then.of(code)))).toEqual([
      1500n,
      1612n,
      5n,
      3138n,
      3138n,
    ]);
  });
});

describe('what is held after the reform, in the tree before it', () => {
  const held: Held = { '07603': { total: 9, money: 5, villages: { A: 4, B: 5 } }, '30': { total: 8, money: 2 } };
  const villages = [row('A', 'village', '07603'), row('B', 'village', '07606')];
  const back = reading([...ROWS, ...villages], held, NOW, THEN);

  it('goes back by village, and whole where all came from one', () => {
    expect([households(back.of('07603')), households(back.of('07606')), households(back.of('40'))]).toEqual([4n, 5n, 8n]);
    expect(back.of('07606').households.refused).toBe(false);
  });

  it('is refused where no village tells', () => {
    expect(back.of('07606').money).toEqual({ estimated: false, refused: true });
    expect(back.of('219').money.refused).toBe(false);
  });
});

describe('successions', () => {
  const chain = successionsOf([
    row('1', 'commune', null, { validTo: '2019-12-31' }),
    row('2', 'commune', null, { validFrom: '2020-01-01', predecessors: ['1'], predecessorShares: ['0.4'] }),
    row('3', 'commune', null, { validFrom: '2020-01-01', predecessors: ['1'], predecessorShares: ['0.6'] }),
    row('4', 'commune', null, { validFrom: '2022-01-01', predecessors: ['2', '3'] }),
    row('5', 'commune', null, { validFrom: '2020-06-01', predecessors: ['4'] }),
  ]);

  it('follow one reform behind another; what was parted and came together is whole', () => {
    const split = row('1', 'commune', null, { validTo: '2019-12-31' });
    const two = row('2', 'commune', null, { validFrom: '2020-01-01', validTo: '2021-12-31', predecessors: ['1'] });
    const three = { ...two, code: '3' };
    const four = row('4', 'commune', null, { validFrom: '2022-01-01', predecessors: ['2', '3'] });
    const made = successionsOf([split, two, three, four]);
    expect(made.partsOf('1', '2019-01-01', '2021-01-01').map(({ share }) => share)).toEqual([null, null]);
    expect(made.partsOf('1', '2019-01-01', '2023-01-01')).toMatchObject([{ code: '4', share: { num: 1n, den: 1n } }]);
    expect(made.days).toEqual(['2020-01-01', '2022-01-01']);
    expect([made.isChanged('2019-12-31', '2020-01-01'), made.isChanged('2020-01-01', '2021-12-31')]).toEqual([true, false]);
  });

  it('leave the rest with a unit that stands on', () => {
    expect(chain.partsOf('2', '2021-01-01', '2023-01-01').map(({ code, share }) => [code, share])).toEqual([
      ['2', null],
      ['4', null],
    ]);
    const gaveAQuarter = successionsOf([
      row('1', 'commune', null),
      row('2', 'commune', null, { validFrom: '2020-01-01', predecessors: ['1'], predecessorShares: ['0.25'] }),
    ]);
    const parts = gaveAQuarter.partsOf('1', '2019-01-01', '2020-01-01');
    expect(parts.map(({ code, share }) => [code, Number(share!.num) / Number(share!.den)])).toEqual([
      ['1', 0.75],
      ['2', 0.25],
    ]);
  });

  it('take a code that is renamed or moved for the same unit, one that is opened again for another', () => {
    const rows = [
      row('1', 'commune', '9', { validTo: '2019-12-31' }),
      row('1', 'commune', '8', { validFrom: '2020-01-01', validTo: '2020-12-31' }),
      row('1', 'commune', '8', { validFrom: '2022-01-01' }),
    ];
    const made = successionsOf(rows);
    expect(made.partsOf('1', '2019-01-01', '2020-06-01')).toMatchObject([{ code: '1' }]);
    expect(made.partsOf('1', '2019-01-01', '2023-01-01')).toMatchObject([{ code: 'VN' }]);
    expect(treeAt(rows, '2019-06-01').unit('1')?.parent).toBe('9');
  });
});
