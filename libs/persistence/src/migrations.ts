import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Refusal } from './refusal.js';

export interface Migration {
  name: string;
  sql: string;
  /** sha256 of the file, in hex: what Prisma's ledger keeps. */
  checksum: string;
}

/** A row of Prisma's ledger that was not rolled back. */
export interface AppliedMigration {
  name: string;
  checksum: string;
  finished: boolean;
}

/** Prisma's own folder layout; the same path from `src` and from `dist`. */
export const MIGRATIONS_DIRECTORY = fileURLToPath(new URL('../prisma/migrations/', import.meta.url));

export async function readMigrations(directory = MIGRATIONS_DIRECTORY): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const bytes = await readFile(`${directory}/${name}/migration.sql`);
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
}

/** One name for a whole set of migrations: two sets that differ in a byte have different ones. */
export const fingerprint = (migrations: Migration[]): string =>
  createHash('sha256')
    .update(migrations.map(({ name, checksum }) => `${name} ${checksum}\n`).join(''))
    .digest('hex')
    .slice(0, 16);

/** What is still to be applied, in order. Throws a `Refusal` where going on would build on an unknown ground. */
export function pendingMigrations(known: Migration[], applied: AppliedMigration[], databaseIsEmpty: boolean): Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  const unknown = applied.filter(({ name }) => !byName.has(name));
  if (unknown.length > 0 && unknown.length < applied.length) throw schemaNewer(unknown.map(({ name }) => name));
  if (unknown.length > 0 || (applied.length === 0 && !databaseIsEmpty)) throw databaseNotOurs();
  for (const { name, checksum, finished } of applied) {
    if (!finished) throw migrationUnfinished(name);
    if (byName.get(name)?.checksum !== checksum) throw migrationChanged(name);
  }
  const done = new Set(applied.map(({ name }) => name));
  return known.filter(({ name }) => !done.has(name));
}

const schemaNewer = (names: string[]): Refusal =>
  new Refusal(
    'schema-newer',
    `Dữ liệu do phiên bản Chỉ Tiêu mới hơn tạo ra (${names.join(', ')}): hãy cập nhật Chỉ Tiêu hoặc chọn thư mục khác.`,
    `The database has a newer schema (${names.join(', ')}): update Chỉ Tiêu or choose another directory.`,
  );

const databaseNotOurs = (): Refusal =>
  new Refusal(
    'database-not-ours',
    'Cơ sở dữ liệu này đã chứa bảng của phần mềm khác: hãy tạo một cơ sở dữ liệu trống rồi sửa CHITIEU_DATABASE_URL.',
    'The database holds the tables of another program: create an empty one and set CHITIEU_DATABASE_URL to it.',
  );

const migrationChanged = (name: string): Refusal =>
  new Refusal(
    'migration-changed',
    `Bước nâng cấp ${name} đã bị sửa sau khi áp dụng: hãy khôi phục tệp gốc, hoặc dùng một cơ sở dữ liệu mới.`,
    `The migration ${name} was changed after it was applied: restore the file, or use a new database.`,
  );

const migrationUnfinished = (name: string): Refusal =>
  new Refusal(
    'migration-unfinished',
    `Bước nâng cấp ${name} còn dở dang do công cụ khác: hãy chạy "prisma migrate resolve" hoặc khôi phục bản sao lưu.`,
    `The migration ${name} was left unfinished by another tool: run "prisma migrate resolve" or restore a backup.`,
  );
