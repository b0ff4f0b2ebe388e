import type { Bilingual, ExplanationOnWire } from '@chitieu/contracts';
import { decimalOf, previousPeriod, type IndicatorReading, type Measure, type Term } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { eventsBehind } from './events-behind.js';
import { readValues, unitOnWire, valueOnWire, type Value, type ValuesRequest } from './read-values.js';

/** Where a number comes from: its formula, the integers in it, the units below that add up to it, the events behind it. */
export async function explainValue(
  tx: Tx,
  request: ValuesRequest,
  dimension: string | null,
  revision: number,
): Promise<ExplanationOnWire | null> {
  const [code] = request.units;
  const values = await readValues(tx, request);
  const value = values.find((v) => v.dimension === dimension) ?? values[0];
  if (!value) return null;
  const children = request.tree.children(code!).map((child) => child.code);
  const below = (await readValues(tx, { ...request, units: children })).filter((v) => v.dimension === value.dimension);
  const events = await eventsBehind(tx, value, request);
  return {
    value: valueOnWire(value, request.period, request.now, request.today, revision),
    formula: value.definition.formula,
    legalBasis: value.definition.legalBasis,
    measures: value.reading.terms.map((term) => measureOnWire(term, request.period, request.serving.measures.measures)),
    children: below.map((v) => ({ orgUnit: unitOnWire(v.unit), ...sidesOf(v.reading) })),
    carriedFrom: await carriedFrom(tx, value, request),
    events: events.shown,
    eventCount: events.count,
  };
}

/** The units of then that the unit was made of, each with its own whole reading and the share of it that came here. */
async function carriedFrom(
  tx: Tx,
  { unit, dimension }: Value,
  request: ValuesRequest,
): Promise<ExplanationOnWire['carriedFrom']> {
  const { carry } = request;
  if (!carry) return [];
  const sources = carry.stated.sourcesOf(unit.code);
  const own = { ...request, tree: carry.then, carry: null, units: sources.map(({ code }) => code) };
  const then = (await readValues(tx, own)).filter((value) => value.dimension === dimension);
  return sources.map((holder) => {
    const { code, row } = holder;
    const parts = carry.stated.partsOf(holder);
    const share = parts.find((part) => part.code === unit.code)?.share ?? null;
    const reading = then.find((value) => value.unit.code === code)?.reading;
    return {
      orgUnit: unitOnWire(row),
      validTo: row.validTo,
      isWhole: parts.length === 1,
      share: share && decimalOf(share),
      ...(reading ? sidesOf(reading) : { num: '0', den: '0' }),
    };
  });
}

/** Numerator and denominator as integers; of a difference of counts, the difference over 1. */
const sidesOf = ({ actual }: IndicatorReading) => ({ num: actual?.num.toString() ?? '0', den: actual?.den.toString() ?? '0' });

function measureOnWire(term: Term, period: string, counted: readonly Measure[]): ExplanationOnWire['measures'][number] {
  return {
    code: term.measure,
    name: counted.find(({ code }) => code === term.measure)?.name ??
      NAMES[term.measure] ?? { vi: term.measure, en: term.measure },
    period: term.of === 'previous' ? previousPeriod(period) : period,
    value: term.value.toString(),
    role: term.role,
  };
}

/** What is not counted of households. */
const NAMES: Record<string, Bilingual> = {
  assignedDong: { vi: 'Vốn được giao trong năm (đồng)', en: 'Capital assigned for the year (đồng)' },
  disbursedDong: { vi: 'Vốn đã giải ngân (đồng)', en: 'Capital disbursed (đồng)' },
  activities: { vi: 'Số lượng hoạt động', en: 'Activities' },
  activityReports: { vi: 'Báo cáo hoạt động', en: 'Reports of activities' },
  helpedHouseholds: { vi: 'Hộ được hỗ trợ, mỗi hộ một lần', en: 'Households helped, each once' },
  reportsOnTime: { vi: 'Báo cáo đúng hạn', en: 'Reports on time' },
  reportsReceived: { vi: 'Báo cáo đã nhận', en: 'Reports received' },
  reportsExpected: { vi: 'Báo cáo phải nộp', en: 'Reports expected' },
};
