import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { testDatabase, type TestDatabase } from '@chitieu/testing';
import { integerColumn, numberColumn, textColumn } from './columns.js';

describe('a column as an array', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase();
  });
  afterAll(() => test.drop());

  it('reaches the server as it is, whatever is in it', async () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('', 'NULL', '{}', 'a"b', 'a\\b', 'a,b', ' ', 'Xã Tân Mộc'));
    const storable = text.filter((value) => !value.includes('\u0000'));
    await fc.assert(
      fc.asyncProperty(fc.array(storable), fc.array(fc.integer()), async (texts, numbers) => {
        const [row] = await test.db.query<{ texts: string[]; numbers: number[] }>(
          'SELECT $1::text[] AS texts, $2::integer[] AS numbers',
          [textColumn(texts), numberColumn(numbers)],
        );
        expect(row).toEqual({ texts, numbers });
      }),
      { numRuns: 50 },
    );
  });

  it('of integers too, row behind row', async () => {
    const row = fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));
    await fc.assert(
      fc.asyncProperty(fc.array(row), async (rows) => {
        const column = integerColumn(rows.map((numbers) => Int32Array.from(numbers)));
        const [read] = await test.db.query<{ numbers: number[] }>('SELECT $1::integer[] AS numbers', [column]);
        expect(read).toEqual({ numbers: rows.flat() });
      }),
      { numRuns: 50 },
    );
  });
});
