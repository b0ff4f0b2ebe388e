import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkTable } from './check-table.js';
import { readPrintedTable } from './printed-table.js';

/** Made up: parts whose sums and rates agree. */
const TABLE = [
  ['code', 'region', 'multi_hh', 'multi_pct', 'poor_hh', 'poor_pct', 'near_hh'],
  ['A', 'Vùng A', '412357', '14,21', '248916', '8,58', '163441'],
  ['B', 'Vùng B', '93846', '1,93', '35219', '0,72', '58627'],
  ['C', 'Vùng C', '368142', '6,47', '', '', ''],
  ['D', 'Vùng D', '150937', '9,38', '', '', ''],
  ['T', 'Cả nước', '1025282', '6,85', '531974', '3,55', '493308'],
];

const at = (records: string[][], row: number, column: number, text: string): string[][] =>
  records.map((record, r) => (r === row ? record.with(column, text) : record));

const found = (records: string[][]) => checkTable(readPrintedTable(records)).findings;

/** Row and column, and what it would have been, of every suspect of every finding. */
const suspected = (records: string[][]): string[] =>
  found(records).flatMap(({ suspects }) =>
    suspects.map(({ figure, misprint }) => `${figure.row}/${figure.column} ${misprint.text}`),
  );

const swapsOf = (text: string): string[] =>
  [...text].slice(1).flatMap((digit, i) => {
    const before = text[i]!;
    return /\d/.test(before) && /\d/.test(digit) && before !== digit
      ? [text.slice(0, i) + digit + before + text.slice(i + 2)]
      : [];
  });
const tenTimes = (text: string): string =>
  /[.,]/.test(text)
    ? text
        .replace(/([.,])(\d)/, '$2$1')
        .replace(/[.,]$/, '')
        .replace(/^0+(?=\d)/, '')
    : `${text}0`;

describe('a printed table', () => {
  it('that agrees with itself has no finding', () => expect(found(TABLE)).toEqual([]));

  it('says which figures nothing bears out', () => {
    const { unchecked } = checkTable(readPrintedTable(TABLE));
    expect(unchecked.map(({ row, column }) => `${row}/${column}`)).toEqual(['2/3', '3/3']);
  });

  it('shows the arithmetic, and the one figure that mends it', () => {
    const [finding] = found(at(TABLE, 4, 2, '150397'));
    expect(finding!.broken.map(({ name, arithmetic }) => [name, arithmetic])).toEqual([
      ['rows-add-up', '412357 + 93846 + 368142 + 150397 = 1024742; 1025282'],
    ]);
    expect(finding!.suspects.map(({ figure, misprint }) => [figure.text, misprint])).toEqual([
      ['150397', { how: 'digits-swapped', text: '150937' }],
    ]);
  });

  it.each([
    [1, 2, '4123570', 'a-tenth'],
    [1, 3, '142,1', 'a-tenth'],
    [2, 6, '58267', 'digits-swapped'],
    [5, 4, '53197400', undefined],
  ])('finds row %i, column %i printed as %s', (row, column, text, how) => {
    const findings = found(at(TABLE, row, column, text));
    expect(findings).toHaveLength(1);
    const mended = findings[0]!.suspects.filter(({ figure }) => figure.row === row - 1 && figure.column === column);
    expect(mended.some(({ misprint }) => misprint.text === TABLE[row]![column])).toBe(how !== undefined);
    if (how)
      expect(mended.find(({ misprint }) => misprint.text === TABLE[row]![column])!.misprint.how).toMatch(
        how === 'a-tenth' ? /ten/ : how,
      );
  });

  it('without a row for the whole is checked all the same', () => {
    const more = ['E', 'Vùng E', '74210', '5,11', '41877', '2,88', '32333'];
    expect(suspected(at([...TABLE.slice(0, -1), more], 2, 6, '58267'))).toEqual(['1/6 58627']);
  });

  it('takes what it cannot read for no figure, and says so', () => {
    const { unreadable } = readPrintedTable(at(TABLE, 1, 3, '1.421'));
    expect(unreadable).toMatchObject([
      { row: 0, column: 3, text: '1.421', read: { reason: 'ambiguous', readings: ['1421', '1.421'] } },
    ]);
  });
});

const PUBLISHED = new URL('../../../../../shared/reference/national_poverty_2024_by_region.csv', import.meta.url);
(existsSync(PUBLISHED) ? describe : describe.skip)('the poverty table of 2024', () => {
  const records = existsSync(PUBLISHED)
    ? readFileSync(PUBLISHED, 'utf8')
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => line.trim().split(','))
    : [];

  it('has no finding', () => expect(found(records)).toEqual([]));

  it('names the right figure first for 98 in a hundred errors in any that another one bears out, and never leaves it out', () => {
    const { unchecked } = checkTable(readPrintedTable(records));
    const errors = records.slice(1).flatMap((record, row) =>
      record.flatMap((text, column) =>
        column < 2 || text === '' || unchecked.some((figure) => figure.row === row && figure.column === column)
          ? []
          : [...swapsOf(text), tenTimes(text)].map((wrong) => ({
              right: `${row}/${column} ${text}`,
              of: suspected(at(records, row + 1, column, wrong)),
            })),
      ),
    );
    expect(errors.length).toBeGreaterThan(70);
    expect(errors.filter(({ right, of }) => !of.includes(right))).toEqual([]);
    expect(errors.filter(({ right, of }) => of[0] !== right).length / errors.length).toBeLessThanOrEqual(0.02);
  });
});
