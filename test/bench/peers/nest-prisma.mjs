import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { generateClient } from '../../../libs/persistence/prisma/generate-client.mjs';

const HERE = path.join(path.dirname(fileURLToPath(import.meta.url)), 'nest-prisma');
const EVENTS = 20_000;
/** The columns of schema.prisma; what it holds is what was sent before, at its newest. */
const TABLE = `CREATE TABLE bench.peer_household (subject text PRIMARY KEY, rev bigint NOT NULL, commune text NOT NULL, classification text NOT NULL,
  living boolean NOT NULL, data json NOT NULL)`;
const NEWEST = (
  upTo,
) => `SELECT DISTINCT ON (subject) subject, rev, data->>'commune', data->>'classification', data->>'presence' = 'living', data
  FROM bench.event WHERE n <= ${upTo} ORDER BY subject, rev DESC`;

/**
 * What a team writes first: a Nest handler for each message, a Prisma upsert in it, and `groupBy` when somebody asks. On the same server, on
 * the same work; the product's calculator stands still meanwhile. @param {import('../harness/world.mjs').World} world
 */
export async function nestPrisma(world) {
  const { db, work, url } = world;
  const { first, last } = await work.updates(EVENTS, { random: false });
  for (const statement of [
    'DROP TABLE IF EXISTS bench.peer_household',
    TABLE,
    `INSERT INTO bench.peer_household ${NEWEST(first - 1)}`,
    'CREATE INDEX ON bench.peer_household (commune, living, classification)',
    'VACUUM ANALYZE bench.peer_household',
  ])
    await db.query(statement);
  generateClient(path.join(HERE, 'schema.prisma'));
  const province = work.provinceCommunes.map(({ commune }) => commune);
  const { answer, ...measured } = await world.withoutCalculator(() => running({ url, first, last, province }));
  const wrong = await db.query(`SELECT FROM (${NEWEST(last)}) t (subject, rev, commune, classification, living)
     FULL JOIN bench.peer_household p USING (subject, rev, commune, classification, living) WHERE t.data IS NULL OR p.data IS NULL LIMIT 1`);
  if (wrong.length > 0) throw new Error('the peer holds what was not sent');
  const right = await db.query(
    `SELECT commune, classification, count(*)::int AS count FROM (${NEWEST(last)}) t (subject, rev, commune, classification, living)
      WHERE living AND commune = ANY ($1) GROUP BY 1, 2`,
    [province],
  );
  const inOrder = (rows) => rows.map((row) => `${row.commune} ${row.classification} ${row.count}`).sort();
  if (!isDeepStrictEqual(inOrder(answer), inOrder(right))) throw new Error('the peer counts what was not sent');
  await world.sendAll({ first, last });
  return measured;
}

async function running(options) {
  const app = fork(path.join(HERE, 'app.mjs'), [JSON.stringify(options)]);
  let measured;
  app.on('message', (message) => (measured = message));
  const [code] = await once(app, 'exit');
  if (!measured) throw new Error(`the peer ended with ${code}`);
  return measured;
}
