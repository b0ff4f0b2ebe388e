import { isIsoDate, LEVELS, parsePeriod, type Catalogue, type Indicator, type Level } from '@chitieu/domain';
import { invalidParameter } from '@chitieu/runtime';

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
  /** The tree of the period's last day, today's, or that of a day. */
  tree: 'then' | 'now' | (string & {});
  dimension: string | null;
}

/** Reads the parameters, or throws a problem that names the one to mend. `today` gives the period when none is named. */
export function readValuesQuery(raw: RawValuesQuery, today: string, catalogue: Catalogue): ValuesQuery {
  const { orgUnit, period = today.slice(0, 4), tree = 'then', children = 'false', dimension = null } = raw;
  if (!orgUnit)
    throw invalidParameter(
      'orgUnit',
      'Thiếu mã đơn vị (orgUnit), ví dụ 219.',
      'orgUnit is missing: the code of a unit, e.g. 219.',
    );
  if (!parsePeriod(period)) {
    const forms = ['2024', '2024-S1', '2024-Q1', '2024-01'].join(', ');
    throw invalidParameter(
      'period',
      `“${period}” không phải là kỳ: hãy dùng ${forms}.`,
      `“${period}” is not a period: use one of the forms ${forms}.`,
    );
  }
  if (tree !== 'then' && tree !== 'now' && !isIsoDate(tree))
    throw invalidParameter('tree', 'tree là then, now hoặc một ngày YYYY-MM-DD.', 'tree is then, now or a day, YYYY-MM-DD.');
  if (children !== 'true' && children !== 'false')
    throw invalidParameter('children', 'children là true hoặc false.', 'children is true or false.');
  const level = LEVELS.find((each) => each === raw.level) ?? null;
  if (raw.level !== undefined && level === null)
    throw invalidParameter('level', `level là một trong: ${LEVELS.join(', ')}.`, `level is one of ${LEVELS.join(', ')}.`);
  return {
    orgUnit,
    period,
    indicators: indicatorsOf(raw.indicator, catalogue),
    children: children === 'true',
    level,
    tree,
    dimension,
  };
}

/** An instant, or the end of a day in Việt Nam; null: what is known now. */
export function readKnownAt(given: string | undefined): Date | null {
  if (given === undefined) return null;
  const instant = new Date(isIsoDate(given) ? `${given}T23:59:59.999+07:00` : given);
  if (
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(given) &&
    !Number.isNaN(instant.getTime())
  )
    return instant;
  throw invalidParameter(
    'knownAt',
    `“${given}” không phải là ngày hay thời điểm: hãy dùng 2024-10-05 hoặc 2024-10-05T08:00:00+07:00.`,
    `“${given}” is neither a date nor an instant: use 2024-10-05 or 2024-10-05T08:00:00+07:00.`,
  );
}

/** The headlines when none is named; `all` names every one. */
function indicatorsOf(codes: string | undefined, catalogue: Catalogue): readonly Indicator[] {
  if (!codes) return catalogue.indicators.filter(({ headline }) => headline);
  if (codes === 'all') return catalogue.indicators;
  return codes.split(',').map((code) => {
    const known = catalogue.indicatorOf(code.trim());
    if (known) return known;
    throw invalidParameter(
      'indicator',
      `Không có chỉ tiêu “${code}”; danh mục ở /api/v1/indicators.`,
      `There is no indicator “${code}”; /api/v1/indicators lists them.`,
    );
  });
}
