import { monthsOf, OWNER_LEVELS, yearOf, type Level, type MoneyLine, type Tree } from '@chitieu/domain';
import { textColumn, type Tx } from '@chitieu/persistence';
import type { WantedUnit } from './read-measures.js';

/** Levels whose vouchers count for a unit: its own and those below, with commas between. */
const LEADS = new Map<Level, string>(OWNER_LEVELS.map((level, i) => [level, OWNER_LEVELS.slice(i).join()]));

/** Units whose own money rolls up into wanted ones: a column each. */
export interface MoneyMembers {
  units: string;
  members: string;
  levels: string;
  leads: string;
}

/** Each wanted unit with itself and all below it, villages apart. */
export function moneyMembers(tree: Tree, wanted: WantedUnit[]): MoneyMembers {
  const pairs = wanted
    .filter((unit) => LEADS.has(unit.level))
    .flatMap((unit) => OWNER_LEVELS.flatMap((level) => tree.unitsOf(level, unit.code).map((member) => ({ unit, member }))));
  return {
    units: textColumn(pairs.map(({ unit }) => unit.code)),
    members: textColumn(pairs.map(({ member }) => member.code)),
    levels: textColumn(pairs.map(({ member }) => member.level)),
    leads: textColumn(pairs.map(({ unit }) => LEADS.get(unit.level)!)),
  };
}

/** What was assigned and paid by programme, project, kind of capital, source and age of capital, of each unit. */
export async function readMoneyLines(tx: Tx, members: MoneyMembers, period: string): Promise<(unit: string) => MoneyLine[]> {
  const months = monthsOf(period);
  const year = yearOf(period);
  const rows = await tx.query<Row>(LINES, [
    ...[members.units, members.members, members.levels, members.leads],
    ...[year, `${year}-01`, months[0], months.at(-1)],
  ]);
  const byUnit = new Map<string, MoneyLine[]>();
  for (const { unit, assigned, disbursed, to_date, ...line } of rows) {
    const lines = byUnit.get(unit) ?? [];
    lines.push({ ...line, assigned: BigInt(assigned), disbursed: BigInt(disbursed), disbursedToDate: BigInt(to_date) });
    byUnit.set(unit, lines);
  }
  return (unit) => byUnit.get(unit) ?? [];
}

interface Row extends Omit<MoneyLine, 'assigned' | 'disbursed' | 'disbursedToDate'> {
  unit: string;
  assigned: string;
  disbursed: string;
  to_date: string;
}

/** A line of a plan counts where its own level leads it; a voucher from the level that leads it upwards. */
const LINES = {
  name: 'money-lines',
  text: `WITH member AS MATERIALIZED (
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS m(unit, member, level, leads)
), line AS (
  SELECT m.unit, a->>'programme' AS programme, a->>'project' AS project, coalesce(a->>'capitalType', '') AS capital_type,
         coalesce(a->>'fundSource', '') AS fund_source, (a->>'originYear')::int < $5::int AS carried_over, (a->>'amountDong')::numeric AS assigned,
         0::numeric AS disbursed, 0::numeric AS to_date
    FROM member m JOIN projection.plan_state p ON p.unit = m.member AND p.period = $5 AND p.body IS NOT NULL
         CROSS JOIN LATERAL jsonb_array_elements(coalesce(p.body->'allocations', '[]')) a
   WHERE a->>'ownerLevel' = m.level
  UNION ALL
  SELECT m.unit, d.programme, d.project, d.capital_type, d.fund_source, d.origin_year < $5::int, 0,
         CASE WHEN d.month >= $7 THEN d.amount_dong ELSE 0 END, d.amount_dong
    FROM member m JOIN projection.disbursed d ON d.unit = m.member AND d.month BETWEEN $6 AND $8 AND d.owner_level = ANY (string_to_array(m.leads, ','))
)
SELECT unit, programme, project, capital_type AS "capitalType", fund_source AS "fundSource", carried_over AS "carriedOver",
       sum(assigned)::text AS assigned, sum(disbursed)::text AS disbursed, sum(to_date)::text AS to_date
  FROM line GROUP BY 1, 2, 3, 4, 5, 6`,
};
