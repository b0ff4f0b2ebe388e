import type { BatchHandler } from '@chitieu/messaging';
import type { Statement, Tx } from '@chitieu/persistence';

/** A projection generation is a schema: `projection` serves, the other one is being built, the last one is what served before. */
const SERVING = 'projection';
const NEXT = 'projection_next';
const BEFORE = 'projection_before';

/** Every batch is applied to the generation that serves and, while one is being built beside it, to that one too. */
export const inEveryGeneration =
  (apply: BatchHandler): BatchHandler =>
  async (events, tx) => {
    const [joined] = await tx.query<{ building: boolean }>(JOIN);
    const settlement = await apply(events, tx);
    if (joined!.building) await apply(events, nextGeneration(tx));
    return settlement;
  };

const JOIN = { name: 'generations-join', text: 'SELECT calculation.join_generations() AS building' };

/** The same statements, in the generation that is being built. */
export const nextGeneration = (tx: Tx): Tx => ({ query: (statement, values) => tx.query(inNext(statement), values) });

const renamed = new Map<Statement, Statement>();

function inNext(statement: Statement): Statement {
  const known = renamed.get(statement);
  if (known) return known;
  const toNext = (text: string): string => text.replaceAll(`${SERVING}.`, `${NEXT}.`);
  const own =
    typeof statement === 'string' ? toNext(statement) : { name: `${statement.name}-next`, text: toNext(statement.text) };
  renamed.set(statement, own);
  return own;
}

/** Until the transaction ends no batch is applied, and nobody else begins, ends or flips a generation. */
export async function aloneWithGenerations(tx: Tx): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('chitieu.generations'))`);
}

/** Empty tables like those that serve. */
export async function createNext(tx: Tx): Promise<void> {
  await dropNext(tx);
  await tx.query(`CREATE SCHEMA ${NEXT}`);
  const tables = await tx.query<{ name: string; options: string | null }>(
    `SELECT relname AS name, array_to_string(reloptions, ', ') AS options FROM pg_class
      WHERE relnamespace = '${SERVING}'::regnamespace AND relkind = 'r' ORDER BY 1`,
  );
  for (const { name, options } of tables) {
    await tx.query(`CREATE TABLE ${NEXT}.${name} (LIKE ${SERVING}.${name} INCLUDING ALL)${options ? ` WITH (${options})` : ''}`);
  }
}

export async function dropNext(tx: Tx): Promise<void> {
  await tx.query(`DROP SCHEMA IF EXISTS ${NEXT} CASCADE`);
}

/**
 * The next generation takes the serving one's name, in one instant for every reader; what served is kept beside it. First it waits
 * for those who read for long within one snapshot (`holdGeneration`), and only then keeps batches out. Returns the new number.
 */
export async function flipGenerations(tx: Tx): Promise<number> {
  await tx.query(`SELECT set_config('lock_timeout', '10s', true)`);
  const [row] = await tx.query<{ number: string }>(
    'UPDATE calculation.generation SET number = number + 1, flipped_at = clock_timestamp() RETURNING number',
  );
  await aloneWithGenerations(tx);
  await tx.query(`DROP SCHEMA IF EXISTS ${BEFORE} CASCADE`);
  await tx.query(`ALTER SCHEMA ${SERVING} RENAME TO ${BEFORE}`);
  await tx.query(`ALTER SCHEMA ${NEXT} RENAME TO ${SERVING}`);
  return Number(row!.number);
}

/** What served before a flip is kept for a day. */
export async function forgetOldGeneration(tx: Tx): Promise<void> {
  const [row] = await tx.query(
    `SELECT 1 FROM calculation.generation
      WHERE flipped_at < clock_timestamp() - interval '1 day' AND to_regnamespace('${BEFORE}') IS NOT NULL`,
  );
  if (row) await tx.query(`DROP SCHEMA IF EXISTS ${BEFORE} CASCADE`);
}
