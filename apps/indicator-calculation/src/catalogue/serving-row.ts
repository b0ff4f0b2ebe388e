import type { Measure } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';

/** What the generation that serves counts, and under which version of a province's own definitions. */
export interface ServingRow {
  number: number;
  measures: Measure[] | null;
  catalogue: number | null;
}

export async function readServing(tx: Tx): Promise<ServingRow> {
  const [row] = await tx.query<ServingRow>('SELECT number::float8 AS number, measures, catalogue FROM calculation.generation');
  return row!;
}

export async function saveMeasures(tx: Tx, measures: readonly Measure[]): Promise<void> {
  await tx.query('UPDATE calculation.generation SET number = number + 1, measures = $1', [JSON.stringify(measures)]);
}
