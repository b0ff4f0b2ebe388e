import { Database } from '@chitieu/persistence';
import { countTable } from '../harness/tables.mjs';
import { PERIOD } from '../work/events-sql.mjs';
import { paceOf, putWhenDue } from '../work/pace.mjs';
import { Probes } from '../work/probes.mjs';
import { countedSql, COUNTERS, foldInto } from '../work/truth-sql.mjs';

const MOST_SECONDS = 20;
const LOADED = { atOnce: 20_000, everyMs: 20 };
const GIVE_UP_AFTER_MS = 300_000;
const [STATES, SUMS] = ['bench.peer_state', 'bench.peer_sum'];
const TABLES = [
  `DROP TABLE IF EXISTS ${STATES} CASCADE`,
  `CREATE TABLE ${STATES} (LIKE bench.state INCLUDING ALL)`,
  `INSERT INTO ${STATES} TABLE bench.state`,
];
const VIEW = [
  `CREATE MATERIALIZED VIEW ${SUMS} AS SELECT c.lane, '${PERIOD}' AS period, s.* FROM (${countedSql(STATES)}) s JOIN bench.commune c USING (commune)`,
  `CREATE UNIQUE INDEX ON ${SUMS} (lane, commune, village)`,
  `VACUUM ANALYZE ${STATES}`,
  `ANALYZE ${SUMS}`,
];

/**
 * The same states, set-based and durable, and the same sums in a materialized view that one connection refreshes over and over, so that readers
 * never wait. Same open loop, same probes; the product's calculator stands still meanwhile. @param {import('../harness/world.mjs').World} world
 */
export async function materializedView(world, { rate, seconds }) {
  const { work, db, say } = world;
  const count = rate * Math.min(seconds, MOST_SECONDS);
  const events = await work.updates(count, { random: false, probesAt: rate });
  for (const statement of TABLES) await db.query(statement);
  await db.query(foldInto(STATES), [1, events.first - 1]);
  for (const statement of VIEW) await db.query(statement);
  const measured = await world.withoutCalculator(() => refreshing(world, events, rate));
  await world.sendAll(events);
  await world.untilApplied();
  await compare(db);
  say(`  a materialized view: p50 ${measured.p50} ms, p99 ${measured.p99} ms`);
  return measured;
}

async function refreshing({ url, work }, events, rate) {
  const over = new AbortController();
  const [loader, refresher] = ['bench-peer-loader', 'bench-peer-refresher'].map((name) => new Database(url, name, 1));
  const probes = await Probes.of(work, events, SUMS);
  const { dueAt, dueBy } = paceOf(events, rate, Date.now());
  const loading = putWhenDue(events, dueBy, LOADED, (from, to) => loader.query(foldInto(STATES), [from, to]));
  const refresh = (async () => {
    while (!over.signal.aborted) await refresher.query(`REFRESH MATERIALIZED VIEW CONCURRENTLY ${SUMS}`);
  })();
  const { missing, p50, p99 } = await probes.watch(dueAt, GIVE_UP_AFTER_MS);
  over.abort();
  await Promise.all([loading, refresh]);
  await refresher.query(`REFRESH MATERIALIZED VIEW CONCURRENTLY ${SUMS}`);
  await Promise.all([loader.close(), refresher.close()]);
  if (missing > 0) throw new Error(`the peer never showed ${missing} probes`);
  return { p50, p99 };
}

/** Two ways to the same sums. */
async function compare(db) {
  const sums = COUNTERS.map((name) => `coalesce(sum(${name}), 0)`).join(', ');
  const of = (table) =>
    `SELECT commune, village, ${sums} FROM ${table} WHERE period = '${PERIOD}' GROUP BY 1, 2 HAVING sum(reviews) > 0`;
  const product = of(await countTable(db));
  const wrong = await db.query(`((${product}) EXCEPT (${of(SUMS)})) UNION ALL ((${of(SUMS)}) EXCEPT (${product})) LIMIT 1`);
  if (wrong.length > 0) throw new Error(`the view and the product differ: ${JSON.stringify(wrong[0])}`);
}
