import { COUNTED_NOWHERE } from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';
import type { StoredActivity } from '../projection/activity-projection.js';
import type { StoredHousehold } from '../projection/household-projection.js';
import type { StoredDocument } from '../projection/plan-projection.js';
import type { StoredVoucher } from '../projection/voucher-projection.js';
import type { Behind, Part } from './fill.js';

const AT_ONCE = 5_000;

export interface Which {
  /** Only what was taken back, or has left its lane: it counts nowhere, but an older event must not come in again. */
  tombstones?: boolean;
}

/** Tombstones only: what a state counts for is another generation's, which may not be counted as this one is. */
export async function readHouseholdTombstones(tx: Tx, behind: Behind): Promise<Part<StoredHousehold>> {
  const part = await readPart(
    tx,
    behind,
    { tombstones: true },
    {
      table: 'household_state',
      key: { lane: 'smallint', household_id: 'text', period: 'text' },
      columns: 'lane, household_id AS "householdId", period, rev::float8, commune, village',
      isTombstone: `counted = ''`,
      keyOf: (s: StoredHousehold) => [s.lane, s.householdId, s.period],
    },
  );
  return { ...part, states: part.states.map((state) => ({ ...state, ...COUNTED_NOWHERE })) };
}

export async function readVoucherStates(tx: Tx, behind: Behind, which: Which): Promise<Part<StoredVoucher>> {
  const part = await readPart(tx, behind, which, {
    table: 'voucher_state',
    key: { lane: 'smallint', voucher_id: 'text' },
    columns: `lane, voucher_id AS "voucherId", rev::float8, retracted, unit, month, programme, project, sub_project AS "subProject",
              capital_type AS "capitalType", fund_source AS "fundSource", origin_year AS "originYear", owner_level AS "ownerLevel",
              amount_dong AS "amountDong", sample, household_id AS "householdId"`,
    isTombstone: 'retracted',
    keyOf: (s: StoredVoucher) => [s.lane, s.voucherId],
  });
  return { ...part, states: part.states.map((state) => ({ ...state, amountDong: BigInt(state.amountDong) })) };
}

export const readActivityStates = (tx: Tx, behind: Behind, which: Which): Promise<Part<StoredActivity>> =>
  readPart(tx, behind, which, {
    table: 'activity_state',
    key: { lane: 'smallint', activity_id: 'text' },
    columns: 'lane, activity_id AS "activityId", rev::float8, retracted, unit, month, kind, count, at_least AS "atLeast", sample',
    isTombstone: 'retracted',
    keyOf: (s: StoredActivity) => [s.lane, s.activityId],
  });

export const readPlanStates = (tx: Tx, behind: Behind, which: Which): Promise<Part<StoredDocument>> =>
  readDocuments(tx, behind, which, 'plan');

export const readDeclarationStates = (tx: Tx, behind: Behind, which: Which): Promise<Part<StoredDocument>> =>
  readDocuments(tx, behind, which, 'declaration');

const readDocuments = (tx: Tx, behind: Behind, which: Which, noun: string): Promise<Part<StoredDocument>> =>
  readPart(tx, behind, which, {
    table: `${noun}_state`,
    key: { lane: 'smallint', [`${noun}_id`]: 'text' },
    columns: `lane, ${noun}_id AS id, rev::float8, unit, period, body`,
    isTombstone: 'body IS NULL',
    keyOf: (s: StoredDocument) => [s.lane, s.id],
  });

interface Kind<S> {
  table: string;
  /** Column → its type. */
  key: Record<string, string>;
  columns: string;
  isTombstone: string;
  keyOf(state: S): unknown[];
}

async function readPart<S extends object>(tx: Tx, behind: Behind, { tombstones }: Which, kind: Kind<S>): Promise<Part<S>> {
  const names = Object.keys(kind.key).join(', ');
  const places = Object.values(kind.key).map((type, i) => `$${i + 1}::${type}`);
  const conditions = [
    ...(behind.length > 0 ? [`(${names}) > (${places.join(', ')})`] : []),
    ...(tombstones ? [kind.isTombstone] : []),
  ];
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const states = await tx.query<S>(
    `SELECT ${kind.columns} FROM projection.${kind.table} ${where} ORDER BY ${names} LIMIT ${AT_ONCE}`,
    behind,
  );
  return { states, behind: states.length < AT_ONCE ? null : kind.keyOf(states.at(-1)!) };
}
