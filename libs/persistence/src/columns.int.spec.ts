import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { testDatabase, type TestDatabase } from '@chitieu/testing';
import { numberColumn, textColumn } from './columns.js';

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
});
