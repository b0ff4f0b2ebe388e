import { laneOf } from '@chitieu/domain';

/** What the benchmarks know of the product's insides, in one place: change it here when it changes there. */

/** Sums of contributions by (lane, commune, village, period); the projection may stand in a schema of its own. */
export async function countTable(db) {
  const [row] = await db.query(
    `SELECT coalesce(to_regclass('projection.household_count'), to_regclass('calculation.household_count'))::text AS name`,
  );
  return row.name;
}

export const REVIEWED = 'household.reviewed.v1';
export const CALCULATION = 'indicator-calculation';
const HOUSEHOLD_TOPIC = `chitieu.${REVIEWED}`;

/** One transaction's worth of prepared events goes into the outbox as an accepting process would put it there. */
export const APPEND = {
  name: 'bench-append',
  text: `WITH appended AS (
  INSERT INTO bus.outbox (lane, type, subject, key, rev, data)
  SELECT lane, '${REVIEWED}', subject, key, rev, data FROM bench.event WHERE n BETWEEN $1 AND $2 ORDER BY n
) SELECT pg_notify('chitieu_outbox', '')`,
};

/** Events of households that the calculators have applied from the topics: it moves in the transaction of the numbers. */
export async function appliedFromTopics(db) {
  const [row] = await db.query({
    name: 'bench-applied',
    text: `SELECT coalesce(sum(pos), 0)::float8 AS events FROM bus.consumer_offset WHERE consumer_group = '${CALCULATION}' AND source = '${HOUSEHOLD_TOPIC}'`,
  });
  return row.events;
}

/** True when a consumer of the outbox stands before the newest event of a household, or has not begun. */
async function isBehind(db, group, slices) {
  const rows = await db.query(
    `SELECT 1 FROM generate_series(0, ${slices - 1}) AS s(slot)
       LEFT JOIN bus.consumer_offset c ON c.consumer_group = $1 AND c.source = 'outbox' AND c.slot = s.slot
      WHERE EXISTS (SELECT FROM bus.outbox o WHERE ${slices === 1 ? 'true' : `o.lane % ${slices} = s.slot`} AND o.type = '${REVIEWED}'
                       AND (o.xid, o.pos) > (coalesce(c.xid, '0'), coalesce(c.pos, 0))) LIMIT 1`,
    [group],
  );
  return rows.length > 0;
}

export const calculatorIsBehind = (db) => isBehind(db, CALCULATION, 8);
export const relayIsBehind = (db) => isBehind(db, 'relay', 1);

/** True while changes are not told of yet. */
export const isToTell = async (db) => (await db.query('SELECT FROM calculation.dirty LIMIT 1')).length > 0;

/** Org units as intake would keep them and tell of them. */
export async function appendUnits(db, units) {
  await db.query(
    `WITH unit AS (SELECT lane, data, data->>'code' AS code FROM unnest($1::smallint[], $2::json[]) AS u(lane, data)),
     kept AS (
       INSERT INTO intake.fact (kind, id, ver, rev, unit, lane, body, body_hash)
       SELECT 'org-units', code || '/' || (data->>'validFrom'), 1, 1, code, lane, data::jsonb - 'ver', '' FROM unit
     )
     INSERT INTO bus.outbox (lane, type, subject, key, rev, data) SELECT lane, 'org-unit.changed.v1', 'org-unit:' || code, code, 1, data FROM unit`,
    [units.map(({ code }) => laneOf(code)), units.map((unit) => JSON.stringify(unit))],
  );
  await db.query(`SELECT pg_notify('chitieu_outbox', '')`);
}
