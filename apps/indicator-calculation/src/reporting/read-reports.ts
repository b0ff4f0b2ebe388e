import type { Declaration } from '@chitieu/contracts';
import { lastDay, laneOf, reportOccasions, type ReceivedReport } from '@chitieu/domain';
import { numberColumn, textColumn, type Tx } from '@chitieu/persistence';

export interface ReportsOfUnits {
  received: ReceivedReport[];
  /** Units that have a plan for the year, or have told of anything in it. */
  takingPart: Set<string>;
}

/**
 * Reports of a year: those that a declaration says it is, and those that are told of by the data themselves: a commune's annual review is its
 * reviews, disbursement its vouchers.
 */
export async function readReports(tx: Tx, units: readonly string[], year: string, today: string): Promise<ReportsOfUnits> {
  const declared = await readDeclared(tx, units, year);
  const reviewed = await readReviewed(tx, units, year, today);
  const paid = await readPaid(tx, units, year, today);
  const planned = await tx.query<{ unit: string }>(
    `SELECT DISTINCT unit FROM projection.plan_state WHERE unit = ANY ($1::text[]) AND period = $2 AND body IS NOT NULL`,
    [textColumn(units), year],
  );
  const received = [...declared, ...reviewed, ...paid];
  return { received, takingPart: new Set([...planned, ...received].map(({ unit }) => unit)) };
}

async function readDeclared(tx: Tx, units: readonly string[], year: string): Promise<ReceivedReport[]> {
  const rows = await tx.query<{ unit: string; period: string; report: NonNullable<Declaration['report']> }>(
    `SELECT unit, period, body->'report' AS report FROM projection.declaration_state
      WHERE unit = ANY ($1::text[]) AND left(period, 4) = $2 AND body ? 'report'`,
    [textColumn(units), year],
  );
  return rows.map(({ unit, period, report: { form, sentOn, returned } }) => ({
    ...{ unit, form, period, sentOn, returnedOn: returned?.on ?? null },
  }));
}

/** Which day is not kept, only on which side of the deadline the first of them lay. */
async function readReviewed(tx: Tx, units: readonly string[], year: string, today: string): Promise<ReceivedReport[]> {
  const rows = await tx.query<{ unit: string; on_time: boolean }>(
    `SELECT c.commune AS unit, c.reviews_on_time > 0 AS on_time
       FROM unnest($1::text[], $2::smallint[]) AS u(unit, lane)
       JOIN projection.household_count c ON (c.lane, c.commune, c.village, c.period) = (u.lane, u.unit, '', $3) AND c.reviews > 0`,
    [textColumn(units), numberColumn(units.map(laneOf)), year],
  );
  const due = reportOccasions(year).find(({ form }) => form.code === 'annual-review')!.dueOn;
  return rows.map(({ unit, on_time }) => ({
    ...{ unit, form: 'annual-review', period: year, sentOn: on_time && due < today ? due : today, returnedOn: null },
  }));
}

/** Vouchers are kept by month: the first month in which any was paid of the year's capital. */
async function readPaid(tx: Tx, units: readonly string[], year: string, today: string): Promise<ReceivedReport[]> {
  const rows = await tx.query<{ unit: string; month: string }>(
    `SELECT unit, min(month) AS month FROM projection.disbursed
      WHERE unit = ANY ($1::text[]) AND origin_year = $2 AND vouchers > 0 GROUP BY unit`,
    [textColumn(units), Number(year)],
  );
  return rows.map(({ unit, month }) => {
    const end = lastDay(month);
    return { unit, form: 'disbursement', period: year, sentOn: end < today ? end : today, returnedOn: null };
  });
}
