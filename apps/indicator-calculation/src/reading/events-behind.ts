import type { ExplanationOnWire } from '@chitieu/contracts';
import { laneOf, type MeasureSet, type Tree } from '@chitieu/domain';
import { numberColumn, textColumn, type Statement, type Tx } from '@chitieu/persistence';
import type { Carry, StoredVillage } from './carry.js';
import type { Value, ValuesRequest } from './read-values.js';

const SHOWN = 100;

interface EventsBehind {
  shown: ExplanationOnWire['events'];
  count: number;
}

/** Households and vouchers are shown for a commune or village only: above, the children lead to them. */
export async function eventsBehind(tx: Tx, value: Value, { period, tree, carry, serving }: ValuesRequest): Promise<EventsBehind> {
  const { unit, definition } = value;
  if (unit.level !== 'commune' && unit.level !== 'village') return { shown: [], count: 0 };
  const places = placesOf(value, tree, carry);
  return definition.group === 'money'
    ? vouchersBehind(tx, places, period)
    : householdsBehind(tx, places, period, serving.measures);
}

/** Where the unit's numbers are stored: a commune as a whole has the village ''. */
function placesOf({ unit: { code, level } }: Value, tree: Tree, carry: Carry | null): StoredVillage[] {
  if (level === 'village') return carry ? (carry.villageSources(code) ?? []) : [{ commune: tree.parentOf(code)!, village: code }];
  return (carry ? carry.stated.sourcesOf(code).map((holder) => holder.code) : [code]).map((commune) => ({
    commune,
    village: '',
  }));
}

async function householdsBehind(tx: Tx, places: StoredVillage[], period: string, measures: MeasureSet): Promise<EventsBehind> {
  const communes = places.map(({ commune }) => commune);
  const at = [numberColumn(communes.map(laneOf)), textColumn(communes), textColumn(places.map(({ village }) => village)), period];
  const rows = await tx.query<{ entity: string; rev: string; counted: string }>(householdsOf(measures), at);
  const shown = rows.map(({ entity, rev, counted }) => ({
    entity,
    rev: Number(rev),
    note: measures.countedIn({ counted }).join(', '),
  }));
  return { shown, count: await countOf(tx, COUNT_HOUSEHOLDS, at) };
}

async function vouchersBehind(tx: Tx, places: StoredVillage[], period: string): Promise<EventsBehind> {
  const at = [textColumn(places.map(({ commune }) => commune)), `${period.slice(0, 4)}-%`];
  const rows = await tx.query<{ entity: string; rev: string; note: string }>(VOUCHERS, at);
  return { shown: rows.map((row) => ({ ...row, rev: Number(row.rev) })), count: await countOf(tx, COUNT_VOUCHERS, at) };
}

async function countOf(tx: Tx, statement: Statement, at: unknown[]): Promise<number> {
  const [row] = await tx.query<{ count: string }>(statement, at);
  return Number(row!.count);
}

const OF_UNIT = `projection.household_state s
  JOIN unnest($1::smallint[], $2::text[], $3::text[]) AS m(lane, commune, village) ON (m.lane, m.commune) = (s.lane, s.commune) AND m.village IN ('', s.village)
 WHERE s.period = $4 AND counted <> ''`;
/** Those that a programme is for come first. */
const householdsOf = (measures: MeasureSet): string => {
  const bitOf = (code: string): string => `get_bit(counted, ${measures.placeOf(code)})`;
  return `SELECT 'household:' || household_id || '/' || period AS entity, rev, encode(counted, 'hex') AS counted
  FROM ${OF_UNIT} ORDER BY ${bitOf('poor')} + ${bitOf('nearPoor')} DESC, household_id LIMIT ${SHOWN}`;
};
const COUNT_HOUSEHOLDS = `SELECT count(*) FROM ${OF_UNIT}`;
const OF_PAYER = 'unit = ANY ($1::text[]) AND month LIKE $2 AND NOT retracted';
const VOUCHERS = `SELECT 'voucher:' || voucher_id AS entity, rev, month || ' · ' || programme || ' ' || project || ' · ' || amount_dong AS note
  FROM projection.voucher_state WHERE ${OF_PAYER} ORDER BY month DESC, voucher_id LIMIT ${SHOWN}`;
const COUNT_VOUCHERS = `SELECT count(*) FROM projection.voucher_state WHERE ${OF_PAYER}`;
