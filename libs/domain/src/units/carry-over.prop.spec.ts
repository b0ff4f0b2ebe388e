import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { apportion } from './apportion.js';
import { dong, households, reading, row, type Held } from './carry-over.example.js';
import { successionsOf } from './successions.js';
import { treeAt, type OrgUnitRow } from './tree.js';
import { NATION } from '../vocabulary.js';

const THEN = '2024-12-31';
const NOW = '2025-12-31';
const CLOSED = { validTo: '2025-06-30' };
const OPENED = '2025-07-01';
const SHARES = [['1'], ['0.5', '0.5'], ['0.21', '0.3', '0.49']];

/** Of one commune: its households and money, how many parts it is cut into, and the new communes that it is drawn to. */
const fate = fc.record({
  villages: fc.array(fc.nat(40), { maxLength: 3 }),
  without: fc.nat(60),
  money: fc.nat(1000),
  cuts: fc.constantFrom(1, 1, 1, 2, 3),
  to: fc.array(fc.nat(7), { minLength: 3, maxLength: 3 }),
});
type Fate = typeof fate extends fc.Arbitrary<infer T> ? T : never;
const fates = fc.array(fate, { minLength: 1, maxLength: 8 });

/** Old communes c0… under two provinces; new ones bear old codes again, each that of another commune. */
function world(all: Fate[], { shares = true, merges = false } = {}): { rows: OrgUnitRow[]; held: Held } {
  const code = (i: number): string => `c${i}`;
  const heirs = new Map<number, [string, string][]>();
  const rows = [row('P', 'province', null, CLOSED), row('Q', 'province', null, CLOSED), row('D', 'district', 'P', CLOSED)];
  const held: Held = { D: { total: 0, money: 77 } };
  all.forEach(({ villages, without, money, cuts, to }, i) => {
    rows.push(row(code(i), 'commune', i % 3 === 0 ? 'Q' : 'D', CLOSED));
    const goes = [...new Set(to.slice(0, merges ? 1 : cuts))];
    goes.forEach((target, k) => heirs.set(target, [...(heirs.get(target) ?? []), [code(i), SHARES[goes.length - 1]![k]!]]));
    held[code(i)] = { total: without + villages.reduce((a, b) => a + b, 0), money, villages: {} };
    villages.forEach((n, v) => {
      held[code(i)]!.villages![`${code(i)}-${v}`] = n;
      rows.push(row(`${code(i)}-${v}`, 'village', code(i), CLOSED));
      rows.push(row(`${code(i)}-${v}`, 'village', code(goes[v % goes.length]!), { validFrom: OPENED }));
    });
  });
  for (const [target, from] of heirs) {
    const named = {
      predecessors: from.map(([own]) => own),
      ...(shares && { predecessorShares: from.map(([, share]) => share) }),
    };
    rows.push(row(code(target), 'commune', target % 2 === 0 ? 'P' : 'R', { validFrom: OPENED, ...named }));
  }
  rows.push(row('P', 'province', null, { validFrom: OPENED, predecessors: ['Q'] }));
  rows.push(row('R', 'province', null, { validFrom: OPENED, predecessors: ['P'] }));
  return { rows, held };
}

const sumOf = (rows: OrgUnitRow[], day: string, level: OrgUnitRow['level'], of: (code: string) => bigint): bigint =>
  treeAt(rows, day)
    .unitsOf(level, NATION)
    .reduce((sum, unit) => sum + of(unit.code), 0n);
const total = (held: Held, of: 'total' | 'money'): bigint => BigInt(Object.values(held).reduce((sum, own) => sum + own[of], 0));

