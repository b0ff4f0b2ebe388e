import { periodParts, periodsOfMonth } from '@chitieu/domain';
import { textColumn, type Tx } from '@chitieu/persistence';

export type MetricGroup = 'households' | 'money' | 'reporting';

/** Values of this unit and group, and of every unit above it, are no longer what was told. */
export interface DirtyMark {
  unit: string;
  period: string;
  group: MetricGroup;
}

/** Told twice is told once: marks need not be distinct, but few are better. */
export async function markDirty(tx: Tx, marks: DirtyMark[]): Promise<void> {
  if (marks.length === 0) return;
  await tx.query(
    {
      name: 'dirty-mark',
      text: `INSERT INTO calculation.dirty (unit, period, metric_group) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])`,
    },
    [textColumn(marks.map((m) => m.unit)), textColumn(marks.map((m) => m.period)), textColumn(marks.map((m) => m.group))],
  );
}

/** Among so many of the oldest marks, those of so many units, periods and groups, each once. */
export interface Window {
  marks: number;
  most: number;
}

/**
 * The oldest marks, and the ids of all that say the same, however much later: behind a backlog a unit is told of once. Reads only: the caller
 * forgets them once it has read the values.
 */
export async function readDirty(tx: Tx, { marks, most }: Window): Promise<{ ids: string; marks: DirtyMark[] }> {
  const rows = await tx.query<DirtyMark & { ids: string }>(
    {
      name: 'dirty-read',
      text: `WITH oldest AS (
               SELECT unit, period, metric_group
                 FROM (SELECT * FROM calculation.dirty ORDER BY id LIMIT $1) w GROUP BY 1, 2, 3 ORDER BY min(id) LIMIT $2
             )
             SELECT unit, period, metric_group AS "group", string_agg(d.id::text, ',') AS ids
               FROM oldest JOIN calculation.dirty d USING (unit, period, metric_group) GROUP BY 1, 2, 3 ORDER BY min(d.id)`,
    },
    [marks, most],
  );
  return {
    ids: `{${rows.map(({ ids }) => ids).join()}}`,
    marks: rows.map(({ unit, period, group }) => ({ unit, period, group })),
  };
}

/** @param ids the text of an array */
export async function forgetDirty(tx: Tx, ids: string): Promise<void> {
  await tx.query({ name: 'dirty-forget', text: 'DELETE FROM calculation.dirty WHERE id = ANY ($1::bigint[])' }, [ids]);
}

/** What happened in a month changes its month, quarter and year; a half-year is read where it is asked for, and told to nobody. */
export const marksOfMonth = (unit: string, month: string, group: MetricGroup): DirtyMark[] =>
  periodsOfMonth(month)
    .filter((period) => periodParts(period).kind !== 'halfYear')
    .map((period) => ({ unit, period, group }));

export function distinctMarks(marks: DirtyMark[]): DirtyMark[] {
  return [...new Map(marks.map((mark) => [`${mark.unit}|${mark.period}|${mark.group}`, mark])).values()];
}
