import { monthsOf } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import type { MoneyMembers } from './money-lines.js';

/** Households that more was paid for than taken back in the period, each once: a unit's own vouchers and those below it, at the levels it counts. */
export async function countHelped(tx: Tx, { units, members, leads }: MoneyMembers, period: string): Promise<Map<string, bigint>> {
  const months = monthsOf(period);
  const rows = await tx.query<{ unit: string; households: string }>(HELPED, [units, members, leads, months[0], months.at(-1)]);
  return new Map(rows.map(({ unit, households }) => [unit, BigInt(households)]));
}

const HELPED = {
  name: 'count-helped',
  text: `SELECT unit, count(*) AS households FROM (
  SELECT m.unit, v.household_id
    FROM unnest($1::text[], $2::text[], $3::text[]) AS m(unit, member, leads)
    JOIN projection.voucher_state v ON v.unit = m.member AND v.month BETWEEN $4 AND $5 AND v.household_id <> '' AND NOT v.retracted
     AND v.owner_level = ANY (string_to_array(m.leads, ','))
   GROUP BY 1, 2 HAVING sum(v.amount_dong) > 0) helped GROUP BY 1`,
};
