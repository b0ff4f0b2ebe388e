import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { createLogger, keepHouse } from '@chitieu/runtime';
import { testDatabase, type TestDatabase } from '@chitieu/testing';
import { intakeChores } from './keep-times.js';

jest.setTimeout(60_000);
let test: TestDatabase;
beforeAll(async () => void (test = await testDatabase()));
afterAll(() => test.drop());

const [OLD, NEW, OPEN] = ['0', '1', '2'].map((digit) => `00000000-0000-0000-0000-00000000000${digit}`);

it('takes away what is past its keep time, also more than one part of it, and nothing of what was stated', async () => {
  await test.db.query(
    `INSERT INTO intake.import (id, kind, format, state, dry_run, on_error, received_at, finished_at)
VALUES ($1, 'plans', 'csv', 'done', false, 'keep', now() - interval '100 days', now() - interval '91 days'),
       ($2, 'plans', 'csv', 'done', false, 'keep', now() - interval '100 days', now() - interval '89 days'),
       ($3, 'plans', 'csv', 'running', true, 'keep', now() - interval '100 days', NULL)`,
    [OLD, NEW, OPEN],
  );
  for (const id of [OLD, NEW, OPEN]) {
    await test.db.query(`INSERT INTO intake.import_chunk VALUES ($1, 0, 'x')`, [id]);
    await test.db.query(`INSERT INTO intake.import_preview VALUES ($1, 'p', '', '{}', NULL)`, [id]);
    await test.db.query(`INSERT INTO intake.import_rejected SELECT $1, n, 0, 'x', '{}' FROM generate_series(1, 12000) n`, [id]);
  }
  await test.db.query(
    `INSERT INTO intake.idempotency_key VALUES ('old', 'r', '', 200, '{}', now() - interval '31 days'), ('new', 'r', '', 200, '{}', now() - interval '29 days')`,
  );
  await test.db.query(
    `INSERT INTO intake.fact (kind, id, ver, rev, unit, lane, body, body_hash, received_at, changed_at, import_id)
VALUES ('plans', 'P', 1, 1, 'VN', 0, '{}', '', now() - interval '9 years', now() - interval '9 years', $1)`,
    [OLD],
  );
  await test.db.query(
    `INSERT INTO intake.fact_history (kind, id, period, ver, rev, unit, body, changed_at, replaced_at)
VALUES ('plans', 'P', '', 1, 1, 'VN', '{}', now() - interval '9 years', now() - interval '9 years')`,
  );
  await keepHouse('intake', intakeChores(test.db), createLogger('test', 'silent'));
  const left = async (table: string) => {
    const rows = await test.db.query<{ id: string }>(`SELECT DISTINCT import_id AS id FROM intake.${table} ORDER BY 1`);
    return rows.map(({ id }) => id);
  };
  expect(await left('import_rejected')).toEqual([NEW, OPEN]);
  expect(await left('import_chunk')).toEqual([NEW, OPEN]);
  expect(await left('import_preview')).toEqual([OPEN]);
  expect(await test.db.query('SELECT id FROM intake.import ORDER BY 1')).toEqual([{ id: NEW }, { id: OPEN }]);
  expect(await test.db.query('SELECT key FROM intake.idempotency_key')).toEqual([{ key: 'new' }]);
  expect(await test.db.query('SELECT id FROM intake.fact UNION ALL SELECT id FROM intake.fact_history')).toHaveLength(2);
});
