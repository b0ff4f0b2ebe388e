import type { Bilingual, ExplanationOnWire } from '@chitieu/contracts';
import { previousPeriod, type IndicatorReading, type Term } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import { readValues, unitOnWire, valueOnWire, type Value, type ValuesRequest } from './read-values.js';

const SHOWN_EVENTS = 100;

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
  const events = await eventsBehind(tx, value, request.period);
  return {
    value: valueOnWire(value, request.period, request.now, request.today, revision),
    formula: value.definition.formula,
    legalBasis: value.definition.legalBasis,
    measures: value.reading.terms.map((term) => measureOnWire(term, request.period)),
    children: below.map((v) => ({ orgUnit: unitOnWire(v.unit), ...sidesOf(v.reading) })),
    events: events.shown,
    eventCount: events.count,
  };
}

/** Numerator and denominator as integers; of a difference of counts, the difference over 1. */
const sidesOf = ({ actual }: IndicatorReading) => ({ num: actual?.num.toString() ?? '0', den: actual?.den.toString() ?? '0' });

function measureOnWire(term: Term, period: string): ExplanationOnWire['measures'][number] {
  return {
    code: term.measure,
    name: MEASURE_NAMES[term.measure] ?? { vi: term.measure, en: term.measure },
    period: term.of === 'previous' ? previousPeriod(period) : period,
    value: term.value.toString(),
    role: term.role,
  };
}

const MEASURE_NAMES: Record<string, Bilingual> = {
  households: { vi: 'Tổng số hộ', en: 'All households' },
  poor: { vi: 'Hộ nghèo', en: 'Poor households' },
  nearPoor: { vi: 'Hộ cận nghèo', en: 'Near-poor households' },
  poorAndNearPoor: { vi: 'Hộ nghèo và cận nghèo', en: 'Poor and near-poor households' },
  escapedPoverty: { vi: 'Hộ thoát nghèo', en: 'Households that escaped poverty' },
  relapsed: { vi: 'Hộ tái nghèo', en: 'Households that relapsed' },
  newlyPoor: { vi: 'Hộ nghèo phát sinh', en: 'Newly poor households' },
  assignedDong: { vi: 'Vốn được giao trong năm (đồng)', en: 'Capital assigned for the year (đồng)' },
  disbursedDong: { vi: 'Vốn đã giải ngân (đồng)', en: 'Capital disbursed (đồng)' },
  reportsOnTime: { vi: 'Báo cáo đúng hạn', en: 'Reports on time' },
  reportsExpected: { vi: 'Báo cáo phải nộp', en: 'Reports expected' },
};

/** Households and vouchers are shown for a commune or village only: above, the children lead to them. */
async function eventsBehind(
  tx: Tx,
  { unit, definition }: Value,
  period: string,
): Promise<{ shown: ExplanationOnWire['events']; count: number }> {
  if (unit.level !== 'commune' && unit.level !== 'village') return { shown: [], count: 0 };
  const source = definition.group === 'money' ? VOUCHERS : HOUSEHOLDS;
  const parameters = definition.group === 'money' ? [unit.code, `${period.slice(0, 4)}-%`] : [unit.code, period];
  const shown = await tx.query<{ entity: string; rev: string; note: string }>(`${source.list} LIMIT ${SHOWN_EVENTS}`, parameters);
  const [total] = await tx.query<{ count: string }>(source.count, parameters);
  return { shown: shown.map((row) => ({ ...row, rev: Number(row.rev) })), count: Number(total!.count) };
}

const OF_UNIT = `(commune = $1 OR village = $1) AND period = $2 AND NOT retracted`;
const HOUSEHOLDS = {
  list: `SELECT 'household:' || household_id || '/' || period AS entity, rev, classification || CASE WHEN base_classification IS NULL THEN '' ELSE ' ← ' || base_classification END AS note
           FROM calculation.household_state WHERE ${OF_UNIT} ORDER BY classification = 'poor' DESC, classification = 'nearPoor' DESC, household_id`,
  count: `SELECT count(*) FROM calculation.household_state WHERE ${OF_UNIT}`,
};
const VOUCHERS = {
  list: `SELECT 'voucher:' || voucher_id AS entity, rev, month || ' · ' || programme || ' ' || project || ' · ' || amount_dong AS note
           FROM calculation.voucher_state WHERE unit = $1 AND month LIKE $2 AND NOT retracted ORDER BY month DESC, voucher_id`,
  count: 'SELECT count(*) FROM calculation.voucher_state WHERE unit = $1 AND month LIKE $2 AND NOT retracted',
};
