-- Continuous proof: the facts of one province are read once a round. Most rows of a page share their unit, so that the index is small.
CREATE INDEX fact_household_review_by_unit ON intake.fact_household_review (unit);
CREATE INDEX fact_disbursement_by_unit ON intake.fact_disbursement (unit);
CREATE INDEX fact_plan_by_unit ON intake.fact_plan (unit);
CREATE INDEX fact_declaration_by_unit ON intake.fact_declaration (unit);
CREATE INDEX voucher_state_by_unit ON projection.voucher_state (lane, unit);

-- The last check of each province; the oldest is checked next.
CREATE TABLE calculation.integrity_check (
  unit        text        PRIMARY KEY,
  rev         bigint      NOT NULL,
  checked_at  timestamptz NOT NULL,
  seconds     real        NOT NULL,
  compared    bigint      NOT NULL,
  pending     bigint      NOT NULL,
  differences bigint      NOT NULL
);

-- A rebuild of the projection beside the serving one. While one is open, every live batch is applied to both; whoever
-- holds the open row's lock does the next step.
CREATE TABLE calculation.rebuild (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source      text        NOT NULL,            -- facts | state
  state       text        NOT NULL,            -- filling | comparing | done | refused | cancelled | failed
  step        text        NOT NULL,            -- what is being filled, or compared
  behind      jsonb       NOT NULL DEFAULT '{}', -- the key that the next batch begins behind
  done        bigint      NOT NULL DEFAULT 0,
  total       bigint      NOT NULL DEFAULT 0,
  started_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  filled_at   timestamptz,
  finished_at timestamptz,
  outcome     jsonb       NOT NULL DEFAULT '{}'
);
CREATE UNIQUE INDEX rebuild_one_open ON calculation.rebuild ((true)) WHERE state IN ('filling', 'comparing');

-- Written by the flip and by nothing else. Who reads for long within one snapshot locks the table SHARE first: a flip waits.
CREATE TABLE calculation.generation (
  one        boolean     PRIMARY KEY DEFAULT true CHECK (one),
  number     bigint      NOT NULL,
  flipped_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO calculation.generation (number) VALUES (1);

-- The newest check of each unit that was judged.
CREATE TABLE alerting.integrity (
  unit text   PRIMARY KEY,
  rev  bigint NOT NULL
);
