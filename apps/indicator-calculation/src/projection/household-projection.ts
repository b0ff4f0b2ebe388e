import type { BusEvent, EventData } from '@chitieu/contracts';
import { addContribution, contributionOf, COUNTED_NOWHERE, HOUSEHOLD_COUNTERS } from '@chitieu/domain';
import { numberColumn, textColumn, type Tx } from '@chitieu/persistence';

type Reviewed = BusEvent<'household.reviewed.v1'>;
type Review = Exclude<EventData<'household.reviewed.v1'>, { retracted: unknown }>;

/** A household's state in a period as the projection keeps it: where it stands, and which counters count it. */
export interface StoredHousehold {
  lane: number;
  householdId: string;
  period: string;
  rev: number;
  commune: string;
  /** '' where not known. */
  village: string;
  /** Of `contributionOf`. */
  counted: number;
}

/** A state that was newer than what was stored, and what it replaced. */
export interface HouseholdChange {
  before: Pick<StoredHousehold, 'commune' | 'village' | 'counted'> | null;
  after: StoredHousehold;
}

/** What a batch adds to the counters of one commune (`village` empty) or village in one period. */
export interface CountDelta {
  lane: number;
  commune: string;
  village: string;
  period: string;
  /** In the order of HOUSEHOLD_COUNTERS. */
  add: number[];
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const COUNT_COLUMNS = HOUSEHOLD_COUNTERS.map(snakeCase);

export function fromEvent({ lane, rev, data }: Reviewed): StoredHousehold {
  const { householdId, period, commune } = data;
  if ('retracted' in data) return { lane, householdId, period, rev, commune, village: '', counted: COUNTED_NOWHERE };
  const review = data as Review;
  return { lane, householdId, period, rev, commune, village: review.village ?? '', counted: countedIn(review) };
}

const countedIn = (review: Review): number =>
  contributionOf({
    period: review.period,
    classification: review.classification,
    baseClassification: review.base?.classification ?? null,
    wasPoorBefore: review.base?.wasPoorBefore ?? false,
    deprivations: review.deprivations,
    presence: review.presence,
    official: review.reviewState === 'official',
    reviewedOn: review.reviewedOn,
    sample: review.sample ?? false,
  });

export const keyOf = (s: { lane: number; householdId: string; period: string }): string =>
  `${s.lane}|${s.householdId}|${s.period}`;

/** Sums the differences new − old per commune and village, sorted by key: unsorted upserts deadlock each other. */
export function deltasOf(changes: readonly HouseholdChange[]): CountDelta[] {
  const deltas = new Map<string, CountDelta>();
  const add = (at: StoredHousehold, commune: string, village: string, counted: number, sign: 1 | -1): void => {
    const key = `${at.lane}|${commune}|${village}|${at.period}`;
    let delta = deltas.get(key);
    if (!delta) {
      delta = { lane: at.lane, commune, village, period: at.period, add: HOUSEHOLD_COUNTERS.map(() => 0) };
      deltas.set(key, delta);
    }
    addContribution(delta.add, counted, sign);
  };
  for (const { before, after } of changes) {
    if (before && isCountedAlike(before, after)) continue;
    if (before) {
      add(after, before.commune, '', before.counted, -1);
      if (before.village !== '') add(after, before.commune, before.village, before.counted, -1);
    }
    add(after, after.commune, '', after.counted, 1);
    if (after.village !== '') add(after, after.commune, after.village, after.counted, 1);
  }
  return [...deltas.entries()]
    .filter(([, delta]) => delta.add.some((n) => n !== 0))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, delta]) => delta);
}

const isCountedAlike = (a: NonNullable<HouseholdChange['before']>, b: StoredHousehold): boolean =>
  a.counted === b.counted && a.village === b.village && a.commune === b.commune;

/**
 * Stores the states that are newer than what is stored, and says what each replaced. `states` hold one per key, sorted.
 * The database compares `rev` in the statement that writes, so that nothing has to be read before.
 */
export async function saveNewer(tx: Tx, states: readonly StoredHousehold[]): Promise<HouseholdChange[]> {
  const rows = await tx.query<ReplacedRow>(SAVE_NEWER, [
    numberColumn(states.map((s) => s.lane)),
    textColumn(states.map((s) => s.householdId)),
    textColumn(states.map((s) => s.period)),
    numberColumn(states.map((s) => s.rev)),
    textColumn(states.map((s) => s.commune)),
    textColumn(states.map((s) => s.village)),
    numberColumn(states.map((s) => s.counted)),
  ]);
  let at = 0;
  return rows.map((row) => {
    at = placeOf(row, states, at);
    const { commune, village, counted } = row;
    return { before: counted === null ? null : { commune: commune!, village: village!, counted }, after: states[at++]! };
  });
}

/** Rows come in the order of the states, less those that were not newer: so the next one is found at the first look or a little later. */
function placeOf(row: ReplacedRow, states: readonly StoredHousehold[], from: number): number {
  for (let i = from; i < from + states.length; i++) if (isKeyOf(row, states[i % states.length]!)) return i % states.length;
  throw new Error(`a state came back that was not sent: ${keyOf(row)}`);
}

const isKeyOf = (a: ReplacedRow, b: StoredHousehold): boolean =>
  a.householdId === b.householdId && a.period === b.period && a.lane === b.lane;

/** Key of a state that was written; beside it what was there before, nulls where nothing was. */
interface ReplacedRow {
  lane: number;
  householdId: string;
  period: string;
  commune: string | null;
  village: string | null;
  counted: number | null;
}

export async function addCounts(tx: Tx, deltas: readonly CountDelta[]): Promise<void> {
  await tx.query(ADD, [
    numberColumn(deltas.map((d) => d.lane)),
    textColumn(deltas.map((d) => d.commune)),
    textColumn(deltas.map((d) => d.village)),
    textColumn(deltas.map((d) => d.period)),
    numberColumn(deltas.flatMap((d) => d.add)),
  ]);
}

const SAVE_NEWER = {
  name: 'household-states-save',
  text: `INSERT INTO projection.household_state AS t (lane, household_id, period, rev, commune, village, counted)
         SELECT * FROM unnest($1::smallint[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::integer[])
         ON CONFLICT (lane, household_id, period) DO UPDATE
            SET rev = excluded.rev, commune = excluded.commune, village = excluded.village, counted = excluded.counted
          WHERE t.rev < excluded.rev
         RETURNING new.lane, new.household_id AS "householdId", new.period, old.commune, old.village, old.counted`,
};

const ADD = {
  name: 'household-counts-add',
  text: `INSERT INTO projection.household_count AS t (lane, commune, village, period, ${COUNT_COLUMNS.join(', ')})
         SELECT lane, commune, village, period, ${COUNT_COLUMNS.map((_, i) => `($5::integer[])[(n - 1) * ${COUNT_COLUMNS.length} + ${i + 1}]`).join(', ')}
           FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS d(lane, commune, village, period, n)
         ON CONFLICT (lane, commune, village, period) DO UPDATE
            SET ${COUNT_COLUMNS.map((c) => `${c} = t.${c} + excluded.${c}`).join(', ')}`,
};
