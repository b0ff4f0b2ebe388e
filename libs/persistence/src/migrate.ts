import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { pendingMigrations, readMigrations, type AppliedMigration, type Migration } from './migrations.js';

/** The lock that Prisma's own engine takes: the two never migrate at the same time. */
const PRISMA_MIGRATE_LOCK = 72707369;

const LEDGER = `CREATE TABLE IF NOT EXISTS public._prisma_migrations (
  id                  varchar(36)  PRIMARY KEY NOT NULL,
  checksum            varchar(64)  NOT NULL,
  finished_at         timestamptz,
  migration_name      varchar(255) NOT NULL,
  logs                text,
  rolled_back_at      timestamptz,
  started_at          timestamptz  NOT NULL DEFAULT now(),
  applied_steps_count integer      NOT NULL DEFAULT 0
)`;

/** Brings the database at `url` to this code's schema. Returns the names of the migrations it applied. */
export async function migrate(
  url: string,
  say: (line: string) => void = () => undefined,
  migrations?: Migration[],
): Promise<string[]> {
  const known = migrations ?? (await readMigrations());
  const client = new pg.Client({ connectionString: url, application_name: 'migrate' });
  client.on('error', () => undefined); // a broken connection rejects the query under way
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_MIGRATE_LOCK]);
    const pending = pendingMigrations(known, await readLedger(client), await isEmpty(client));
    for (const migration of pending) {
      say(`migration ${migration.name}`);
      await apply(client, migration);
    }
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function readLedger(client: pg.Client): Promise<AppliedMigration[]> {
  const found = await client.query(`SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS exists`);
  if (!found.rows[0].exists) return [];
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM public._prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

async function isEmpty(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT NOT EXISTS (
       SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
          AND c.relname <> '_prisma_migrations'
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
     ) AS empty`,
  );
  return rows[0].empty as boolean;
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(LEDGER);
    await client.query(sql);
    await client.query(
      `INSERT INTO public._prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error });
  }
}
