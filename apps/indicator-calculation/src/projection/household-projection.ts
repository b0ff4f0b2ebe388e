import type { BusEvent, EventData } from '@chitieu/contracts';
import {
  contributionOf,
  deprivationBits,
  HOUSEHOLD_COUNTERS,
  type Classification,
  type HouseholdState,
  type Presence,
} from '@chitieu/domain';
import type { Tx } from '@chitieu/persistence';

type Reviewed = BusEvent<'household.reviewed.v1'>;

/** A household's state in a period as the projection keeps it. */
export interface StoredHousehold extends HouseholdState {
  lane: number;
  householdId: string;
  rev: number;
  commune: string;
  village: string;
}

/** What a batch adds to the counters of one commune (`village` empty) or village in one period. */
export interface CountDelta {
  lane: number;
  commune: string;
  village: string;
  period: string;
  add: number[];
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const COUNT_COLUMNS = HOUSEHOLD_COUNTERS.map(snakeCase);

export function fromEvent(event: Reviewed): StoredHousehold {
  const { data } = event;
  const common = { lane: event.lane, householdId: data.householdId, period: data.period, rev: event.rev, commune: data.commune };
  if ('retracted' in data) return { ...common, ...NOTHING };
  const review = data as Exclude<EventData<'household.reviewed.v1'>, { retracted: unknown }>;
  return {
    ...common,
    retracted: false,
    village: review.village ?? '',
    classification: review.classification,
    baseClassification: review.base?.classification ?? null,
    wasPoorBefore: review.base?.wasPoorBefore ?? false,
    deprivations: deprivationBits(review.deprivations),
    presence: review.presence,
    official: review.reviewState === 'official',
    reviewedOn: review.reviewedOn,
    sample: review.sample ?? false,
  };
}

/** What a retraction leaves: a row that keeps `rev` and contributes nothing. */
const NOTHING = {
  retracted: true,
  village: '',
  classification: 'aboveAverage' as Classification,
  baseClassification: null,
  wasPoorBefore: false,
  deprivations: 0,
  presence: 'living' as Presence,
  official: false,
  reviewedOn: '1900-01-01',
  sample: false,
};

export const keyOf = (s: { lane: number; householdId: string; period: string }): string =>
  `${s.lane}|${s.householdId}|${s.period}`;

/** Sums the differences new − old per commune and village, sorted by key: unsorted upserts deadlock each other. */
export function deltasOf(changes: { before: StoredHousehold | undefined; after: StoredHousehold }[]): CountDelta[] {
  const deltas = new Map<string, CountDelta>();
  const apply = (state: StoredHousehold, sign: 1 | -1): void => {
    const contribution = contributionOf(state);
    for (const village of state.village === '' ? [''] : ['', state.village]) {
      const key = `${state.lane}|${state.commune}|${village}|${state.period}`;
      let delta = deltas.get(key);
      if (!delta) {
        delta = { lane: state.lane, commune: state.commune, village, period: state.period, add: contribution.map(() => 0) };
        deltas.set(key, delta);
      }
      for (let i = 0; i < contribution.length; i++) delta.add[i]! += sign * contribution[i]!;
    }
  };
  for (const { before, after } of changes) {
    if (before) apply(before, -1);
    apply(after, 1);
  }
  return [...deltas.entries()]
    .filter(([, delta]) => delta.add.some((n) => n !== 0))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, delta]) => delta);
}

export async function loadStates(tx: Tx, wanted: StoredHousehold[]): Promise<Map<string, StoredHousehold>> {
  const rows = await tx.query<StoredHousehold & { rev: string }>(LOAD, [
    wanted.map((s) => s.lane),
    wanted.map((s) => s.householdId),
    wanted.map((s) => s.period),
  ]);
  return new Map(rows.map((row) => [keyOf(row), { ...row, rev: Number(row.rev) }]));
}

export async function saveStates(tx: Tx, states: StoredHousehold[]): Promise<void> {
  const column = (of: (s: StoredHousehold) => unknown): unknown[] => states.map(of);
  await tx.query(SAVE, [
    column((s) => s.lane),
    column((s) => s.householdId),
    column((s) => s.period),
    column((s) => s.rev),
    column((s) => s.retracted),
    column((s) => s.commune),
    column((s) => s.village),
    column((s) => s.classification),
    column((s) => s.baseClassification),
    column((s) => s.wasPoorBefore),
    column((s) => s.deprivations),
    column((s) => s.presence),
    column((s) => s.official),
    column((s) => s.reviewedOn),
    column((s) => s.sample),
  ]);
}

export async function addCounts(tx: Tx, deltas: CountDelta[]): Promise<void> {
  const keys = [
    deltas.map((d) => d.lane),
    deltas.map((d) => d.commune),
    deltas.map((d) => d.village),
    deltas.map((d) => d.period),
  ];
  await tx.query(ADD, [...keys, ...COUNT_COLUMNS.map((_, i) => deltas.map((d) => d.add[i]))]);
}

const LOAD = {
  name: 'household-states-load',
  text: `SELECT s.lane, s.household_id AS "householdId", s.period, s.rev, s.retracted, s.commune, s.village, s.classification,
                s.base_classification AS "baseClassification", s.was_poor_before AS "wasPoorBefore", s.deprivations,
                s.presence, s.official, s.reviewed_on AS "reviewedOn", s.sample
           FROM unnest($1::smallint[], $2::text[], $3::text[]) AS k(lane, household_id, period)
           JOIN calculation.household_state s USING (lane, household_id, period)`,
};

const STATE_COLUMNS = [
  'rev',
  'retracted',
  'commune',
  'village',
  'classification',
  'base_classification',
  'was_poor_before',
  'deprivations',
  'presence',
  'official',
  'reviewed_on',
  'sample',
];

const SAVE = {
  name: 'household-states-save',
  text: `INSERT INTO calculation.household_state (lane, household_id, period, ${STATE_COLUMNS.join(', ')})
         SELECT * FROM unnest($1::smallint[], $2::text[], $3::text[], $4::bigint[], $5::boolean[], $6::text[], $7::text[], $8::text[],
                              $9::text[], $10::boolean[], $11::smallint[], $12::text[], $13::boolean[], $14::date[], $15::boolean[])
         ON CONFLICT (lane, household_id, period) DO UPDATE
            SET ${STATE_COLUMNS.map((c) => `${c} = excluded.${c}`).join(', ')}`,
};

const ADD = {
  name: 'household-counts-add',
  text: `INSERT INTO calculation.household_count AS t (lane, commune, village, period, ${COUNT_COLUMNS.join(', ')})
         SELECT * FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[], ${COUNT_COLUMNS.map((_, i) => `$${i + 5}::bigint[]`).join(', ')})
         ON CONFLICT (lane, commune, village, period) DO UPDATE
            SET ${COUNT_COLUMNS.map((c) => `${c} = t.${c} + excluded.${c}`).join(', ')}`,
};
