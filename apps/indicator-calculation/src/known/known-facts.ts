import type { Tx } from '@chitieu/persistence';

/** A fact as it stood at an instant: the version that was accepted last by then. */
export interface KnownFact {
  id: string;
  /** Of a household review; '' elsewhere. */
  period: string;
  ver: number;
  rev: number;
  unit: string;
  body: Record<string, unknown>;
  retracted: string | null;
}

const KINDS = {
  'household-reviews': 'household_review',
  disbursements: 'disbursement',
  plans: 'plan',
  declarations: 'declaration',
} as const;
export type KnownKind = keyof typeof KINDS;

/** `ids`: entities asked for wherever they are. */
export interface KnownPlaces {
  units: readonly string[];
  lastPeriod?: string;
  ids?: readonly string[];
}

/**
 * All entities that are, or once were, of these units, as they stood: of households every period up to the last one, since
 * what a review counts for depends on the years before. `at`: what the product had accepted by then, by its own clock.
 */
export const readKnownFacts = (
  tx: Tx,
  kind: KnownKind,
  { units, lastPeriod = '', ids = [], at }: KnownPlaces & { at: Date },
): Promise<KnownFact[]> => tx.query<KnownFact>({ name: `known-${kind}`, text: textOf(kind) }, [units, lastPeriod, at, ids]);

/**
 * A version stood from the moment it replaced another until it was replaced. A fact's own `changed_at` does not say since when
 * it says what it says: a new base moves it too.
 */
const textOf = (kind: KnownKind): string => `
WITH entity AS (
  SELECT id FROM intake.fact_${KINDS[kind]} WHERE unit = ANY ($1)
  UNION
  SELECT id FROM intake.fact_history WHERE kind = '${kind}' AND unit = ANY ($1)
  UNION
  SELECT unnest($4::text[])
)
SELECT f.id, f.period, coalesce(h.ver, f.ver)::float8 AS ver, coalesce(h.rev, f.rev)::float8 AS rev, coalesce(h.unit, f.unit) AS unit,
       coalesce(h.body, f.body) AS body, CASE WHEN h.id IS NULL THEN f.retracted ELSE h.retracted END AS retracted
  FROM entity JOIN intake.fact_${KINDS[kind]} f ON f.kind = '${kind}' AND f.id = entity.id
  LEFT JOIN LATERAL (
    SELECT * FROM intake.fact_history h
     WHERE (h.kind, h.id, h.period) = ('${kind}', f.id, f.period) AND h.replaced_at > $3::timestamptz ORDER BY h.rev LIMIT 1
  ) h ON true
 WHERE f.received_at <= $3::timestamptz AND f.period <= $2`;
