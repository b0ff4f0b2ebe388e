import { randomBytes } from 'node:crypto';
import { Database, fingerprint, migrate, readMigrations } from '@chitieu/persistence';
import { testServer } from './test-server.js';

export interface TestDatabase {
  url: string;
  db: Database;
  /** Closes `db` and removes the database, whoever is still connected. */
  drop(): Promise<void>;
}

const TEMPLATE_LOCK = 4_117_001;

/** A fresh database with every migration applied, on a real server. */
export async function testDatabase(): Promise<TestDatabase> {
  const serverUrl = await testServer();
  const template = await migratedTemplate(serverUrl);
  return createDatabase(serverUrl, template);
}

/** A fresh database with nothing in it. */
export async function emptyTestDatabase(): Promise<TestDatabase> {
  return createDatabase(await testServer(), 'template1');
}

async function createDatabase(serverUrl: string, template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, (server) => server.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = databaseUrl(serverUrl, name);
  const db = new Database(url, 'test', 10);
  return {
    url,
    db,
    drop: async () => {
      await db.close();
      await onServer(serverUrl, (server) => server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** Made once per server; renamed when complete, so that a half-made one is never copied. */
async function migratedTemplate(serverUrl: string): Promise<string> {
  const migrations = await readMigrations();
  const template = `chitieu_template_${fingerprint(migrations)}`;
  await onServer(serverUrl, async (server) => {
    await server.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const found = await server.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (found.length > 0) return;
    await server.query('DROP DATABASE IF EXISTS chitieu_template_draft WITH (FORCE)');
    await server.query('CREATE DATABASE chitieu_template_draft TEMPLATE template1');
    await migrate(databaseUrl(serverUrl, 'chitieu_template_draft'), undefined, migrations);
    await server.query(`ALTER DATABASE chitieu_template_draft RENAME TO ${template}`);
  });
  return template;
}

async function onServer<T>(serverUrl: string, work: (server: Database) => Promise<T>): Promise<T> {
  const server = new Database(databaseUrl(serverUrl, 'postgres'), 'test-server', 1);
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
}
