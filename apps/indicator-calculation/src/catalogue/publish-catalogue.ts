import { isSaidAlike, STARTER_SET, withOwn, type Measure } from '@chitieu/domain';
import type { Database, Tx } from '@chitieu/persistence';
import { countOnly } from '../rebuild/generations.js';
import { countToFill, openOne } from '../rebuild/rebuilds.js';
import type { Rebuild } from '../rebuild/rebuild-row.js';
import { addCatalogue, readOwn, saveRebuildOf, type NewCatalogue } from './catalogue-row.js';
import { readServing, saveMeasures } from './serving-row.js';

export interface Published {
  version: number;
  rebuild: Rebuild;
}

/**
 * Keeps a province's definitions as a new version, and opens the rebuild that counts what they ask for: beside the numbers that
 * serve, which go on being read by the version before until the flip. Null: a rebuild is open already.
 */
export async function publishCatalogue(database: Database, given: NewCatalogue): Promise<Published | null> {
  const total = await countToFill(database, 'facts');
  return database
    .transaction(async (tx) => {
      const version = await addCatalogue(tx, given);
      const measures = [...withOwn(given.definitions).measures];
      const rebuild = await openOne(tx, 'facts', total, { measures, catalogue: version });
      if (!rebuild) throw new RebuildOpen();
      await saveRebuildOf(tx, version, rebuild.id);
      return { version, rebuild };
    })
    .catch((error: unknown) => {
      if (error instanceof RebuildOpen) return null;
      throw error;
    });
}

class RebuildOpen extends Error {}

/**
 * At the start of a process: numbers that were counted by an earlier release's starter set are counted anew, beside those that serve. Where
 * nothing has been counted yet, the starter set of this release serves at once.
 */
export async function adoptStarter(database: Database): Promise<Rebuild | null> {
  const total = await countToFill(database, 'facts');
  return database.transaction(async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('chitieu.catalogue'))`);
    const { measures, catalogue } = await readServing(tx);
    const wanted = await measuresWanted(tx, catalogue);
    if (measures !== null && isSame(measures, wanted)) return null;
    if (!(await isEmpty(tx))) return measures === null ? null : openOne(tx, 'facts', total, { measures: wanted, catalogue });
    await countOnly(tx, 'projection', STARTER_SET);
    await saveMeasures(tx, wanted);
    return null;
  });
}

async function measuresWanted(tx: Tx, catalogue: number | null): Promise<Measure[]> {
  if (catalogue === null) return [...STARTER_SET.measures];
  return [...withOwn(await readOwn(tx, catalogue)).measures];
}

/** What is counted is the same; its name may have changed. */
const isSame = (a: readonly Measure[], b: readonly Measure[]): boolean => isSaidAlike(a.map(withoutName), b.map(withoutName));
const withoutName = ({ code, counts, where }: Measure) => ({ code, counts, where });

async function isEmpty(tx: Tx): Promise<boolean> {
  const [row] = await tx.query('SELECT FROM projection.household_state LIMIT 1');
  return row === undefined;
}
