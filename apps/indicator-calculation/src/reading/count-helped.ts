import { monthsOf } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { payingColumns } from './money-lines.js';
import type { MoneyMember } from './read-measures.js';

/** Households that more was paid for than taken back in the period, each once: a unit's own vouchers and those below it, at the levels it counts. */
export async function countHelped(tx: Tx, members: readonly MoneyMember[], period: string): Promise<Map<string, bigint>> {
  const paying = members.filter(({ months }) => months !== null);
  const rows = await tx.query<{ unit: string; households: string }>(HELPED, [...payingColumns(paying), monthsOf(period)[0]]);
  return new Map(rows.map(({ unit, households }) => [unit, BigInt(households)]));
}

const HELPED = {
  name: 'count-helped',
  text: `SELECT unit, count(*) AS households FROM (
  SELECT m.unit, v.household_id
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS m(unit, member, leads, first, last)
    JOIN projection.voucher_state v ON v.unit = m.member AND v.month BETWEEN greatest(m.first, $6) AND m.last AND v.household_id <> '' AND NOT v.retracted
     AND v.owner_level = ANY (string_to_array(m.leads, ','))
   GROUP BY 1, 2 HAVING sum(v.amount_dong) > 0) helped GROUP BY 1`,
};
