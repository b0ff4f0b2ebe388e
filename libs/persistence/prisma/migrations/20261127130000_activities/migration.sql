-- Activities as they were reported last: a training, so many leaflets. What was reported before this release is counted too.
UPDATE calculation.rebuild SET state = 'cancelled', finished_at = clock_timestamp() WHERE state IN ('filling', 'comparing');
DROP SCHEMA IF EXISTS projection_next CASCADE;
CREATE TABLE projection.activity_state (
  lane        smallint NOT NULL,
  activity_id text     NOT NULL,
  rev         bigint   NOT NULL,
  retracted   boolean  NOT NULL,
  unit        text     NOT NULL,
  month       text     NOT NULL,
  kind        text     NOT NULL,
  count       integer  NOT NULL,
  at_least    boolean  NOT NULL,              -- "more than 600": a bound, not a value
  sample      boolean  NOT NULL,
  PRIMARY KEY (lane, activity_id)
);
CREATE INDEX activity_state_by_unit ON projection.activity_state (unit, month) WHERE NOT retracted;
INSERT INTO projection.activity_state
SELECT lane, id, rev, retracted IS NOT NULL, unit, left(body->>'heldOn', 7), body->>'kind', (body->>'count')::int,
       coalesce(body->>'qualifier', 'exact') = 'atLeast', coalesce((body->>'sample')::boolean, false)
  FROM intake.fact_activity;

-- What others may know of periods: intake tells who writes into one that is closed or published.
CREATE VIEW calculation.settled_period AS SELECT unit, period, state FROM calculation.period_state WHERE state IN ('closed', 'published');