describe('a reform, whatever it does', () => {
  it('conserves every household and every đồng at every level', () => {
    fc.assert(
      fc.property(fates, (all) => {
        const { rows, held } = world(all);
        const now = reading(rows, held, THEN, NOW);
        for (const level of ['commune', 'province', 'nation'] as const) {
          expect(sumOf(rows, NOW, level, (code) => households(now.of(code)))).toBe(total(held, 'total'));
        }
        expect(sumOf(rows, NOW, 'commune', (code) => dong(now.of(code)))).toBe(total(held, 'money') - 77n);
        expect(sumOf(rows, NOW, 'province', (code) => dong(now.of(code)))).toBe(total(held, 'money'));
        for (const province of ['P', 'R']) {
          const own = now.carry.tree.communesUnder(province).reduce((sum, { code }) => sum + households(now.of(code)), 0n);
          expect(households(now.of(province))).toBe(own);
        }
      }),
    );
  });

  it('guesses nothing: without shares, a part is refused or holds just the villages that are known', () => {
    fc.assert(
      fc.property(fates, (all) => {
        const { rows, held } = world(all, { shares: false });
        const now = reading(rows, held, THEN, NOW);
        for (const { code } of now.carry.tree.communesUnder(NATION)) {
          const { households: certainty } = now.of(code);
          expect(certainty.estimated).toBe(false);
          const parted = now.carry.into(code).parted.map(({ holder }) => all[Number(holder.code.slice(1))]!);
          expect(certainty.refused).toBe(parted.some(({ without }) => without > 0));
        }
        expect(now.of(NATION).households.refused).toBe(false);
      }),
    );
  });

  it('changes nothing in the tree before it', () => {
    fc.assert(
      fc.property(fates, (all) => {
        const { rows, held } = world(all);
        const before = rows.filter((unit) => unit.validFrom < OPENED).map((unit) => ({ ...unit, validTo: null }));
        const [then, ever] = [reading(rows, held, THEN, THEN), reading(before, held, THEN, THEN)];
        for (const { code } of treeAt(before, THEN).units()) expect(then.of(code)).toEqual(ever.of(code));
      }),
    );
  });

  it('that only merges can be taken there and back by the villages', () => {
    fc.assert(
      fc.property(fates, (drawn) => {
        const all = drawn.map((one) => ({ ...one, without: 0, money: 0 }));
        const { rows, held } = world(all, { merges: true });
        const there = reading(rows, held, THEN, NOW);
        const merged: Held = {};
        for (const { code } of there.carry.tree.communesUnder(NATION)) {
          const sources = there.carry.sourcesOf(code).map((holder) => held[holder.code]!);
          const villages = Object.assign({}, ...sources.map((own) => own.villages)) as Record<string, number>;
          merged[code] = { total: Number(households(there.of(code))), money: 0, villages };
        }
        const back = reading(rows, merged, NOW, THEN);
        all.forEach((_, i) => expect(households(back.of(`c${i}`))).toBe(BigInt(held[`c${i}`]!.total)));
      }),
    );
  });
});

describe('successions of any rows, however broken', () => {
  const code = fc.constantFrom('1', '2', '3', '4', '5');
  const broken = fc
    .record({
      code,
      level: fc.constantFrom('province', 'district', 'cluster', 'commune', 'village'),
      parent: fc.option(code),
      from: fc.integer({ min: 2015, max: 2025 }),
      length: fc.option(fc.integer({ min: -1, max: 4 })),
      predecessors: fc.uniqueArray(code, { maxLength: 3 }),
    })
    .map(({ code: own, level, parent, from, length, predecessors }) =>
      row(own, level as OrgUnitRow['level'], parent, {
        ...{ validFrom: `${from}-01-01`, validTo: length === null ? null : `${from + length}-12-31`, predecessors },
      }),
    );
  const year = fc.integer({ min: 2014, max: 2026 });

  it('end, in units that stand, each named once', () => {
    fc.assert(
      fc.property(fc.array(broken, { maxLength: 25 }), code, year, year, (rows, own, from, to) => {
        const made = successionsOf(rows);
        if (!made.rowAt(own, `${from}-06-30`)) return;
        const parts = made.partsOf(own, `${from}-06-30`, `${to}-06-30`);
        expect(parts.length).toBeGreaterThan(0);
        expect(new Set(parts.map((part) => part.code)).size).toBe(parts.length);
        for (const part of parts) expect(part.code === NATION || made.rowAt(part.code, `${to}-06-30`)).toBeTruthy();
      }),
    );
  });
});

describe('apportion', () => {
  const shares = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 6 }).map((all) => {
    const den = BigInt(all.reduce((a, b) => a + b, 0));
    return all.map((num) => ({ num: BigInt(num), den }));
  });

  it('adds up exactly, stays by the shares, and gives no part less of more', () => {
    fc.assert(
      fc.property(shares, fc.bigInt({ min: 0n, max: 10n ** 13n }), (parts, total) => {
        const [own, more] = [apportion(total, parts), apportion(total + 1n, parts)];
        expect(own.reduce((a, b) => a + b, 0n)).toBe(total);
        own.forEach((part, i) => {
          expect(more[i]! >= part).toBe(true);
          const gap = part * parts[i]!.den - total * parts[i]!.num;
          expect((gap < 0n ? -gap : gap) < BigInt(parts.length) * parts[i]!.den).toBe(true);
        });
        expect(apportion(-total, parts)).toEqual(own.map((part) => -part));
      }),
    );
  });
});
