import type { BusEvent, EventData } from '@chitieu/contracts';
import { COUNTED_NOWHERE, type Contribution, type MeasureSet, type ReviewedHousehold } from '@chitieu/domain';
import { integerColumn, numberColumn, textColumn, type Tx } from '@chitieu/persistence';

type Reviewed = BusEvent<'household.reviewed.v1'>;
type Review = Exclude<EventData<'household.reviewed.v1'>, { retracted: unknown }>;

/** A household's state in a period as the projection keeps it: where it stands, and what it counts for. */
export interface StoredHousehold extends Contribution {
  lane: number;
  householdId: string;
  period: string;
  rev: number;
  commune: string;
  /** '' where not known. */
  village: string;
}

/** Where a household counts, and for what. */
type Counted = Pick<StoredHousehold, 'commune' | 'village' | 'counted' | 'members'>;

/** A state that was newer than what was stored, and what it replaced. */
export interface HouseholdChange {
  before: Counted | null;
  after: StoredHousehold;
}

/** What a batch adds to the counters of one commune (`village` empty) or village in one period. */
export interface CountDelta {
  lane: number;
  commune: string;
  village: string;
  period: string;
  /** In the order of the generation's measures. */
  add: Int32Array;
}

/** Column of a measure's sums: `nearPoor` → `"near_poor"`. */
export const columnOf = (code: string): string => `"${code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`;
export const columnsOf = ({ codes }: MeasureSet): string[] => codes.map(columnOf);

export function fromEvent({ lane, rev, data }: Reviewed, measures: MeasureSet): StoredHousehold {
  const { householdId, period, commune } = data;
  const review = 'retracted' in data ? null : (data as Review);
  const village = review?.village ?? '';
  const { counted, members } = review ? measures.contributionOf(reviewedHousehold(review)) : COUNTED_NOWHERE;
  return { lane, householdId, period, rev, commune, village, counted, members };
}

/** A fact may leave out what its schema fills in. */
export const reviewedHousehold = (review: Review): ReviewedHousehold => ({
  period: review.period,
  classification: review.classification,
  baseClassification: review.base?.classification ?? null,
  wasPoorBefore: review.base?.wasPoorBefore ?? false,
  deprivations: review.deprivations ?? [],
  groups: review.groups ?? [],
  causes: review.causes ?? [],
  area: review.area,
  presence: review.presence ?? 'living',
  members: review.members,
  scores: review.scores ?? null,
  standard: review.standard,
  reviewKind: review.reviewKind ?? 'annual',
  reviewState: review.reviewState ?? 'preliminary',
  reviewedOn: review.reviewedOn,
  sample: review.sample ?? false,
});

export const keyOf = (s: { lane: number; householdId: string; period: string }): string =>
  `${s.lane}|${s.householdId}|${s.period}`;

/** Sums the differences new − old per commune and village, sorted by key: unsorted upserts deadlock each other. */
export function deltasOf(changes: readonly HouseholdChange[], measures: MeasureSet): CountDelta[] {
  const communes = new Map<string, Map<string, CountDelta>>();
  const add = ({ lane, period }: StoredHousehold, counted: Counted, sign: 1 | -1): void => {
    const { commune, village } = counted;
    const villages = heldOr(communes, `${lane}|${commune}|${period}`, () => new Map<string, CountDelta>());
    const deltaOf = (code: string): CountDelta =>
      heldOr(villages, code, () => ({ lane, commune, village: code, period, add: new Int32Array(measures.size) }));
    measures.add(deltaOf('').add, counted, sign);
    if (village !== '') measures.add(deltaOf(village).add, counted, sign);
  };
  for (const { before, after } of changes) {
    if (before && isCountedAlike(before, after)) continue;
    if (before) add(after, before, -1);
    add(after, after, 1);
  }
  return [...communes.values()]
    .flatMap((villages) => [...villages.values()])
    .filter((delta) => delta.add.some((n) => n !== 0))
    .map((delta) => ({ key: `${delta.lane}|${delta.commune}|${delta.village}|${delta.period}`, delta }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ delta }) => delta);
}

function heldOr<V>(held: Map<string, V>, key: string, make: () => V): V {
  let value = held.get(key);
  if (value === undefined) held.set(key, (value = make()));
  return value;
}

const isCountedAlike = (a: Counted, b: Counted): boolean =>
  a.counted === b.counted && a.members === b.members && a.village === b.village && a.commune === b.commune;

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
    textColumn(states.map((s) => s.counted)),
    numberColumn(states.map((s) => s.members)),
  ]);
  let at = 0;
  return rows.map((row) => {
    at = placeOf(row, states, at);
    const { commune, village, counted, members } = row;
    const before = counted === null ? null : { commune: commune!, village: village!, counted, members: members! };
    return { before, after: states[at++]! };
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
  counted: string | null;
  members: number | null;
}

export async function addCounts(tx: Tx, deltas: readonly CountDelta[], measures: MeasureSet): Promise<void> {
  await tx.query(additionOf(measures), [
    numberColumn(deltas.map((d) => d.lane)),
    textColumn(deltas.map((d) => d.commune)),
    textColumn(deltas.map((d) => d.village)),
    textColumn(deltas.map((d) => d.period)),
    integerColumn(deltas.map((d) => d.add)),
  ]);
}

const SAVE_NEWER = {
  name: 'household-states-save',
  text: `INSERT INTO projection.household_state AS t (lane, household_id, period, rev, commune, village, counted, members)
         SELECT lane, household_id, period, rev, commune, village, decode(counted, 'hex'), members
           FROM unnest($1::smallint[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::smallint[])
                AS s(lane, household_id, period, rev, commune, village, counted, members)
         ON CONFLICT (lane, household_id, period) DO UPDATE
            SET rev = excluded.rev, commune = excluded.commune, village = excluded.village, counted = excluded.counted, members = excluded.members
          WHERE t.rev < excluded.rev
         RETURNING new.lane, new.household_id AS "householdId", new.period, old.commune, old.village, encode(old.counted, 'hex') AS counted, old.members`,
};

const additions = new WeakMap<MeasureSet, { name: string; text: string }>();
let additionCount = 0;

/** The statement that adds to every column of a generation; each set of measures has its own. */
function additionOf(measures: MeasureSet): { name: string; text: string } {
  let addition = additions.get(measures);
  if (!addition) {
    const columns = columnsOf(measures);
    addition = {
      name: `household-counts-add-${++additionCount}`,
      text: `INSERT INTO projection.household_count AS t (lane, commune, village, period, ${columns.join(', ')})
         SELECT lane, commune, village, period, ${columns.map((_, i) => `($5::integer[])[(n - 1) * ${columns.length} + ${i + 1}]`).join(', ')}
           FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS d(lane, commune, village, period, n)
         ON CONFLICT (lane, commune, village, period) DO UPDATE
            SET ${columns.map((c) => `${c} = t.${c} + excluded.${c}`).join(', ')}`,
    };
    additions.set(measures, addition);
  }
  return addition;
}
