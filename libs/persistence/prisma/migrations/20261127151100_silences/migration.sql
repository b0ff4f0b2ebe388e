-- Who wants to be told nothing of what, until when, and why. Ending one early moves its end.
CREATE TABLE alerting.silence (
  id       uuid        PRIMARY KEY,
  matchers jsonb       NOT NULL,               -- SilenceMatchers
  by       text        NOT NULL,
  reason   text        NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at   timestamptz NOT NULL
);
CREATE INDEX silence_active ON alerting.silence (ends_at);

-- How often somebody had a failed delivery sent again: each time is a job of its own.
ALTER TABLE alerting.delivery ADD COLUMN resends integer NOT NULL DEFAULT 0;
CREATE INDEX delivery_newest ON alerting.delivery (created_at DESC, id);
