import { lineKey, monthsOf, yearOf, type LineSums, type MoneyLines } from '@chitieu/domain';
import { textColumn, type Tx } from '@chitieu/persistence';
import type { MoneyMember } from './read-measures.js';

type Lines = Record<string, LineSums>;

/** What was assigned and paid by programme, project, kind of capital, source and age of capital, of each unit. */
export async function readMoneyLines(tx: Tx, members: readonly MoneyMember[], period: string): Promise<(unit: string) => Lines> {
  const planned = members.filter(({ isPlanned }) => isPlanned);
  const paying = members.filter(({ months }) => months !== null);
  const rows = await tx.query<Row>(LINES, [
    textColumn(planned.map(({ unit }) => unit)),
    textColumn(planned.map(({ payer }) => payer)),
    textColumn(planned.map(({ level }) => level)),
    ...[yearOf(period), monthsOf(period)[0]],
    ...payingColumns(paying),
  ]);
  const byUnit = new Map<string, Lines>();
  for (const { unit, assigned, disbursed, to_date, ...line } of rows) {
    const lines = byUnit.get(unit) ?? {};
    lines[lineKey(line)] = { assigned: BigInt(assigned), disbursed: BigInt(disbursed), disbursedToDate: BigInt(to_date) };
    byUnit.set(unit, lines);
  }
  return (unit) => byUnit.get(unit) ?? {};
}

/** Units, whose vouchers, led by whom, and their months: a column each. */
export const payingColumns = (paying: readonly MoneyMember[]): string[] => [
  textColumn(paying.map(({ unit }) => unit)),
  textColumn(paying.map(({ payer }) => payer)),
  textColumn(paying.map(({ leads }) => leads)),
  textColumn(paying.map(({ months }) => months!.from)),
  textColumn(paying.map(({ months }) => months!.to)),
];

interface Row extends Required<MoneyLines> {
  unit: string;
  assigned: string;
  disbursed: string;
  to_date: string;
}

/** A line of a plan counts where its own level leads it; a voucher from the level that leads it upwards. */
const LINES = {
  name: 'money-lines',
  text: `WITH line AS (
  SELECT m.unit, a->>'programme' AS programme, a->>'project' AS project, coalesce(a->>'capitalType', '') AS capital_type,
         coalesce(a->>'fundSource', '') AS fund_source, (a->>'originYear')::int < $4::int AS carried_over, (a->>'amountDong')::numeric AS assigned,
         0::numeric AS disbursed, 0::numeric AS to_date
    FROM unnest($1::text[], $2::text[], $3::text[]) AS m(unit, member, level)
         JOIN projection.plan_state p ON p.unit = m.member AND p.period = $4 AND p.body IS NOT NULL
         CROSS JOIN LATERAL jsonb_array_elements(coalesce(p.body->'allocations', '[]')) a
   WHERE a->>'ownerLevel' = m.level
  UNION ALL
  SELECT m.unit, d.programme, d.project, d.capital_type, d.fund_source, d.origin_year < $4::int, 0,
         CASE WHEN d.month >= $5 THEN d.amount_dong ELSE 0 END, d.amount_dong
    FROM unnest($6::text[], $7::text[], $8::text[], $9::text[], $10::text[]) AS m(unit, member, leads, first, last)
         JOIN projection.disbursed d ON d.unit = m.member AND d.month BETWEEN m.first AND m.last AND d.owner_level = ANY (string_to_array(m.leads, ','))
)
SELECT unit, programme, project, capital_type AS "capitalType", fund_source AS "fundSource", carried_over AS "carriedOver",
       sum(assigned)::text AS assigned, sum(disbursed)::text AS disbursed, sum(to_date)::text AS to_date
  FROM line GROUP BY 1, 2, 3, 4, 5, 6`,
};
