import { describe, expect, it } from '@jest/globals';
import { csvOf } from './csv.js';
import type { Leaving } from './sheet.js';

const leaving: Leaving = {
  around: {
    title: 'Tổng quan',
    lines: ['Xã Tân Mộc (07606)'],
    notesTitle: 'Ghi chú',
    source: 'Nguồn',
    tellCut: (here, all) => `Đã cắt: ${here}/${all}`,
  },
  sheets: [
    {
      name: 'Các xã',
      columns: ['Xã', 'Tỷ lệ'],
      rows: [
        ['Tân; "Mộc", xã', '1.234,50 %'],
        ['=HYPERLINK("x")', '−5'],
        ['@x', '–'],
      ],
      cutFrom: 9,
    },
  ],
  notes: ['2024 · Tỷ lệ: Sáp nhập thôn (A, 05/10/2024)'],
};

describe('a CSV', () => {
  it('has a byte order mark, decimal commas with semicolons, defused formulas, tells a cut, and has the notes below', () =>
    expect(csvOf(leaving, ';', 'vi').split('\r\n')).toEqual([
      '\ufeffTổng quan',
      'Xã Tân Mộc (07606)',
      '',
      'Các xã',
      'Xã;Tỷ lệ',
      '"Tân; ""Mộc"", xã";1234,50%',
      '"\'=HYPERLINK(""x"")";-5',
      "'@x;–",
      'Đã cắt: 3/9',
      '',
      'Ghi chú',
      '2024 · Tỷ lệ: Sáp nhập thôn (A, 05/10/2024)',
      '',
      'Nguồn',
      '',
    ]));

  it('has decimal points with commas', () => expect(csvOf(leaving, ',', 'vi')).toContain('"Tân; ""Mộc"", xã",1234.50%\r\n'));
});
