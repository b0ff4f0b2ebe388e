import type { Database, Tx } from '@chitieu/persistence';
import { measureSetOf } from '../catalogue/measures-in.js';
import { readServing } from '../catalogue/serving-row.js';
import { STEPS } from './fill.js';
import { aloneWithGenerations, createNext, dropNext } from './generations.js';
import {
  addRebuild,
  openRebuild,
  readRebuild,
  saveRebuild,
  waitForTurn,
  type Rebuild,
  type RebuildSource,
} from './rebuild-row.js';

/** What the next generation counts, and why. */
export type ToCount = Pick<Rebuild, 'measures' | 'catalogue'>;

/**
 * Opens a rebuild: from the end of this transaction every batch is applied to both generations. Null: one is open already. It counts
 * what the serving generation counts, unless it is told otherwise.
 */
export async function beginRebuild(database: Database, source: RebuildSource, toCount?: ToCount): Promise<Rebuild | null> {
  const total = await countToFill(database, source);
  return database.transaction((tx) => openOne(tx, source, total, toCount));
}

export async function openOne(tx: Tx, source: RebuildSource, total: number, toCount?: ToCount): Promise<Rebuild | null> {
  await waitForTurn(tx);
  if (await openRebuild(tx)) return null;
  await aloneWithGenerations(tx);
  const { measures, catalogue } = toCount ?? (await readServing(tx));
  await createNext(tx, measureSetOf(measures));
  return addRebuild(tx, { source, measures, catalogue, step: STEPS[source][0]!.name, total });
}

/** Ends an open rebuild and forgets what it has built; another one is returned as it is. Null: there is none with this id. */
export async function cancelRebuild(database: Database, id: string): Promise<Rebuild | null> {
  return database.transaction(async (tx) => {
    await waitForTurn(tx);
    const rebuild = await readRebuild(tx, id);
    if (!rebuild || rebuild.finishedAt !== null) return rebuild;
    await endRebuild(tx, { ...rebuild, state: 'cancelled' });
    return readRebuild(tx, id);
  });
}

/** Forgets what an open rebuild has built, and saves how it ended. To be called by who has the turn. */
export async function endRebuild(tx: Tx, ended: Rebuild): Promise<void> {
  await aloneWithGenerations(tx);
  await dropNext(tx);
  await saveRebuild(tx, ended);
}

const TO_FILL: Record<RebuildSource, string> = {
  facts: `SELECT count(*) AS total FROM intake.fact WHERE kind IN ('household-reviews', 'disbursements', 'activities', 'plans', 'declarations')`,
  state: `SELECT (SELECT count(*) FROM projection.household_state) + (SELECT count(*) FROM projection.voucher_state)
               + (SELECT count(*) FROM projection.activity_state)
               + (SELECT count(*) FROM projection.plan_state) + (SELECT count(*) FROM projection.declaration_state) AS total`,
};

/** For the progress bar: tombstones that are looked at on the way are not in it. */
export async function countToFill(tx: Tx, source: RebuildSource): Promise<number> {
  const [row] = await tx.query<{ total: string }>(TO_FILL[source]);
  return Number(row!.total);
}
