import type { MeasureSet } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { columnsOf } from '../projection/household-projection.js';
import type { Behind, Filled } from './fill.js';

const AT_ONCE = 25_000;

/** Household states of the serving generation into the next one and its counters, in one statement: nothing passes through this process. */
export async function copyHouseholds(tx: Tx, behind: Behind, measures: MeasureSet): Promise<Filled> {
  const [row] = await tx.query<{ count: number; behind: Behind | null }>(
    copyOf(measures),
    behind.length > 0 ? behind : [-1, '', ''],
  );
  return { count: row!.count, behind: row!.count < AT_ONCE ? null : row!.behind };
}

/** A tombstone's bytes are none, and so is what it counts for. */
const sumOf = ({ measures }: MeasureSet): string =>
  measures.map(({ counts }, i) => `sum(sign * get_bit(counted, ${i})${counts === 'members' ? ' * members' : ''})`).join(', ');

/**
 * `counted`: each new state at its commune and its village; and, taken away again, one that a repeated old event has put there before.
 */
const copyOf = (measures: MeasureSet): string => {
  const columns = columnsOf(measures);
  return `WITH part AS MATERIALIZED (
  SELECT * FROM projection.household_state WHERE (lane, household_id, period) > ($1::smallint, $2, $3) ORDER BY lane, household_id, period LIMIT ${AT_ONCE}
), saved AS (
  INSERT INTO projection_next.household_state AS t SELECT * FROM part
  ON CONFLICT (lane, household_id, period) DO UPDATE
     SET rev = excluded.rev, commune = excluded.commune, village = excluded.village, counted = excluded.counted, members = excluded.members
   WHERE t.rev < excluded.rev
  RETURNING new.lane, new.period, new.commune, new.village, new.counted, new.members,
            old.commune AS commune_before, old.village AS village_before, old.counted AS counted_before, old.members AS members_before
), counted AS (
  SELECT lane, commune, '' AS village, period, 1 AS sign, counted, members FROM saved
  UNION ALL SELECT lane, commune, village, period, 1, counted, members FROM saved WHERE village <> ''
  UNION ALL SELECT lane, commune_before, '', period, -1, counted_before, members_before FROM saved WHERE counted_before IS NOT NULL
  UNION ALL SELECT lane, commune_before, village_before, period, -1, counted_before, members_before FROM saved WHERE village_before <> ''
), added AS (
  INSERT INTO projection_next.household_count AS t (lane, commune, village, period, ${columns.join(', ')})
  SELECT lane, commune, village, period, ${sumOf(measures)} FROM counted WHERE counted <> '' GROUP BY lane, commune, village, period ORDER BY 1, 2, 3, 4
  ON CONFLICT (lane, commune, village, period) DO UPDATE SET ${columns.map((c) => `${c} = t.${c} + excluded.${c}`).join(', ')}
)
SELECT (SELECT count(*)::int FROM part) AS count,
       (SELECT jsonb_build_array(lane, household_id, period) FROM part ORDER BY lane DESC, household_id DESC, period DESC LIMIT 1) AS behind`;
};
