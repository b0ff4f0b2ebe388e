import { monthsOf, type ActivitySums } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { payingColumns } from './money-lines.js';
import type { MoneyMember } from './read-measures.js';

type ByKind = Record<string, ActivitySums>;

/** Activities of the period by kind, a unit's own and those of all below it. */
export async function countActivities(
  tx: Tx,
  members: readonly MoneyMember[],
  period: string,
): Promise<(unit: string) => ByKind> {
  const holding = members.filter(({ months }) => months !== null);
  const rows = await tx.query<{ unit: string; kind: string; count: string; reports: string; bounds: string }>(COUNT, [
    ...payingColumns(holding),
    monthsOf(period)[0],
  ]);
  const byUnit = new Map<string, ByKind>();
  for (const { unit, kind, count, reports, bounds } of rows) {
    const kinds = byUnit.get(unit) ?? {};
    kinds[kind] = { count: BigInt(count), reports: BigInt(reports), bounds: BigInt(bounds) };
    byUnit.set(unit, kinds);
  }
  return (unit) => byUnit.get(unit) ?? {};
}

const COUNT = {
  name: 'count-activities',
  text: `SELECT m.unit, a.kind, sum(a.count) AS count, count(*) AS reports, count(*) FILTER (WHERE a.at_least) AS bounds
           FROM (SELECT DISTINCT unit, member, first, last FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) AS m(unit, member, leads, first, last)) m
           JOIN projection.activity_state a ON a.unit = m.member AND a.month BETWEEN greatest(m.first, $6) AND m.last AND NOT a.retracted
          GROUP BY 1, 2`,
};
