import { describe, expect, it } from '@jest/globals';
import { BATCH, batchesOf } from './row-batches.js';

const MIB = 1_048_576;
const NDJSON = { kind: 'activities', format: 'ndjson' } as const;

async function* pieces(text: string): AsyncGenerator<Buffer> {
  for (let from = 0; from < text.length; from += MIB) yield Buffer.from(text.slice(from, from + MIB));
}

async function batchesIn(text: string, behindLine = 0): Promise<{ rows: number; characters: number; first: number }[]> {
  const found = [];
  for await (const rows of batchesOf(NDJSON, pieces(text), behindLine)) {
    found.push({
      rows: rows.length,
      characters: rows.reduce((sum, row) => sum + row.text.length, 0),
      first: rows[0]!.line,
    });
  }
  return found;
}

describe('batches of rows', () => {
  it('hold so many rows, in order, from behind a line', async () => {
    const found = await batchesIn('{}\n'.repeat(2 * BATCH + 11), 10);
    expect(found.map(({ rows, first }) => [rows, first])).toEqual([
      [BATCH, 11],
      [BATCH, BATCH + 11],
      [1, 2 * BATCH + 11],
    ]);
  });

  it('hold few rows where rows are long', async () => {
    const found = await batchesIn(`${'x'.repeat(MIB - 1)}\n`.repeat(20));
    expect(found.reduce((sum, { rows }) => sum + rows, 0)).toBe(20);
    for (const { characters } of found) expect(characters).toBeLessThan(7 * MIB);
  });
});
