-- What was known at an instant: who once was of a commune is found by the earlier versions too.
CREATE INDEX fact_history_by_unit ON intake.fact_history (kind, unit);

-- Where a unit's period stands; no row: open. Every step is kept beside it.
CREATE TABLE calculation.period_state (
  unit     text    NOT NULL,
  period   text    NOT NULL,
  state    text    NOT NULL,                   -- open | closed | published | unlocked
  revision integer NOT NULL DEFAULT 0,         -- of the figures published last
  PRIMARY KEY (unit, period)
);
CREATE TABLE calculation.period_step (
  id     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  unit   text        NOT NULL,
  period text        NOT NULL,
  step   text        NOT NULL,                 -- close | publish | unlock
  by     text        NOT NULL,
  by_unit text       NOT NULL,
  reason text,
  at     timestamptz NOT NULL
);
CREATE INDEX period_step_of ON calculation.period_step (unit, period, id);

-- A publication, and every figure in it as it was printed.
CREATE TABLE calculation.publication (
  unit         text        NOT NULL,           -- who published
  period       text        NOT NULL,
  revision     integer     NOT NULL,
  published_at timestamptz NOT NULL,
  by           text        NOT NULL,
  PRIMARY KEY (unit, period, revision)
);
CREATE TABLE calculation.published_figure (
  publisher          text    NOT NULL,
  period             text    NOT NULL,
  revision           integer NOT NULL,
  unit               text    NOT NULL,         -- the publisher or a unit directly below it
  indicator          text    NOT NULL,
  dimension          text    NOT NULL DEFAULT '',
  num                numeric,                  -- null: no figure, `reason` says why
  den                numeric,
  reason             text,
  status             text,
  definition_version integer NOT NULL,
  plan_id            text,
  decision           text,
  body               jsonb   NOT NULL,         -- IndicatorValue as published
  PRIMARY KEY (publisher, period, revision, unit, indicator, dimension),
  FOREIGN KEY (publisher, period, revision) REFERENCES calculation.publication
);

-- What was published and what has been found since; one row for each difference that was seen, with what caused it.
CREATE TABLE calculation.restatement (
  id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  publisher     text        NOT NULL,
  period        text        NOT NULL,
  revision      integer     NOT NULL,
  unit          text        NOT NULL,
  indicator     text        NOT NULL,
  dimension     text        NOT NULL DEFAULT '',
  num_published numeric,
  den_published numeric,
  num           numeric,
  den           numeric,
  status_published text,
  status        text,
  found_at      timestamptz NOT NULL,
  causes        jsonb       NOT NULL,          -- facts accepted since: kind, id, period, ver, acceptedAt, reason
  cause_count   integer     NOT NULL
);
CREATE INDEX restatement_of ON calculation.restatement (publisher, period, revision, unit, indicator, dimension, id);

-- Published units whose numbers may have changed, waiting to be compared.
CREATE TABLE calculation.restatement_due (
  id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  unit   text   NOT NULL,
  period text   NOT NULL
);

-- What was published stays as it was, whoever asks.
CREATE FUNCTION calculation.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
DO $$
DECLARE kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['period_step', 'publication', 'published_figure', 'restatement'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calculation.%I FOR EACH STATEMENT EXECUTE FUNCTION calculation.refuse_change()', kept);
  END LOOP;
END $$;
CREATE INDEX published_figure_of ON calculation.published_figure (unit, period);
