import { THRESHOLDS, type Bilingual, type DimensionValue, type Indicator, type ReadingRule, type Sum } from './indicator.js';

type Given = Pick<Indicator, 'code' | 'name' | 'formula' | 'direction'> & Partial<Indicator>;
type Own<K extends keyof Indicator = never> = Omit<Given, K> & Partial<Pick<Given, K>>;

/** What a reading alone decides: how it adds up over units and over time, whether it starts from 0, what it is a number of. */
export const FOLLOWS: Readonly<
  Record<ReadingRule['how'], Pick<Indicator, 'kind' | 'accumulation' | 'flow' | 'overUnits' | 'overTime' | 'group' | 'periods'>>
> = {
  stock: households('count', 'stock', 'sum', 'last'),
  rate: households('ratio', 'stock', 'ratioOfSums', 'last'),
  reduction: households('count', 'period', 'sum', 'sum'),
  rateChange: households('ratio', 'period', 'ratioOfSums', 'sum'),
  flow: households('count', 'period', 'sum', 'sum'),
  assigned: money('count', 'stock', 'sum', 'last'),
  disbursed: money('count', 'period', 'sum', 'sum'),
  disbursementRate: money('ratio', 'yearToDate', 'ratioOfSums', 'ratioOfSums'),
  helpedHouseholds: money('count', 'period', 'distinctHouseholds', 'distinctHouseholds'),
  activities: activities(),
  activityReports: activities(),
  reportsReceived: reporting(),
  reportsOnTime: reporting(),
};

function households(
  kind: Indicator['kind'],
  accumulation: Indicator['accumulation'],
  overUnits: Indicator['overUnits'],
  overTime: Indicator['overTime'],
) {
  const flow = accumulation !== 'stock';
  return { kind, accumulation, flow, overUnits, overTime, group: 'households', periods: ['year'] } satisfies Partial<Indicator>;
}

function money(...given: Parameters<typeof households>) {
  return {
    ...households(...given),
    group: 'money',
    periods: ['year', 'halfYear', 'quarter', 'month'],
  } satisfies Partial<Indicator>;
}

function activities() {
  return { ...money('count', 'period', 'sum', 'sum'), group: 'reporting' } satisfies Partial<Indicator>;
}

function reporting() {
  return {
    ...households('ratio', 'period', 'ratioOfSums', 'last'),
    overUnits: 'shareOfUnits',
    group: 'reporting',
  } satisfies Partial<Indicator>;
}

/** An indicator of the starter set: what is not said follows from how it is read. */
export const define = (reading: ReadingRule, own: Given): Indicator => ({
  unit: 'households',
  dimension: null,
  headline: false,
  legalBasis: 'NĐ 07/2021/NĐ-CP; QĐ 24/2021/QĐ-TTg',
  thresholds: THRESHOLDS,
  definitionVersion: 1,
  ...FOLLOWS[reading.how],
  ...own,
  reading,
});

const overNumerator = (num: Bilingual, den: Bilingual): Bilingual => ({
  vi: `Tử số: ${num.vi}. Mẫu số: ${den.vi}`,
  en: `Numerator: ${num.en}. Denominator: ${den.en}`,
});

/** A count at the end of the period. */
export const stock = (of: Sum, own: Own<'formula'>): Indicator =>
  define(
    { how: 'stock', of },
    { formula: { vi: `${own.name.vi} tại cuối kỳ`, en: `${own.name.en} at the end of the period` }, ...own },
  );

/** A share at the end of the period; `says` names both sides. */
export const rate = (
  {
    num,
    den,
    whenEmpty,
    says,
  }: { num: Sum; den: Sum; whenEmpty: Extract<ReadingRule, { how: 'rate' }>['whenEmpty']; says: [Bilingual, Bilingual] },
  own: Own<'formula'>,
): Indicator => define({ how: 'rate', num, den, whenEmpty }, { unit: 'ratio', formula: overNumerator(...says), ...own });

export const flow = (of: Sum, own: Given): Indicator => define({ how: 'flow', of }, own);

/** One value of a dimension for each code. */
export const split = <C extends string>(
  code: string,
  codes: readonly C[],
  names: Readonly<Record<C, Bilingual>>,
  differs: (value: C) => Omit<DimensionValue, 'code' | 'name'>,
): Indicator['dimension'] => ({ code, values: codes.map((value) => ({ code: value, name: names[value], ...differs(value) })) });
