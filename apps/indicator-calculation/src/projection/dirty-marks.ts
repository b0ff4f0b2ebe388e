import type { Tx } from '@chitieu/persistence';

export type MetricGroup = 'households' | 'money' | 'reporting';

/** Values of this unit and group, and of every unit above it, are no longer what was told. */
export interface DirtyMark {
  unit: string;
  period: string;
  group: MetricGroup;
}

export async function markDirty(tx: Tx, marks: DirtyMark[]): Promise<void> {
  const distinct = distinctMarks(marks);
  if (distinct.length === 0) return;
  await tx.query(
    {
      name: 'dirty-mark',
      text: `INSERT INTO calculation.dirty (unit, period, metric_group) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])`,
    },
    [distinct.map((m) => m.unit), distinct.map((m) => m.period), distinct.map((m) => m.group)],
  );
}

/** Takes up to `limit` marks away; they are gone when the caller's transaction commits. */
export async function takeDirty(tx: Tx, limit: number): Promise<DirtyMark[]> {
  return distinctMarks(
    await tx.query<DirtyMark>(
      {
        name: 'dirty-take',
        text: `DELETE FROM calculation.dirty WHERE id IN (SELECT id FROM calculation.dirty ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
               RETURNING unit, period, metric_group AS "group"`,
      },
      [limit],
    ),
  );
}

export function distinctMarks(marks: DirtyMark[]): DirtyMark[] {
  return [...new Map(marks.map((mark) => [`${mark.unit}|${mark.period}|${mark.group}`, mark])).values()];
}
