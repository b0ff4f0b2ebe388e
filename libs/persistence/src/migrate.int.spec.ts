import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { emptyTestDatabase, testDatabase, type TestDatabase } from '@chitieu/testing';
import { migrate, readMigrations } from './index.js';

jest.setTimeout(120_000); // a server is started on a machine that may be busy

describe('migrate', () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await emptyTestDatabase()));
  afterAll(() => database.drop());

  it('applies everything once, also when two processes start together, and keeps the ledger of Prisma', async () => {
    const migrations = await readMigrations();
    const [one, two] = await Promise.all([migrate(database.url), migrate(database.url)]);
    expect([...one, ...two]).toEqual(migrations.map(({ name }) => name));
    const ledger = await database.db.query(
      'SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, applied_steps_count AS steps FROM _prisma_migrations',
    );
    expect(ledger).toEqual(migrations.map(({ name, checksum }) => ({ name, checksum, finished: true, steps: 1 })));
    expect(await migrate(database.url)).toEqual([]);
  });

  it('refuses a changed migration and leaves the database as it was', async () => {
    const [first, ...rest] = await readMigrations();
    const changed = [{ ...first!, checksum: 'f'.repeat(64) }, ...rest];
    await expect(migrate(database.url, undefined, changed)).rejects.toMatchObject({ reason: 'migration-changed' });
  });

  it('refuses a database that is newer than this code', async () => {
    await database.db.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '29990101000000_later', now())`,
    );
    await expect(migrate(database.url)).rejects.toMatchObject({ reason: 'schema-newer' });
    await database.db.query(`DELETE FROM _prisma_migrations WHERE id = 'x'`);
  });

  it('applies a later migration on top, whole or not at all', async () => {
    const known = await readMigrations();
    const later = {
      name: '29990101000000_later',
      checksum: '0'.repeat(64),
      sql: 'CREATE TABLE public.later (a int); SELECT 1/0;',
    };
    await expect(migrate(database.url, undefined, [...known, later])).rejects.toThrow(/29990101000000_later: division by zero/);
    expect(await database.db.query(`SELECT to_regclass('public.later') AS found`)).toEqual([{ found: null }]);
    const mended = { ...later, sql: 'CREATE TABLE public.later (a int);' };
    expect(await migrate(database.url, undefined, [...known, mended])).toEqual([later.name]);
  });

  it('refuses a database with the tables of another program', async () => {
    const foreign = await emptyTestDatabase();
    await foreign.db.query('CREATE TABLE public.customers (id int)');
    await expect(migrate(foreign.url)).rejects.toMatchObject({ reason: 'database-not-ours' });
    await foreign.drop();
  });

  it('is what a test database already has', async () => {
    const fresh = await testDatabase();
    expect(await migrate(fresh.url)).toEqual([]);
    await fresh.drop();
  });
});
