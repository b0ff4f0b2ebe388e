import { errorCode, type Database, type Tx } from '@chitieu/persistence';
import { backOffMs, pause } from './back-off.js';
import { inSlice, SLICES } from './outbox-table.js';

/** A day of the outbox stays this long after its end, also when everybody has passed it: to look things up, and for a clock that is off. */
export const KEEP_DAYS = 2;
const DAYS_AHEAD = 3;
/** Whoever waits for a lock on the outbox makes all behind it wait as well: give up soon, and try again. */
const LOCK_TIMEOUT = '300ms';
const TRIES = 12;

/** Opens the days to come, by the database's clock, and every day of which something stands in the rest. Returns how many were opened. */
export async function openDays(database: Database): Promise<number> {
  const days = await database.query<{ day: string }>(
    `SELECT (clock_timestamp() AT TIME ZONE 'UTC')::date + n AS day FROM generate_series(0, ${DAYS_AHEAD}) AS n
UNION SELECT (time AT TIME ZONE 'UTC')::date FROM bus.outbox_rest ORDER BY day`,
  );
  let opened = 0;
  for (const { day } of days) {
    const isNew = await withoutLongWaits(database, async (tx) => {
      const [row] = await tx.query<{ opened: boolean }>('SELECT bus.open_outbox_day($1::date) AS opened', [day]);
      return row!.opened;
    });
    if (isNew) opened++;
  }
  return opened;
}

/** A day that is over for longer than the keep time. */
interface Day {
  table: string;
  /** Groups that have not passed its last event in every slice. */
  heldBy: string[];
}

/** Drops the days that are over for `keepDays` and that every group has passed. Returns which went, and what the others wait for. */
export async function dropPassedDays(database: Database, keepDays = KEEP_DAYS): Promise<{ dropped: string[]; held: Day[] }> {
  const dropped: string[] = [];
  const held: Day[] = [];
  for (const table of await daysThatAreOver(database, keepDays)) {
    const heldBy = await groupsBehind(database, table);
    if (heldBy === null) continue;
    if (heldBy.length > 0) held.push({ table, heldBy });
    else if (await drop(database, table)) dropped.push(table);
  }
  return { dropped, held };
}

async function daysThatAreOver(tx: Tx, keepDays: number): Promise<string[]> {
  const rows = await tx.query<{ table: string }>(
    `SELECT c.relname AS "table" FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
WHERE i.inhparent = 'bus.outbox'::regclass AND c.relname ~ '^outbox_[0-9]{8}$'
  AND (to_date(right(c.relname, 8), 'YYYYMMDD') + 1)::timestamp AT TIME ZONE 'UTC' + make_interval(days => $1) <= clock_timestamp()
ORDER BY c.relname`,
    [keepDays],
  );
  return rows.map(({ table }) => table);
}

/** Null while nobody has ever read the outbox: what is in it waits for its first reader. */
async function groupsBehind(tx: Tx, table: string): Promise<string[] | null> {
  const waits = (slices: number) =>
    `(SELECT true FROM bus.${table} o WHERE ${inSlice(slices, 'c.slot')} AND (o.xid, o.pos) > (c.xid, c.pos) ORDER BY o.xid, o.pos LIMIT 1)`;
  const rows = await tx.query<{ group: string; behind: boolean }>(
    `SELECT consumer_group AS "group", bool_or(CASE WHEN slices = 1 THEN ${waits(1)} ELSE ${waits(SLICES)} END) IS TRUE AS behind
FROM (SELECT *, count(*) OVER (PARTITION BY consumer_group) AS slices FROM bus.consumer_offset WHERE source = 'outbox') c
GROUP BY consumer_group ORDER BY consumer_group`,
  );
  return rows.length === 0 ? null : rows.filter(({ behind }) => behind).map(({ group }) => group);
}

/**
 * Looks once more under the lock: a transaction that has written into the day and not ended holds the lock off, and what
 * it commits is seen. The outbox comes first, as every reader takes it first.
 */
async function drop(database: Database, table: string): Promise<boolean> {
  return withoutLongWaits(database, async (tx) => {
    await tx.query(`LOCK TABLE ONLY bus.outbox IN ACCESS EXCLUSIVE MODE`);
    await tx.query(`LOCK TABLE bus.${table} IN ACCESS EXCLUSIVE MODE`);
    if ((await groupsBehind(tx, table))?.length !== 0) return false;
    await tx.query(`DROP TABLE bus.${table}`);
    return true;
  });
}

async function withoutLongWaits<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await database.transaction(async (tx) => {
        await tx.query(`SELECT set_config('lock_timeout', '${LOCK_TIMEOUT}', true)`);
        return await work(tx);
      });
    } catch (error) {
      if (!LOCK_NOT_GOT.includes(errorCode(error)) || attempt >= TRIES) throw error;
      await pause(backOffMs(attempt), AbortSignal.timeout(10_000));
    }
  }
}

/** lock_not_available, deadlock_detected */
const LOCK_NOT_GOT = ['55P03', '40P01'];
