import { describe, expect, it } from '@jest/globals';
import { carryTarget, type CarriableTarget, type TargetSource } from './carry-target.js';
import { ratio, type Ratio } from '../ratio.js';

const line = (value: string, own: Partial<CarriableTarget> = {}): CarriableTarget => ({
  ...{ kind: 'level', value, trajectory: { kind: 'linear' } },
  ...own,
});
const source = (
  target: CarriableTarget | null,
  denominator: number | null,
  shares: (Ratio | null)[] = [ratio(1n)],
): TargetSource<CarriableTarget> => ({
  target,
  denominator: denominator === null ? null : BigInt(denominator),
  parts: shares.map((share, i) => ({ code: i === 0 ? 'N' : `M${i}`, share })),
});
const HALF = ratio(1n, 2n);

describe('a carried target', () => {
  it.each<[string, 'count' | 'ratio', TargetSource<CarriableTarget>[], object]>([
    [
      'of one unit that goes on is its own',
      'ratio',
      [source(line('0.0298'), null)],
      { target: line('0.0298'), estimated: false },
    ],
    ['of counts is their sum', 'count', [source(line('48'), 1), source(line('12'), 1)], { target: line('60') }],
    [
      'of rates is that of their households: 48 of 1612 and 100 of 1000',
      'ratio',
      [source(line('0.029776674937965'), 1612), source(line('0.1'), 1000)],
      { target: { value: '0.056661562021' } },
    ],
    ['keeps the sum of a part exact', 'count', [source(line('7'), 1, [HALF, HALF])], { target: line('4'), estimated: true }],
    [
      'carries a baseline that all of them state',
      'count',
      [source(line('5', { baseline: '9' }), 1), source(line('1', { baseline: '2' }), 1)],
      { target: line('6', { baseline: '11' }) },
    ],
    ['is none where a unit has none', 'count', [source(line('5'), 1), source(null, 1)], { reason: 'target_not_of_all' }],
    [
      'is none where a rate has no base',
      'ratio',
      [source(line('0.1'), 1), source(line('0.1'), null)],
      { reason: 'target_base_unknown' },
    ],
    [
      'is none where they are of several kinds',
      'count',
      [source(line('5'), 1), source(line('5', { kind: 'change' }), 1)],
      { reason: 'targets_differ_in_kind' },
    ],
    [
      'is none where nobody declared the shares',
      'count',
      [source(line('5'), 1, [null, null])],
      { reason: 'split_shares_unknown' },
    ],
  ])('%s', (_, kind, sources, expected) => {
    expect(carryTarget('N', kind, sources)).toMatchObject(expected);
  });
});
