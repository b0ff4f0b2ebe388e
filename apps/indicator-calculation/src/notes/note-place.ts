import { isIsoDate, parsePeriod, type Catalogue } from '@chitieu/domain';
import { invalidParameter } from '@chitieu/runtime';
import type { NotesAsked } from './note-rows.js';

export interface NotesQuery extends NotesAsked {
  unit: string;
  children: boolean;
  asAt: string;
}

/** Reads the parameters of `GET /notes`, or throws a problem that names the one to mend. */
export function notesQuery(raw: Record<string, string | undefined>, today: string): NotesQuery {
  const { orgUnit: unit, period = null, indicator = null, asAt = today } = raw;
  if (!unit) throw invalidParameter('orgUnit', 'Thiếu mã đơn vị (orgUnit).', 'orgUnit is missing: the code of a unit.');
  if (period !== null && !parsePeriod(period))
    throw invalidParameter('period', `“${period}” không phải là kỳ, ví dụ 2024.`, `“${period}” is not a period, e.g. 2024.`);
  if (!isIsoDate(asAt)) throw invalidParameter('asAt', 'asAt là một ngày YYYY-MM-DD.', 'asAt is a day, YYYY-MM-DD.');
  return { unit, period, indicator, asAt, withdrawn: isTrue(raw, 'withdrawn'), children: isTrue(raw, 'children') };
}

function isTrue(raw: Record<string, string | undefined>, name: string): boolean {
  const given = raw[name] ?? 'false';
  if (given === 'true' || given === 'false') return given === 'true';
  throw invalidParameter(name, `${name} là true hoặc false.`, `${name} is true or false.`);
}

/** A note on what nobody counts would never be seen. */
export function mustBeCounted(catalogue: Catalogue, indicator: string | null, dimension: string | null): void {
  if (indicator === null) {
    if (dimension === null) return;
    throw invalidParameter('dimension', 'dimension cần có indicator.', 'dimension needs an indicator.');
  }
  const known = catalogue.indicatorOf(indicator);
  if (!known)
    throw invalidParameter(
      'indicator',
      `Không có chỉ tiêu “${indicator}”; danh mục ở /api/v1/indicators.`,
      `There is no indicator “${indicator}”; /api/v1/indicators lists them.`,
    );
  if (dimension === null || known.dimension?.values.some(({ code }) => code === dimension)) return;
  throw invalidParameter(
    'dimension',
    `Chỉ tiêu “${indicator}” không có phần “${dimension}”.`,
    `Indicator “${indicator}” has no part “${dimension}”.`,
  );
}
