import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvRecords, type CsvRecord } from './csv-records.js';
import { fileLines } from './file-lines.js';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
async function recordsOf(text: string | Buffer, size = 7): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const group of csvRecords(fileLines(inPieces(Buffer.from(text as string), size)))) records.push(...group);
  return records;
}
const quoted = (cell: string) => (/[",;\r\n]/.test(cell) || cell.trim() !== cell ? `"${cell.replaceAll('"', '""')}"` : cell);

describe('CSV', () => {
  it('gives back the cells that were written, whatever is in them and wherever the pieces are cut', async () => {
    const cell = fc.string({ maxLength: 8 }).map((text) => text.replaceAll(/[\r\ufeff]/g, '').trim());
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, size) => {
        const text = [['a', 'b', 'c'], ...rows].map((row) => row.map(quoted).join(',')).join('\r\n');
        const read = await recordsOf(text, size);
        expect(read.slice(1).map(({ cells }) => cells)).toEqual(rows.filter((row) => row.map(quoted).join(',').trim() !== ''));
      }),
    );
  });

  it('blames the line whose quote is never closed, and reads the lines behind it', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `${i},ok`);
    const read = await recordsOf(['a,b', '"1,open', ...lines].join('\n'));
    expect(read[1]).toMatchObject({ line: 2, cells: null });
    expect(read.slice(2).map(({ line }) => line)).toEqual(lines.map((_, i) => i + 3));
  });

  it('keeps the neighbours of a line that is not UTF-8', async () => {
    const read = await recordsOf(
      Buffer.concat([Buffer.from('a;b\n1;2\n'), Buffer.from([0xff, 0x3b, 0x0a]), Buffer.from('3;4\n')]),
    );
    expect(read.map(({ line, cells, broken }) => [line, cells, broken])).toEqual([
      [1, ['a', 'b'], undefined],
      [2, ['1', '2'], undefined],
      [3, null, 'not-utf8'],
      [4, ['3', '4'], undefined],
    ]);
  });
});
