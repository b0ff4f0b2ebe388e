import { lastDay, type Ratio } from '@chitieu/domain';
import type { Database, Tx } from '@chitieu/persistence';
import { dayInVietnam, type Clock } from '@chitieu/runtime';
import type { MetricGroup } from '../projection/dirty-marks.js';
import { readValues, type Value } from '../reading/read-values.js';
import type { UnitTree } from '../reading/unit-tree.js';
import type { ServingCatalogue } from '../catalogue/serving-catalogue.js';
import { databaseTimeOf } from '../known/reading-at.js';
import { causesSince, type Causes } from './causes.js';

const AT_ONCE = 50;

interface Parts {
  database: Database;
  trees: UnitTree;
  catalogue: ServingCatalogue;
  clock: Clock;
}

/** A published figure, and what the register says of it last; before any restatement that is the figure itself. */
interface Figure {
  publisher: string;
  period: string;
  revision: number;
  publishedAt: Date;
  unit: string;
  indicator: string;
  dimension: string;
  num: string | null;
  den: string | null;
  status: string | null;
  lastNum: string | null;
  lastDen: string | null;
  lastStatus: string | null;
}

/**
 * Compares what was published last with what is known now, where numbers have changed, and puts each new difference into the register
 * with the facts accepted since. Whoever comes twice finds nothing new. Returns how many were recorded.
 */
export async function recordRestatements({ database, trees, catalogue, clock }: Parts): Promise<number> {
  return database.transaction(async (tx) => {
    const [turn] = await tx.query<{ mine: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtext('chitieu.restatements')) AS mine`,
    );
    if (!turn!.mine) return 0;
    const due = await tx.query<{ unit: string; period: string; last: string }>(
      `SELECT unit, period, max(id)::text AS last FROM calculation.restatement_due GROUP BY 1, 2 ORDER BY min(id) LIMIT ${AT_ONCE}`,
    );
    let recorded = 0;
    for (const { unit, period } of due) recorded += await recordOf(tx, { trees, catalogue, clock }, unit, period);
    for (const { unit, period, last } of due)
      await tx.query('DELETE FROM calculation.restatement_due WHERE unit = $1 AND period = $2 AND id <= $3', [
        unit,
        period,
        last,
      ]);
    return recorded;
  });
}

async function recordOf(
  tx: Tx,
  { trees, catalogue, clock }: Omit<Parts, 'database'>,
  unit: string,
  period: string,
): Promise<number> {
  const figures = await tx.query<Figure>(FIGURES, [unit, period]);
  if (figures.length === 0) return 0;
  const place = await trees.place(period);
  const now = clock.now();
  const today = dayInVietnam(now);
  const serving = await catalogue.now(tx);
  const { indicators } = serving.catalogue;
  const values = await readValues(tx, { ...place, units: [unit], period, indicators, serving, now, today });
  const known = new Map(values.map((value) => [`${value.definition.code}|${value.dimension ?? ''}`, value]));
  const causes = new Map<string, Causes>();
  let recorded = 0;
  for (const figure of figures) {
    const value = known.get(`${figure.indicator}|${figure.dimension}`);
    if (!value || isAsLastSaid(figure, value, today > lastDay(period))) continue;
    const group: MetricGroup = value.definition.group;
    const key = `${group}|${figure.publishedAt.toISOString()}`;
    if (!causes.has(key))
      causes.set(key, await causesSince(tx, place.tree, unit, group, await databaseTimeOf(tx, clock, figure.publishedAt)));
    await record(tx, figure, value, causes.get(key)!, now);
    recorded++;
  }
  return recorded;
}

/** While a period runs its status moves with the clock alone: then only a figure can be restated. */
export const isAsLastSaid = (
  { lastNum, lastDen, lastStatus }: Pick<Figure, 'lastNum' | 'lastDen' | 'lastStatus'>,
  { reading: { actual }, assessment }: Value,
  isOver: boolean,
): boolean => isSame(actual, lastNum, lastDen) && (!isOver || assessment.status === lastStatus);

const isSame = (actual: Ratio | null, num: string | null, den: string | null): boolean =>
  actual === null ? num === null : num !== null && actual.num === BigInt(num) && actual.den === BigInt(den!);

async function record(
  tx: Tx,
  figure: Figure,
  { reading: { actual }, assessment }: Value,
  causes: Causes,
  now: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO calculation.restatement (publisher, period, revision, unit, indicator, dimension, num_published, den_published, num, den,
       status_published, status, found_at, causes, cause_count) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      ...[figure.publisher, figure.period, figure.revision, figure.unit, figure.indicator, figure.dimension],
      ...[figure.num, figure.den, actual?.num.toString() ?? null, actual?.den.toString() ?? null],
      ...[figure.status, assessment.status, now, JSON.stringify(causes.shown), causes.count],
    ],
  );
}

/** Of every publisher the last revision. */
const FIGURES = `
SELECT f.publisher, f.period, f.revision, p.published_at AS "publishedAt", f.unit, f.indicator, f.dimension, f.num::text, f.den::text, f.status,
       CASE WHEN r.id IS NULL THEN f.num ELSE r.num END::text AS "lastNum", CASE WHEN r.id IS NULL THEN f.den ELSE r.den END::text AS "lastDen",
       CASE WHEN r.id IS NULL THEN f.status ELSE r.status END AS "lastStatus"
  FROM calculation.published_figure f
  JOIN calculation.publication p ON (p.unit, p.period, p.revision) = (f.publisher, f.period, f.revision)
  JOIN calculation.period_state s ON (s.unit, s.period, s.revision) = (f.publisher, f.period, f.revision)
  LEFT JOIN LATERAL (
    SELECT * FROM calculation.restatement r WHERE (r.publisher, r.period, r.revision, r.unit, r.indicator, r.dimension)
        = (f.publisher, f.period, f.revision, f.unit, f.indicator, f.dimension) ORDER BY r.id DESC LIMIT 1
  ) r ON true
 WHERE f.unit = $1 AND f.period = $2 ORDER BY f.publisher, f.indicator, f.dimension`;
