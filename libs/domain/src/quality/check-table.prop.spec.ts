import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkTable } from './check-table.js';
import { readPrintedTable } from './printed-table.js';

/** Households of each part, and how many in a thousand of them are poor and near-poor. */
const parts = fc.array(
  fc.record({
    all: fc.integer({ min: 20_000, max: 9_000_000 }),
    poor: fc.integer({ min: 3, max: 150 }),
    near: fc.integer({ min: 3, max: 150 }),
  }),
  { minLength: 3, maxLength: 12 },
);

const HEADER = ['Tỉnh', 'Nghèo đa chiều', 'Tỷ lệ', 'Nghèo', 'Tỷ lệ', 'Cận nghèo', 'Tỷ lệ'];

/** As an office prints it: parts, then their sum; rates of the same households, rounded. */
function printed(of: { all: number; poor: number; near: number }[]): string[][] {
  const counts = of.map(({ all, poor, near }) => ({
    all,
    poor: Math.round((all * poor) / 1000) + (all % 7),
    near: Math.round((all * near) / 1000) + (all % 11),
  }));
  const sum = (name: 'all' | 'poor' | 'near') => counts.reduce((total, each) => total + each[name], 0);
  const rows = [...counts, { all: sum('all'), poor: sum('poor'), near: sum('near') }];
  const rate = (count: number, all: number) => ((count / all) * 100).toFixed(2).replace('.', ',');
  return [
    HEADER,
    ...rows.map(({ all, poor, near }, i) => [
      i === counts.length ? 'Tổng cộng' : `Tỉnh ${i + 1}`,
      ...[poor + near, poor, near].flatMap((count) => [String(count), rate(count, all)]),
    ]),
  ];
}

/** Two neighbouring digits that differ change places, or the figure is ten times too large; null where neither can be. */
function misprinted(text: string, seed: number): string | null {
  if (seed % 4 === 0) return text.includes(',') ? text.replace(/,(\d)/, '$1,').replace(/^0+(?=\d)/, '') : `${text}0`;
  const places = [...text].flatMap((digit, i) =>
    /\d/.test(digit) && /\d/.test(text[i + 1] ?? '') && digit !== text[i + 1] ? [i] : [],
  );
  if (places.length === 0) return null;
  const at = places[seed % places.length]!;
  return text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2);
}

describe('tables that somebody printed', () => {
  it('have no finding where they agree with themselves', () => {
    fc.assert(fc.property(parts, (of) => expect(checkTable(readPrintedTable(printed(of))).findings).toEqual([])));
  });

  it('lead to the figure that is wrong: of planted errors 98 in a hundred are found, and 98 in a hundred first suspects are right', () => {
    const cases = fc.sample(fc.tuple(parts, fc.nat(), fc.nat()), { numRuns: 1_000, seed: 2026 });
    const outcomes = cases.flatMap(([of, cell, seed]) => {
      const records = printed(of);
      const row = 1 + (cell % (records.length - 1));
      const column = 1 + (Math.floor(cell / 64) % (HEADER.length - 1));
      const wrong = misprinted(records[row]![column]!, seed);
      if (wrong === null) return [];
      const { findings } = checkTable(readPrintedTable(records.with(row, records[row]!.with(column, wrong))));
      const first = findings[0]?.suspects[0]?.figure;
      return [
        { found: findings.length > 0, named: first !== undefined, right: first?.row === row - 1 && first.column === column },
      ];
    });
    const share = (of: typeof outcomes, which: 'found' | 'right') => of.filter((outcome) => outcome[which]).length / of.length;
    expect(outcomes.length).toBeGreaterThan(900);
    expect(share(outcomes, 'found')).toBeGreaterThanOrEqual(0.98);
    expect(
      share(
        outcomes.filter(({ named }) => named),
        'right',
      ),
    ).toBeGreaterThanOrEqual(0.98);
  });
});
