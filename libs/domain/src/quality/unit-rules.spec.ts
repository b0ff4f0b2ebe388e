import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { STARTER_SET, type Sums, type UnitMeasures } from '../catalogue/index.js';
import { ratio } from '../ratio.js';
import { standApart } from './sibling-rules.js';
import { UNIT_RULES } from './unit-rules.js';

const none: Sums = Object.fromEntries(STARTER_SET.codes.map((code) => [code, 0n]));
const unit = (over: { before?: Sums; now?: Sums; money?: Partial<UnitMeasures['money']> }): UnitMeasures => ({
  current: { ...none, ...over.now },
  matched: { communes: 1, current: { ...none, ...over.now }, previous: { ...none, ...over.before } },
  money: {
    ...{ disbursed: 0n, disbursedToDate: 0n, assigned: null, vouchers: 0n, sampleVouchers: 0n, households: 0n, lines: {} },
    ...over.money,
  },
  activities: {},
  reporting: { expected: 1, received: 1, onTime: 1 },
});
const found = (measures: UnitMeasures): string[] => UNIT_RULES.flatMap((rule) => rule(measures)).map(({ rule }) => rule);

/** A year that adds up: who was poor stays, escapes or leaves; who is poor now stayed, fell or came. */
const consistent = fc
  .record({
    ...{
      still: fc.bigInt(0n, 200n),
      escapedPoverty: fc.bigInt(0n, 50n),
      poorLeft: fc.bigInt(0n, 5n),
      relapsed: fc.bigInt(0n, 9n),
    },
    ...{ newlyPoor: fc.bigInt(0n, 20n), poorWithoutBase: fc.bigInt(0n, 9n), households: fc.bigInt(500n, 3_000n) },
  })
  .map(({ still, households, ...flows }) => ({
    before: { poor: still + flows.escapedPoverty + flows.poorLeft, households },
    now: { ...flows, poor: still + flows.relapsed + flows.newlyPoor + flows.poorWithoutBase, households },
  }));

describe('rules on a unit’s own numbers', () => {
  it('find nothing where everything adds up', () => {
    fc.assert(fc.property(consistent, (year) => expect(found(unit(year))).toEqual([])));
  });

  it('find every household that was poor and is in none of this period’s', () => {
    fc.assert(
      fc.property(consistent, fc.bigInt(1n, 30n), ({ before, now }, missing) => {
        const [finding] = UNIT_RULES.flatMap((rule) => rule(unit({ before: { ...before, poor: before.poor + missing }, now })));
        expect(finding).toMatchObject({ rule: 'poor-not-accounted-for' });
        expect(finding!.arithmetic.endsWith(`= ${missing}`)).toBe(true);
      }),
    );
  });

  it('find more that were poor before than the unit had', () => {
    const [finding] = UNIT_RULES.flatMap((rule) => rule(unit({ before: { poor: 10n }, now: { poor: 12n } })));
    expect(finding).toMatchObject({
      rule: 'poor-not-accounted-for',
      message: { en: expect.stringContaining('2 more households') },
    });
  });

  it('say nothing where the measures are not counted', () => {
    const { poorLeft: _gone, ...current } = none;
    expect(found({ ...unit({ before: { poor: 10n } }), current })).toEqual([]);
  });

  it('find a total of households that jumps, from more than a tenth', () => {
    const jump = (now: bigint) => found(unit({ before: { households: 1000n }, now: { households: now } }));
    expect(jump(1100n)).toEqual([]);
    expect(jump(1101n)).toEqual(['households-jump']);
    expect(jump(899n)).toEqual(['households-jump']);
    expect(found(unit({ before: { households: 50n }, now: { households: 69n } }))).toEqual([]);
  });

  it('find more paid than assigned, and exactly all', () => {
    const paid = (disbursedToDate: bigint) => found(unit({ money: { assigned: 459n, disbursedToDate } }));
    expect(paid(458n)).toEqual([]);
    expect(paid(459n)).toEqual(['exactly-all-disbursed']);
    expect(paid(460n)).toEqual(['paid-more-than-assigned']);
  });
});

describe('a unit beside its siblings', () => {
  const district = (moves: number[]) =>
    moves.map((move, i) => ({ unit: `C${i}`, before: ratio(1_000n, 10_000n), now: ratio(BigInt(1_000 + move), 10_000n) }));
  const usual = [-60, -55, -70, -64, -58, -62, -66, -61];

  it('stands apart where it moved far otherwise; the others do not because of it', () => {
    expect([...standApart(district(usual)).keys()]).toEqual([]);
    expect([...standApart(district([...usual, 400])).keys()]).toEqual(['C8']);
  });

  it('is not judged among few, nor for half a point among units that moved alike', () => {
    expect(standApart(district([...usual.slice(0, 6), 900])).size).toBe(0);
    expect(standApart(district([...Array<number>(9).fill(-60), -10])).size).toBe(0);
  });
});
