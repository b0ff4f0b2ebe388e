import type { MeasureSet } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { columnOf } from '../projection/household-projection.js';

/**
 * Before a flip: marks what the next generation says otherwise than the serving one, so that pages and alerts are told. Returns of how
 * many units and periods. Nothing, where the numbers that serve were right.
 */
export async function markChanged(tx: Tx, serving: MeasureSet, next: MeasureSet): Promise<number> {
  const counted = next.codes.map((code) => differs(columnOf(code), serving.has(code)));
  const [row] = await tx.query<{ changed: number }>(markOf(counted.join(' OR ')));
  return row!.changed;
}

/** A measure that the serving numbers do not have is other where it counts anything. */
const differs = (column: string, isServed: boolean): string =>
  `${isServed ? `coalesce(o.${column}, 0)` : '0'} <> coalesce(n.${column}, 0)`;
const both = (columns: string[]): string => columns.map((column) => differs(column, true)).join(' OR ');
const LINE = 'lane, unit, month, programme, project, sub_project, capital_type, fund_source, origin_year, owner_level';

const documentsOf = (noun: string): string => `
  SELECT unnest(ARRAY[o.unit, n.unit]) AS unit, unnest(ARRAY[o.period, n.period]) AS period
    FROM projection.${noun}_state o FULL JOIN projection_next.${noun}_state n USING (lane, ${noun}_id) WHERE o.body IS DISTINCT FROM n.body`;

const markOf = (counted: string): string => `WITH counted AS (
  SELECT commune AS unit, period FROM projection.household_count o FULL JOIN projection_next.household_count n USING (lane, commune, village, period)
   WHERE ${counted}
), paid AS (
  SELECT unit, month FROM projection.disbursed o FULL JOIN projection_next.disbursed n USING (${LINE})
   WHERE ${both(['amount_dong', 'vouchers', 'sample'])}
), held AS (
  SELECT unit, month FROM (TABLE projection.activity_state EXCEPT TABLE projection_next.activity_state) o
  UNION SELECT unit, month FROM (TABLE projection_next.activity_state EXCEPT TABLE projection.activity_state) n
), written AS (${documentsOf('plan')} UNION ${documentsOf('declaration')}
), mark AS (
  SELECT unit, period, 'households' AS metric_group FROM counted
  UNION SELECT unit, (left(period, 4)::int + 1)::text, 'households' FROM counted
  UNION SELECT unit, period, 'reporting' FROM counted
  UNION SELECT unit, unnest(ARRAY[month, left(month, 4) || '-Q' || (right(month, 2)::int + 2) / 3, left(month, 4)]), 'money' FROM paid
  UNION SELECT unit, unnest(ARRAY[month, left(month, 4) || '-Q' || (right(month, 2)::int + 2) / 3, left(month, 4)]), 'reporting' FROM held
  UNION SELECT unit, period, unnest(ARRAY['households', 'money', 'reporting']) FROM written WHERE unit IS NOT NULL
), marked AS (
  INSERT INTO calculation.dirty (unit, period, metric_group) SELECT * FROM mark
)
SELECT count(*)::int AS changed FROM (SELECT * FROM counted UNION SELECT * FROM paid UNION SELECT * FROM held UNION SELECT unit, period FROM written WHERE unit IS NOT NULL) c`;
