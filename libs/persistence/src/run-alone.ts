import type { Database } from './database.js';

/** Does `work` unless another process is doing what goes by this name; says whether it did. The name is free again when the process dies. */
export async function runAlone(database: Database, name: string, work: () => Promise<void>): Promise<boolean> {
  return database.transaction(async (tx) => {
    const [lock] = await tx.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock(hashtext($1)) AS mine', [
      `chitieu.${name}`,
    ]);
    if (lock!.mine) await work();
    return lock!.mine;
  });
}

/** Rows that one statement takes away: transactions stay short, whatever has piled up. */
const AT_ONCE = 5_000;

/** Takes the rows of `table` that `condition` names away, a few at a time. Returns how many. */
export async function deleteInParts(
  database: Database,
  table: string,
  condition: string,
  values: unknown[] = [],
): Promise<number> {
  for (let removed = 0; ;) {
    const [row] = await database.query<{ count: number }>(
      `WITH gone AS (
  DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${condition} LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)) RETURNING 1
) SELECT count(*)::int AS count FROM gone`,
      values,
    );
    removed += row!.count;
    if (row!.count < AT_ONCE) return removed;
  }
}
