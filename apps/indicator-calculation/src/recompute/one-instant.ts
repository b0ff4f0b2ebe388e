import type { Database, Tx } from '@chitieu/persistence';

/**
 * Facts and numbers of one instant, read only. The lock comes before the snapshot: a flip to another generation waits for this
 * transaction, since to a snapshot from before it the new generation's tables would seem to be empty.
 */
export async function atOneInstant<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.transaction(async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await holdGeneration(tx);
    await tx.query(`SELECT set_config('work_mem', '64MB', true), set_config('max_parallel_workers_per_gather', '0', true)`);
    return work(tx);
  });
}

/** First statement of a transaction that reads the projection within one snapshot: until it ends, no other generation takes its place. */
export async function holdGeneration(tx: Tx): Promise<void> {
  await tx.query('LOCK TABLE calculation.generation IN SHARE MODE');
}
