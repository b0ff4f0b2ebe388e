import { MeasureSet, type Measure } from '@chitieu/domain';
import type { BatchHandler } from '@chitieu/messaging';
import type { Statement, Tx } from '@chitieu/persistence';
import { CompiledMeasures, countingIn } from '../catalogue/measures-in.js';
import { columnOf, columnsOf } from '../projection/household-projection.js';

/** A projection generation is a schema: `projection` serves, the other one is being built, the last one is what served before. */
const SERVING = 'projection';
const NEXT = 'projection_next';
const BEFORE = 'projection_before';

/** Every batch is applied to the generation that serves and, while one is being built beside it, to that one too. */
export function inEveryGeneration(apply: BatchHandler): BatchHandler {
  const compiled = new CompiledMeasures();
  return async (events, tx) => {
    const [joined] = await tx.query<Joined>(JOIN);
    const { serving, building } = joined!;
    const measures = await measuresOf(tx, compiled, `serving ${serving}`, SERVING_MEASURES);
    const settlement = await apply(events, countingIn(tx, measures));
    if (building !== null) {
      const next = await measuresOf(tx, compiled, `building ${building}`, BUILDING_MEASURES);
      await apply(events, nextGeneration(tx, next));
    }
    return settlement;
  };
}

/** Number of the generation that serves, and of the rebuild that is building one. */
interface Joined {
  serving: string;
  building: string | null;
}

const JOIN = { name: 'generations-join', text: 'SELECT serving, building FROM calculation.join_generations()' };
const SERVING_MEASURES = 'SELECT measures FROM calculation.generation';
const BUILDING_MEASURES = `SELECT measures FROM calculation.rebuild WHERE state IN ('filling', 'comparing')`;

async function measuresOf(tx: Tx, compiled: CompiledMeasures, key: string, statement: string): Promise<MeasureSet> {
  const known = compiled.known(key);
  if (known) return known;
  const [row] = await tx.query<{ measures: Measure[] | null }>(statement);
  return compiled.of(key, row!.measures);
}

/** The same statements, in the generation that is being built. */
export const nextGeneration = (tx: Tx, measures: MeasureSet): Tx =>
  countingIn({ query: (statement, values) => tx.query(inNext(statement), values) }, measures);

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

/** Empty tables like those that serve, with a column for each measure. */
export async function createNext(tx: Tx, measures: MeasureSet): Promise<void> {
  await dropNext(tx);
  await tx.query(`CREATE SCHEMA ${NEXT}`);
  const tables = await tx.query<{ name: string; options: string | null }>(
    `SELECT relname AS name, array_to_string(reloptions, ', ') AS options FROM pg_class
      WHERE relnamespace = '${SERVING}'::regnamespace AND relkind = 'r' ORDER BY 1`,
  );
  for (const { name, options } of tables) {
    await tx.query(`CREATE TABLE ${NEXT}.${name} (LIKE ${SERVING}.${name} INCLUDING ALL)${options ? ` WITH (${options})` : ''}`);
  }
  await countOnly(tx, NEXT, measures);
}

/** The table of counts gets the columns of these measures, and loses those of others. Takes no time: no row is rewritten. */
export async function countOnly(tx: Tx, schema: string, measures: MeasureSet): Promise<void> {
  const columns = await tx.query<{ name: string }>(
    `SELECT quote_ident(attname) AS name FROM pg_attribute WHERE attrelid = '${schema}.household_count'::regclass AND attnum > 0 AND NOT attisdropped`,
  );
  const plain = (column: string): string => column.replaceAll('"', '');
  const wanted = new Set([...KEY, ...measures.codes.map(columnOf)].map(plain));
  const there = new Set(columns.map(({ name }) => plain(name)));
  const changes = [
    ...columnsOf(measures)
      .filter((column) => !there.has(plain(column)))
      .map((column) => `ADD COLUMN ${column} integer NOT NULL DEFAULT 0`),
    ...[...there].filter((column) => !wanted.has(column)).map((column) => `DROP COLUMN "${column}"`),
  ];
  if (changes.length > 0) await tx.query(`ALTER TABLE ${schema}.household_count ${changes.join(', ')}`);
}

const KEY = ['lane', 'commune', 'village', 'period'];

export async function dropNext(tx: Tx): Promise<void> {
  await tx.query(`DROP SCHEMA IF EXISTS ${NEXT} CASCADE`);
}

/**
 * The next generation takes the serving one's name, in one instant for every reader; what served is kept beside it. First it waits
 * for those who read for long within one snapshot (`holdGeneration`), and only then keeps batches out. Returns the new number.
 */
export async function flipGenerations(tx: Tx, rebuild: { id: string }): Promise<number> {
  await tx.query(`SELECT set_config('lock_timeout', '10s', true)`);
  const [row] = await tx.query<{ number: string }>(
    `UPDATE calculation.generation g SET number = g.number + 1, flipped_at = clock_timestamp(), measures = r.measures, catalogue = r.catalogue
       FROM calculation.rebuild r WHERE r.id = $1 RETURNING g.number`,
    [rebuild.id],
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
