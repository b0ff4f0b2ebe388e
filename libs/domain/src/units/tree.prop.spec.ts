import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { treeAt, validAt, type OrgUnitRow } from './tree.js';
import { LEVELS, NATION } from '../vocabulary.js';

const code = fc.integer({ min: 1, max: 30 }).map(String);
const year = fc.integer({ min: 2015, max: 2025 });
const row = fc
  .record({
    code,
    level: fc.constantFrom(...LEVELS.slice(1)),
    parent: fc.option(code),
    from: year,
    length: fc.option(fc.nat(10)),
  })
  .map(({ code: own, level, parent, from, length }): OrgUnitRow => ({
    code: own,
    name: `Đơn vị ${own}`,
    level,
    parent,
    validFrom: `${from}-01-01`,
    validTo: length === null ? null : `${from + length}-12-31`,
    predecessors: [],
  }));
const rows = fc.array(row, { maxLength: 60 });
const day = year.map((y) => `${y}-06-30`);

describe('tree laws, for any rows however broken', () => {
  it('every unit but the nation is the child of one parent above it, and reaches the nation', () => {
    fc.assert(
      fc.property(rows, day, (units, at) => {
        const tree = treeAt(units, at);
        return tree.units().every(({ code: own, level }) => {
          if (own === NATION) return tree.parentOf(own) === null;
          const line = tree.ancestors(own);
          const parents = tree.units().filter((unit) => tree.children(unit.code).some((child) => child.code === own));
          return line[0]?.code === NATION && parents.length === 1 && LEVELS.indexOf(line.at(-1)!.level) < LEVELS.indexOf(level);
        });
      }),
    );
  });

  it('communes under the children are the communes under the parent', () => {
    fc.assert(
      fc.property(rows, day, (units, at) => {
        const tree = treeAt(units, at);
        const all = tree.units().filter((unit) => unit.level === 'commune');
        return tree.communesUnder(NATION).length === all.length;
      }),
    );
  });

  it('holds what each code meant on the day', () => {
    fc.assert(
      fc.property(rows, code, day, (units, own, at) => {
        const [inTree, alone] = [treeAt(units, at).unit(own), validAt(units, own, at)];
        return inTree?.validFrom === alone?.validFrom;
      }),
    );
  });
});

it('builds and searches the tree of a country at once', () => {
  const country: OrgUnitRow[] = Array.from({ length: 11_000 }, (_, i) => {
    const level = i < 63 ? 'province' : i < 763 ? 'district' : 'commune';
    const parent = i < 63 ? null : i < 763 ? String((i - 63) % 63) : String(63 + ((i - 763) % 700));
    return { code: String(i), name: `Xã Đồng ${i}`, level, parent, validFrom: '2004-01-01', validTo: null, predecessors: [] };
  });
  const tree = treeAt(country, '2024-12-31');
  const started = performance.now();
  for (let i = 0; i < 5; i++) treeAt(country, '2024-12-31');
  const buildMs = (performance.now() - started) / 5;
  expect(tree.communesUnder(NATION)).toHaveLength(11_000 - 763);
  expect(tree.search('dong 10999', 5).map((unit) => unit.code)).toEqual(['10999']);
  // Fifty is the promise; the rest is room for a busy machine.
  expect(buildMs).toBeLessThan(500);
});
