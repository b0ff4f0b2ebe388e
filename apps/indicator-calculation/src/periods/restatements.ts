import type { RestatementOnWire } from '@chitieu/contracts';
import { periodParts, periodsOfMonth } from '@chitieu/domain';
import { textColumn, type Tx } from '@chitieu/persistence';

/** Units and periods of which something was published are put down to be compared: once a beat, in one statement. */
export async function markRestatementsDue(tx: Tx, changed: readonly { orgUnit: string; period: string }[]): Promise<void> {
  if (changed.length === 0) return;
  const due = changed.flatMap(({ orgUnit, period }) => counting(period).map((each) => ({ orgUnit, period: each })));
  await tx.query(
    {
      name: 'restatements-due',
      text: `INSERT INTO calculation.restatement_due (unit, period)
             SELECT DISTINCT c.unit, c.period FROM unnest($1::text[], $2::text[]) AS c(unit, period)
              WHERE EXISTS (SELECT FROM calculation.published_figure f WHERE (f.unit, f.period) = (c.unit, c.period))`,
    },
    [textColumn(due.map(({ orgUnit }) => orgUnit)), textColumn(due.map(({ period }) => period))],
  );
}

/** Nobody is told of a half-year, and yet it may have been published: it is known by its months. */
const counting = (period: string): string[] => (periodParts(period).kind === 'month' ? periodsOfMonth(period) : [period]);

/** The newest first. A revision that was published later than the one restated closes it. */
export async function readRestatements(tx: Tx, unit: string, period: string | null): Promise<RestatementOnWire[]> {
  return tx.query<RestatementOnWire>(
    `SELECT r.publisher, r.period, r.revision, r.unit AS "orgUnit", r.indicator, nullif(r.dimension, '') AS dimension,
            jsonb_build_object('actual', ${pair('r.num_published', 'r.den_published')}, 'status', r.status_published) AS published,
            jsonb_build_object('actual', ${pair('r.num', 'r.den')}, 'status', r.status) AS restated,
            to_jsonb(r.found_at) #>> '{}' AS "foundAt",
            (SELECT min(p.revision) FROM calculation.publication p WHERE (p.unit, p.period) = (r.publisher, r.period) AND p.revision > r.revision) AS "closedBy",
            r.causes, r.cause_count AS "causeCount"
       FROM calculation.restatement r WHERE (r.publisher = $1 OR r.unit = $1) AND ($2::text IS NULL OR r.period = $2) ORDER BY r.id DESC LIMIT 500`,
    [unit, period],
  );
}

const pair = (num: string, den: string): string =>
  `CASE WHEN ${num} IS NOT NULL THEN jsonb_build_object('num', ${num}::text, 'den', ${den}::text) END`;
