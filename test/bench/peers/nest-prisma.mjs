import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../../../deploy/launcher/run-command.mjs';

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
  await generateClient();
  await world.settle();
  const province = work.probeCommunes.map(({ commune }) => commune);
  const app = fork(path.join(HERE, 'app.mjs'), [JSON.stringify({ url, first, last, province })]);
  let measured;
  app.on('message', (message) => (measured = message));
  const [code] = await once(app, 'exit');
  if (!measured) throw new Error(`the peer ended with ${code}`);
  const wrong = await db.query(`SELECT FROM (${NEWEST(last)}) t (subject, rev, commune, classification, living)
     FULL JOIN bench.peer_household p USING (subject, rev, commune, classification, living) WHERE t.data IS NULL OR p.data IS NULL LIMIT 1`);
  if (wrong.length > 0) throw new Error('the peer holds what was not sent');
  await world.sendAll({ first, last });
  return measured;
}

/** Generating needs no engine, and there may be no network to fetch one from. */
async function generateClient() {
  const command = createRequire(import.meta.url).resolve('prisma/build/index.js');
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  };
  const { code, output } = await runCommand(
    process.execPath,
    [command, 'generate', '--schema', path.join(HERE, 'schema.prisma')],
    { env },
  );
  if (code !== 0) throw new Error(`the peer's client was not made:\n${output.slice(-2_000)}`);
}
