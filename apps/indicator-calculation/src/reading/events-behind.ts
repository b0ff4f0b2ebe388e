import type { ExplanationOnWire } from '@chitieu/contracts';
import { laneOf, type MeasureSet, type OrgUnitRow } from '@chitieu/domain';
import type { Statement, Tx } from '@chitieu/persistence';
import type { Value } from './read-values.js';

const SHOWN = 100;

interface EventsBehind {
  shown: ExplanationOnWire['events'];
  count: number;
}

/** Households and vouchers are shown for a commune or village only: above, the children lead to them. */
export async function eventsBehind(
  tx: Tx,
  { unit, definition }: Value,
  period: string,
  measures: MeasureSet,
): Promise<EventsBehind> {
  if (unit.level !== 'commune' && unit.level !== 'village') return { shown: [], count: 0 };
  return definition.group === 'money' ? vouchersBehind(tx, unit.code, period) : householdsBehind(tx, unit, period, measures);
}

async function householdsBehind(tx: Tx, unit: OrgUnitRow, period: string, measures: MeasureSet): Promise<EventsBehind> {
  const [commune, village] = unit.level === 'village' ? [unit.parent!, unit.code] : [unit.code, ''];
  const at = [laneOf(commune), commune, village, period];
  const rows = await tx.query<{ entity: string; rev: string; counted: string }>(householdsOf(measures), at);
  const shown = rows.map(({ entity, rev, counted }) => ({
    entity,
    rev: Number(rev),
    note: measures.countedIn({ counted }).join(', '),
  }));
  return { shown, count: await countOf(tx, COUNT_HOUSEHOLDS, at) };
}

async function vouchersBehind(tx: Tx, unit: string, period: string): Promise<EventsBehind> {
  const at = [unit, `${period.slice(0, 4)}-%`];
  const rows = await tx.query<{ entity: string; rev: string; note: string }>(VOUCHERS, at);
  return { shown: rows.map((row) => ({ ...row, rev: Number(row.rev) })), count: await countOf(tx, COUNT_VOUCHERS, at) };
}

async function countOf(tx: Tx, statement: Statement, at: unknown[]): Promise<number> {
  const [row] = await tx.query<{ count: string }>(statement, at);
  return Number(row!.count);
}

const OF_UNIT = `lane = $1 AND commune = $2 AND ($3 = '' OR village = $3) AND period = $4 AND counted <> ''`;
/** Those that a programme is for come first. */
const householdsOf = (measures: MeasureSet): string => {
  const bitOf = (code: string): string => `get_bit(counted, ${measures.placeOf(code)})`;
  return `SELECT 'household:' || household_id || '/' || period AS entity, rev, encode(counted, 'hex') AS counted
  FROM projection.household_state WHERE ${OF_UNIT} ORDER BY ${bitOf('poor')} + ${bitOf('nearPoor')} DESC, household_id LIMIT ${SHOWN}`;
};
const COUNT_HOUSEHOLDS = `SELECT count(*) FROM projection.household_state WHERE ${OF_UNIT}`;
const OF_PAYER = 'unit = $1 AND month LIKE $2 AND NOT retracted';
const VOUCHERS = `SELECT 'voucher:' || voucher_id AS entity, rev, month || ' · ' || programme || ' ' || project || ' · ' || amount_dong AS note
  FROM projection.voucher_state WHERE ${OF_PAYER} ORDER BY month DESC, voucher_id LIMIT ${SHOWN}`;
const COUNT_VOUCHERS = `SELECT count(*) FROM projection.voucher_state WHERE ${OF_PAYER}`;
