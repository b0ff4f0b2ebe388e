import { MeasureSet, STARTER, withOwn, type Tree } from '@chitieu/domain';
import type { Database, Tx } from '@chitieu/persistence';
import { ProblemError, type Clock } from '@chitieu/runtime';
import { readOwn } from '../catalogue/catalogue-row.js';
import type { Serving } from '../catalogue/serving-catalogue.js';
import { readServing } from '../catalogue/serving-row.js';
import type { Carry } from '../reading/carry.js';
import { asKnown, type Stated } from './as-known.js';

/** A larger unit's past would take minutes: some 470,000 households of three years are read in about 20 s. */
const MOST_COMMUNES = 400;

/** The database's time of an instant by the product's clock, which a demonstration may have shifted. */
export async function databaseTimeOf(tx: Tx, clock: Clock, instant: Date): Promise<Date> {
  const [row] = await tx.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  return new Date(instant.getTime() - (clock.now().getTime() - row!.now.getTime()));
}

/** The definitions that served at an instant: the starter set of this release, and what the province had put in place by then. */
export async function servingAt(tx: Tx, at: Date): Promise<Serving> {
  const { number } = await readServing(tx);
  const [row] = await tx.query<{ version: number }>(
    `SELECT c.version::float8 AS version FROM calculation.catalogue c JOIN calculation.rebuild r ON r.id = c.rebuild
      WHERE r.state = 'done' AND r.finished_at <= $1 ORDER BY c.version DESC LIMIT 1`,
    [at],
  );
  const version = row?.version ?? null;
  const catalogue = version === null ? STARTER : withOwn(await readOwn(tx, version));
  return { number, version, catalogue, measures: new MeasureSet(catalogue.measures) };
}

/** Of when, in which tree, which units with all below them; and what is read as if it had been accepted too. */
export interface KnownScope {
  at: Date;
  tree: Tree;
  carry: Carry | null;
  units: readonly string[];
  stated?: Stated | undefined;
}

/** Reads within one snapshot, what was known at an instant by the database's clock. */
export async function readingAt<T>(
  database: Database,
  { at, tree, carry, units, stated }: KnownScope,
  serving: Serving,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const communes = [...new Set(units.flatMap((unit) => communesOf(tree, carry, unit)))];
  if (communes.length > MOST_COMMUNES) throw tooLarge(communes.length);
  return database.transaction(async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await tx.query(`SELECT set_config('work_mem', '64MB', true)`);
    return work(asKnown(tx, { at, communes, measures: serving.measures, ...(stated && { stated }) }));
  });
}

/** The communes of the tree, and those of other days that they were made of. */
function communesOf(tree: Tree, carry: Carry | null, unit: string): string[] {
  const own = tree.levelOf(unit) === 'village' ? [tree.parentOf(unit)!] : tree.communesUnder(unit).map(({ code }) => code);
  if (carry === null) return own;
  const before = own.flatMap((code) => carry.stated.sourcesOf(code));
  const longBefore = [...own, ...before.map(({ code }) => code)].flatMap((code) => {
    const entering = carry.before?.into(code);
    return entering ? [...entering.whole, ...entering.parted.map(({ holder }) => holder)] : [];
  });
  return [...new Set([...own, ...[...before, ...longBefore].map(({ code }) => code)])];
}

const tooLarge = (communes: number): ProblemError =>
  new ProblemError(422, 'known-at-too-large', {
    vi: `knownAt đọc được tối đa ${MOST_COMMUNES} xã một lần, đơn vị này có ${communes}. Hãy hỏi từng tỉnh hoặc từng huyện.`,
    en: `knownAt reads at most ${MOST_COMMUNES} communes at a time, and this unit has ${communes}. Ask for each province or district.`,
  });
