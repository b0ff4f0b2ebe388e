import type { IndicatorValue, PublishedFigures } from '@chitieu/contracts';
import type { Tx } from '@chitieu/persistence';

export interface Publication {
  unit: string;
  period: string;
  revision: number;
  by: string;
  at: Date;
  figures: readonly IndicatorValue[];
}

/** Written once: the database refuses to change or delete what stands here. */
export async function publish(tx: Tx, { unit, period, revision, by, at, figures }: Publication): Promise<void> {
  const key = [unit, period, revision];
  await tx.query('INSERT INTO calculation.publication (unit, period, revision, published_at, by) VALUES ($1, $2, $3, $4, $5)', [
    ...[...key, at, by],
  ]);
  await tx.query(
    `INSERT INTO calculation.published_figure
       (publisher, period, revision, unit, indicator, dimension, num, den, reason, status, definition_version, plan_id, decision, body)
     SELECT $1, $2, $3, f->'orgUnit'->>'code', f->>'indicator', coalesce(f->>'dimension', ''), (f->'actual'->>'num')::numeric, (f->'actual'->>'den')::numeric,
            f->>'reason', f->>'status', (f->>'definitionVersion')::integer, f->'target'->>'planId', f->'target'->>'decision', f
       FROM jsonb_array_elements($4::jsonb) f`,
    [...key, JSON.stringify(figures)],
  );
}

/** Figures as they were published: the last revision when none is named. */
export async function readPublication(
  tx: Tx,
  unit: string,
  period: string,
  revision: number | null,
): Promise<PublishedFigures | null> {
  const [row] = await tx.query<Omit<PublishedFigures, 'publishedAt'> & { publishedAt: Date }>(
    `SELECT p.unit AS "orgUnit", p.period, p.revision, p.published_at AS "publishedAt", p.by,
            (SELECT jsonb_agg(f.body ORDER BY f.unit, f.indicator, f.dimension) FROM calculation.published_figure f
              WHERE (f.publisher, f.period, f.revision) = (p.unit, p.period, p.revision)) AS items
       FROM calculation.publication p WHERE p.unit = $1 AND p.period = $2 AND ($3::integer IS NULL OR p.revision = $3) ORDER BY p.revision DESC LIMIT 1`,
    [unit, period, revision],
  );
  return row ? { ...row, publishedAt: row.publishedAt.toISOString() } : null;
}
