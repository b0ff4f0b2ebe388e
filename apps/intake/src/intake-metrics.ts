import { counter } from '@chitieu/runtime';

export const rowsTotal = counter('chitieu_intake_rows_total', 'Rows that came in, by how they ended', ['kind', 'outcome']);
