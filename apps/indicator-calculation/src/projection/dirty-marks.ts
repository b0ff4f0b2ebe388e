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

/** The oldest marks and their ids. Reads only: the caller forgets them once it has read the values. */
export async function readDirty(tx: Tx, limit: number): Promise<{ ids: string[]; marks: DirtyMark[] }> {
  const rows = await tx.query<DirtyMark & { id: string }>(
    { name: 'dirty-read', text: 'SELECT id, unit, period, metric_group AS "group" FROM calculation.dirty ORDER BY id LIMIT $1' },
    [limit],
  );
  return {
    ids: rows.map((row) => row.id),
    marks: distinctMarks(rows.map(({ unit, period, group }) => ({ unit, period, group }))),
  };
}

export async function forgetDirty(tx: Tx, ids: string[]): Promise<void> {
  await tx.query({ name: 'dirty-forget', text: 'DELETE FROM calculation.dirty WHERE id = ANY ($1::bigint[])' }, [ids]);
}

export function distinctMarks(marks: DirtyMark[]): DirtyMark[] {
  return [...new Map(marks.map((mark) => [`${mark.unit}|${mark.period}|${mark.group}`, mark])).values()];
}
