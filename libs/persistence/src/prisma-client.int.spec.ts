import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { testDatabase, type TestDatabase } from '@chitieu/testing';
import { prismaClient, type AlertingTables, type PrismaClient } from './index.js';

const SCALARS: Record<string, string> = {
  String: 'text',
  Boolean: 'bool',
  Int: 'int4',
  BigInt: 'int8',
  Json: 'jsonb',
  DateTime: 'timestamptz',
  Uuid: 'uuid',
  Date: 'date',
  Timestamptz: 'timestamptz',
};

interface Column {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
}

/** Columns as schema.prisma models them. */
function modelledColumns(schema: string): Column[] {
  const models = [...schema.matchAll(/^model (\w+) \{\n([^]*?)^\}/gm)];
  const names = new Set(models.map(([, name]) => name!));
  return models.flatMap(([, , body]) => {
    const table = `${/@@schema\("(\w+)"\)/.exec(body!)![1]}.${/@@map\("(\w+)"\)/.exec(body!)![1]}`;
    return body!.split('\n').flatMap((line) => {
      const field = /^ {2}(\w+) +(\w+)(\[\])?(\?)?(.*)$/.exec(line);
      if (!field || names.has(field[2]!)) return [];
      const [, name, scalar, list, optional, rest] = field;
      const native = /@db\.(\w+)/.exec(rest!)?.[1];
      const type = `${list ? '_' : ''}${SCALARS[native ?? scalar!]}`;
      return [{ table, column: /@map\("(\w+)"\)/.exec(rest!)?.[1] ?? name!, type, nullable: Boolean(optional) }];
    });
  });
}

const byName = (a: Column, b: Column): number => `${a.table}.${a.column}`.localeCompare(`${b.table}.${b.column}`);

jest.setTimeout(120_000); // a server is started on a machine that may be busy

describe('the Prisma client', () => {
  let database: TestDatabase;
  let client: PrismaClient;
  beforeAll(async () => {
    database = await testDatabase();
    client = prismaClient(database.url);
  });
  afterAll(async () => {
    await client.$disconnect();
    await database.drop();
  });

  it('models the migrated tables, column by column', async () => {
    const modelled = modelledColumns(await readFile(new URL('../prisma/schema.prisma', import.meta.url), 'utf8'));
    expect(modelled.length).toBeGreaterThan(50);
    const tables = [...new Set(modelled.map(({ table }) => table))];
    const actual = await database.db.query<Column>(
      `SELECT table_schema || '.' || table_name AS "table", column_name AS "column", udt_name AS type, is_nullable = 'YES' AS nullable
         FROM information_schema.columns WHERE table_schema || '.' || table_name = ANY($1)`,
      [tables],
    );
    expect(modelled.sort(byName)).toEqual(actual.sort(byName));
  });

  it('reads and writes through the owner of the tables', async () => {
    const tables: AlertingTables = client;
    const body = { told: 'Xã Tân Mộc' };
    const alert = await tables.alert.create({
      data: {
        id: randomUUID(),
        rule: 'off-target',
        indicator: 'poor-rate',
        unit: '07606',
        period: '2024',
        episode: 1,
        state: 'firing',
        reason: 'held',
        severity: 'warning',
        startedAt: new Date('2024-10-05T00:00:00Z'),
        body,
        ver: 1,
      },
    });
    expect(alert).toMatchObject({ dimension: '', body, startedAt: new Date('2024-10-05T00:00:00Z') });
    expect(await database.db.query('SELECT started_at, unit FROM alerting.alert')).toEqual([
      { started_at: new Date('2024-10-05T00:00:00Z'), unit: '07606' },
    ]);
  });
});
