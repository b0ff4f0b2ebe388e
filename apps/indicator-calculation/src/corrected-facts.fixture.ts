import type { BusEvent } from '@chitieu/contracts';
import { laneOf } from '@chitieu/domain';
import type { Database } from '@chitieu/persistence';
import { OnHouseholdReviewed } from './on-household-reviewed.js';

export interface Review {
  householdId: string;
  period: string;
  commune: string;
  base: { classification: string | null; wasPoorBefore: boolean };
  [field: string]: unknown;
}

/** All facts are as if they had been accepted then. */
export const acceptedAt = (database: Database, at: string): Promise<unknown> =>
  database.query('UPDATE intake.fact SET received_at = $1, changed_at = $1', [at]);

/**
 * Corrects a review as intake does: the version before goes to the history, the fact is replaced, and the next period is told again
 * with its new base, which leaves no version behind.
 */
export async function correct(database: Database, after: Review, next: Review | null, at: string): Promise<void> {
  const { base, ...body } = after;
  const [was] = await database.query<{ unit: string }>(
    'SELECT unit FROM intake.fact_household_review WHERE id = $1 AND period = $2',
    [after.householdId, after.period],
  );
  const key = [after.householdId, after.period];
  await database.query(
    `INSERT INTO intake.fact_history (kind, id, period, ver, rev, unit, body, retracted, changed_at, replaced_at)
     SELECT kind, id, period, ver, rev, unit, body, retracted, changed_at, $3 FROM intake.fact_household_review WHERE id = $1 AND period = $2`,
    [...key, at],
  );
  await database.query(
    `UPDATE intake.fact_household_review SET ver = ver + 1, rev = rev + 1, unit = $3, lane = $4, body = $5, base = $6, changed_at = $7
      WHERE id = $1 AND period = $2`,
    [...key, after.commune, laneOf(after.commune), JSON.stringify(body), JSON.stringify(base), at],
  );
  if (next)
    await database.query(
      'UPDATE intake.fact_household_review SET rev = rev + 1, base = $3, changed_at = $4 WHERE id = $1 AND period = $2',
      [next.householdId, next.period, JSON.stringify(next.base), at],
    );
  const { householdId, period } = after;
  const moved = { householdId, period, commune: was!.unit, ver: 2, retracted: { reason: 'moved', movedTo: after.commune } };
  const left = was!.unit === after.commune ? [] : [moved];
  await tell(database, [...left, { ...after, ver: 2 }, ...(next ? [{ ...next, ver: 1 }] : [])]);
}

async function tell(database: Database, states: { commune: string; [field: string]: unknown }[]): Promise<void> {
  const events = states.map((data) => ({
    ...{ type: 'household.reviewed.v1', key: data.commune, lane: laneOf(data.commune), rev: 2, data },
  })) as unknown as BusEvent<'household.reviewed.v1'>[];
  await database.transaction((tx) => new OnHouseholdReviewed().on({ events, tx } as never));
}
