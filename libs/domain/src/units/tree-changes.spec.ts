import { describe, expect, it } from '@jest/globals';
import { row } from './carry-over.example.js';
import { treeChanges } from './tree-changes.js';

const LAST = '2025-06-30';
const DAY = '2025-07-01';
const BEFORE = [
  row('24', 'province', null),
  row('219', 'district', '24'),
  row('1', 'commune', '219'),
  row('2', 'commune', '219'),
  row('3', 'commune', '219'),
  row('4', 'commune', '219'),
  row('5', 'commune', '219'),
  row('6', 'commune', '219'),
];
const ended = (code: string) => ({ ...BEFORE.find((unit) => unit.code === code)!, validTo: LAST });
const state = (...rows: typeof BEFORE) => {
  const keys = new Set(rows.map(({ code, validFrom }) => `${code} ${validFrom}`));
  const { changes, problems } = treeChanges(BEFORE, [
    ...BEFORE.filter(({ code, validFrom }) => !keys.has(`${code} ${validFrom}`)),
    ...rows,
  ]);
  const told = (units: { code: string; share: string | null }[]) =>
    units.map(({ code, share }) => (share ? `${code}×${Number(share)}` : code)).join('+');
  return {
    changes: changes.map(({ kind, code, from, to }) => [kind, code, told(from), told(to)].join(' ').trim()),
    problems: problems.map(({ kind, code }) => `${kind} ${code}`),
  };
};

describe('what statements about units would change', () => {
  it('is nothing where they say what stands', () => {
    expect(state(...BEFORE)).toEqual({ changes: [], problems: [] });
  });

  it('tells openings, closings, renames and moves apart', () => {
    expect(
      state(
        row('9', 'commune', '24', { validFrom: DAY }),
        ended('1'),
        ended('2'),
        row('2', 'commune', '219', { validFrom: DAY, name: 'Tên mới' }),
        ended('3'),
        row('3', 'commune', '24', { validFrom: DAY }),
        { ...BEFORE[6]!, name: 'Sửa tên' },
      ),
    ).toEqual({
      changes: ['corrected 5 5 5', 'closed 1', 'renamed 2 2 2', 'moved 3 219 24', 'opened 9'],
      problems: ['no-successor 1'],
    });
  });

  it('tells merges, splits and new codes', () => {
    expect(
      state(
        ended('1'),
        ended('2'),
        ended('3'),
        ended('4'),
        row('1', 'commune', '219', { validFrom: DAY, predecessors: ['1', '2'] }),
        row('31', 'commune', '219', { validFrom: DAY, predecessors: ['3'], predecessorShares: ['0.25'] }),
        row('32', 'commune', '219', { validFrom: DAY, predecessors: ['3'], predecessorShares: ['0.75'] }),
        row('44', 'commune', '219', { validFrom: DAY, predecessors: ['4'] }),
      ),
    ).toEqual({ changes: ['merged 1 1+2', 'split 3  31×0.25+32×0.75', 'recoded 44 4'], problems: [] });
  });

  it('says what is likely not meant', () => {
    expect(
      state(
        { ...BEFORE[1]!, validTo: LAST },
        row('7', 'commune', '24', { validFrom: DAY, predecessors: ['1', '77'] }),
        ended('2'),
        row('8', 'commune', '24', { validFrom: DAY, predecessors: ['2'] }),
        row('9', 'commune', '24', { validFrom: DAY, predecessors: ['2'] }),
      ).problems,
    ).toEqual([
      'predecessor-still-stands 1',
      'split-without-shares 1',
      'predecessor-unknown 77',
      'split-without-shares 2',
      ...['1', '3', '4', '5', '6'].map((code) => `parent-ended ${code}`),
    ]);
  });
});
