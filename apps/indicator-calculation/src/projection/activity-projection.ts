import type { BusEvent, EventData } from '@chitieu/contracts';
import { monthOf } from '@chitieu/domain';
import { numberColumn, textColumn, type Tx } from '@chitieu/persistence';

type Reported = BusEvent<'activity.reported.v1'>;

/** An activity as the projection keeps it. */
export interface StoredActivity {
  lane: number;
  activityId: string;
  rev: number;
  retracted: boolean;
  unit: string;
  month: string;
  kind: string;
  count: number;
  /** A bound: "more than 600 leaflets". */
  atLeast: boolean;
  sample: boolean;
}

const NOTHING = { retracted: true, month: '1900-01', kind: '', count: 0, atLeast: false, sample: false };

export function fromEvent({ lane, rev, data }: Reported): StoredActivity {
  const common = { lane, activityId: data.activityId, rev, unit: data.orgUnit };
  if ('retracted' in data) return { ...common, ...NOTHING };
  const {
    heldOn,
    kind,
    count,
    qualifier,
    sample = false,
  } = data as Exclude<EventData<'activity.reported.v1'>, { retracted: unknown }>;
  return { ...common, retracted: false, month: monthOf(heldOn), kind, count, atLeast: qualifier === 'atLeast', sample };
}

export const keyOf = ({ lane, activityId }: StoredActivity): string => `${lane}|${activityId}`;

/** Stores those that are newer than what is stored, and returns what each replaced; null: nothing was there. */
export async function saveActivities(tx: Tx, activities: readonly StoredActivity[]): Promise<Replaced[]> {
  return tx.query<Replaced>(SAVE, [
    numberColumn(activities.map((a) => a.lane)),
    textColumn(activities.map((a) => a.activityId)),
    numberColumn(activities.map((a) => a.rev)),
    activities.map((a) => a.retracted),
    textColumn(activities.map((a) => a.unit)),
    textColumn(activities.map((a) => a.month)),
    textColumn(activities.map((a) => a.kind)),
    numberColumn(activities.map((a) => a.count)),
    activities.map((a) => a.atLeast),
    activities.map((a) => a.sample),
  ]);
}

/** Where a changed activity counts, and where it counted before. */
export interface Replaced {
  unit: string;
  month: string;
  unitBefore: string | null;
  monthBefore: string | null;
}

const SAVE = {
  name: 'activities-save',
  text: `INSERT INTO projection.activity_state AS t (lane, activity_id, rev, retracted, unit, month, kind, count, at_least, sample)
         SELECT * FROM unnest($1::smallint[], $2::text[], $3::bigint[], $4::boolean[], $5::text[], $6::text[], $7::text[], $8::integer[], $9::boolean[], $10::boolean[])
         ON CONFLICT (lane, activity_id) DO UPDATE
            SET rev = excluded.rev, retracted = excluded.retracted, unit = excluded.unit, month = excluded.month, kind = excluded.kind,
                count = excluded.count, at_least = excluded.at_least, sample = excluded.sample
          WHERE t.rev < excluded.rev
         RETURNING new.unit, new.month, old.unit AS "unitBefore", old.month AS "monthBefore"`,
};
