import type { Measure } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import type { Mismatch } from '../recompute/proof.js';

export type RebuildSource = 'facts' | 'state';
export type RebuildState = 'filling' | 'comparing' | 'done' | 'refused' | 'cancelled' | 'failed';

/** What became of it; of a comparison under way, so far. */
export interface Outcome {
  compared?: number;
  differenceCount?: number;
  differences?: Mismatch[];
  /** Units and periods whose numbers are others since the flip. */
  changed?: number;
  generation?: number;
  error?: string;
}

export interface Rebuild {
  id: string;
  source: RebuildSource;
  /** What it counts, null: the starter set as it is; and the version of the catalogue that asks for it, null: none of a province's own. */
  measures: Measure[] | null;
  catalogue: number | null;
  state: RebuildState;
  /** What is being filled. */
  step: string;
  /** The key that the next batch begins behind. */
  behind: unknown[];
  done: number;
  total: number;
  startedAt: Date;
  filledAt: Date | null;
  finishedAt: Date | null;
  outcome: Outcome;
}

const COLUMNS = `id::text, source, measures, catalogue, state, step, behind, done::float8, total::float8, started_at AS "startedAt", filled_at AS "filledAt",
  finished_at AS "finishedAt", outcome`;
const OPEN = `state IN ('filling', 'comparing')`;

/** Whoever holds this does the next step, or begins or ends a rebuild. */
export async function tryTurn(tx: Tx): Promise<boolean> {
  const [turn] = await tx.query<{ mine: boolean }>(`SELECT pg_try_advisory_xact_lock(hashtext('chitieu.rebuild')) AS mine`);
  return turn!.mine;
}

export async function waitForTurn(tx: Tx): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('chitieu.rebuild'))`);
}

export async function openRebuild(tx: Tx): Promise<Rebuild | null> {
  const [row] = await tx.query<Rebuild>(`SELECT ${COLUMNS} FROM calculation.rebuild WHERE ${OPEN}`);
  return row ?? null;
}

export async function readRebuild(tx: Tx, id: string): Promise<Rebuild | null> {
  const [row] = await tx.query<Rebuild>(`SELECT ${COLUMNS} FROM calculation.rebuild WHERE id = $1`, [id]);
  return row ?? null;
}

/** The last ones, the newest first. */
export const listRebuilds = (tx: Tx, limit: number): Promise<Rebuild[]> =>
  tx.query<Rebuild>(`SELECT ${COLUMNS} FROM calculation.rebuild ORDER BY calculation.rebuild.id DESC LIMIT $1`, [limit]);

export type NewRebuild = Pick<Rebuild, 'source' | 'measures' | 'catalogue' | 'step' | 'total'>;

export async function addRebuild(tx: Tx, { source, measures, catalogue, step, total }: NewRebuild): Promise<Rebuild> {
  const [row] = await tx.query<Rebuild>(
    `INSERT INTO calculation.rebuild (source, measures, catalogue, state, step, behind, total) VALUES ($1, $2, $3, 'filling', $4, '[]', $5)
     RETURNING ${COLUMNS}`,
    [source, measures && JSON.stringify(measures), catalogue, step, total],
  );
  return row!;
}

export async function saveRebuild(tx: Tx, { id, state, step, behind, done, total, filledAt, outcome }: Rebuild): Promise<void> {
  await tx.query(
    `UPDATE calculation.rebuild SET state = $2, step = $3, behind = $4, done = $5, total = $6, filled_at = $7, outcome = $8,
            finished_at = CASE WHEN $2 IN ('filling', 'comparing') THEN NULL ELSE clock_timestamp() END
      WHERE id = $1`,
    [id, state, step, JSON.stringify(behind), done, total, filledAt, JSON.stringify(outcome)],
  );
}
