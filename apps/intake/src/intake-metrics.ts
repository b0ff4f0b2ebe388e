import { counter } from '@chitieu/runtime';

export const rowsTotal = counter('chitieu_intake_rows_total', 'Rows that came in, by how they ended', ['kind', 'outcome']);
export const refusedTotal = counter('chitieu_intake_refused_total', 'Calls answered 429, by what there was too much of', [
  'reason',
]);
