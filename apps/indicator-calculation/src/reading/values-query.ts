import { INDICATORS, isIsoDate, LEVELS, parsePeriod, type Indicator, type Level } from '@chitieu/domain';
import { ProblemError } from '@chitieu/runtime';

/** Parameters of `/indicator-values` and `/explanations` as they come. */
export interface RawValuesQuery {
  orgUnit?: string;
  period?: string;
  indicator?: string;
  children?: string;
  level?: string;
  tree?: string;
  dimension?: string;
  knownAt?: string;
}

export interface ValuesQuery {
  orgUnit: string;
  period: string;
  indicators: readonly Indicator[];
  children: boolean;
  /** The units of this level at or below the unit, beside the unit itself. */
  level: Level | null;
  /** The tree of the period's last day, or today's. */
  tree: 'then' | 'now';
  dimension: string | null;
  /** What had been accepted by then; null: what is known now. */
  knownAt: Date | null;
}

/** Reads the parameters, or throws a problem that names the one to mend. `today` gives the period when none is named. */
export function readValuesQuery(raw: RawValuesQuery, today: string): ValuesQuery {
  const { orgUnit, period = today.slice(0, 4), tree = 'then', children = 'false', dimension = null } = raw;
  if (!orgUnit)
    throw invalid('orgUnit', 'Thiếu mã đơn vị (orgUnit), ví dụ 219.', 'orgUnit is missing: the code of a unit, e.g. 219.');
  if (!parsePeriod(period)) {
    const forms = ['2024', '2024-S1', '2024-Q1', '2024-01'].join(', ');
    throw invalid(
      'period',
      `“${period}” không phải là kỳ: hãy dùng ${forms}.`,
      `“${period}” is not a period: use one of the forms ${forms}.`,
    );
  }
  if (tree !== 'then' && tree !== 'now') throw invalid('tree', 'tree là then hoặc now.', 'tree is then or now.');
  if (children !== 'true' && children !== 'false')
    throw invalid('children', 'children là true hoặc false.', 'children is true or false.');
  const level = LEVELS.find((each) => each === raw.level) ?? null;
  if (raw.level !== undefined && level === null)
    throw invalid('level', `level là một trong: ${LEVELS.join(', ')}.`, `level is one of ${LEVELS.join(', ')}.`);
  const knownAt = raw.knownAt === undefined ? null : instantOf(raw.knownAt);
  const indicators = indicatorsOf(raw.indicator);
  return { orgUnit, period, indicators, children: children === 'true', level, tree, dimension, knownAt };
}

/** A day is known at its end, in Vietnam. */
function instantOf(text: string): Date {
  const isDay = isIsoDate(text);
  const instant = new Date(isDay ? `${text}T23:59:59.999+07:00` : text);
  if (isDay || (INSTANT.test(text) && !Number.isNaN(instant.getTime()))) return instant;
  const forms = '2024-10-05, 2024-10-05T17:30:00+07:00';
  throw invalid(
    'knownAt',
    `“${text}” không phải là ngày hay thời điểm: hãy viết như ${forms} (trong URL, “+” viết là %2B).`,
    `“${text}” is neither a day nor an instant: write it as in ${forms} (in a URL, “+” is %2B).`,
  );
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/;

function indicatorsOf(codes: string | undefined): readonly Indicator[] {
  if (!codes) return INDICATORS;
  return codes.split(',').map((code) => {
    const known = INDICATORS.find((indicator) => indicator.code === code.trim());
    if (known) return known;
    throw invalid(
      'indicator',
      `Không có chỉ tiêu “${code}”; danh mục ở /api/v1/indicators.`,
      `There is no indicator “${code}”; /api/v1/indicators lists them.`,
    );
  });
}

export const invalid = (parameter: string, vi: string, en: string): ProblemError =>
  new ProblemError(
    422,
    'invalid-parameter',
    { vi, en },
    { errors: [{ pointer: `/${parameter}`, code: 'invalid-parameter', message: { vi, en } }] },
  );
