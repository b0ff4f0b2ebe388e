-- Plans that do not agree with themselves or with each other, as of the last reconciliation of their year: what flags and metrics are read from.
-- `GET /reconciliations` works them out anew.
CREATE TABLE calculation.plan_difference (
  id        bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  period    text    NOT NULL,
  unit      text    NOT NULL,
  level     text    NOT NULL,
  rule      text    NOT NULL,
  severity  text    NOT NULL,
  indicator text,                              -- null where it is about money or the whole plan
  vi        text    NOT NULL,
  en        text    NOT NULL
);
CREATE INDEX plan_difference_by_unit ON calculation.plan_difference (unit, period);

-- Which plans of a year were reconciled last: as long as both stand still, there is nothing new to find in them.
CREATE TABLE calculation.plan_reconciliation (
  period        text        PRIMARY KEY,
  plans         bigint      NOT NULL,
  revs          bigint      NOT NULL,
  tree_version  bigint      NOT NULL,
  reconciled_at timestamptz NOT NULL
);
