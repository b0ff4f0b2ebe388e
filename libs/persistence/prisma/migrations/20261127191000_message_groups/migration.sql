-- Alerts of one parent unit that are told together. What was told last is kept, so that what has changed since can be said.
CREATE TABLE alerting.message_group (
  id         uuid        PRIMARY KEY,
  rule       text        NOT NULL,
  indicator  text        NOT NULL,
  dimension  text        NOT NULL,
  parent     text        NOT NULL,             -- '': the nation's own
  level      text        NOT NULL,             -- of the units whose alerts they are
  period     text        NOT NULL,
  changed_at timestamptz,                      -- since when something is otherwise than was told
  due_at     timestamptz,                      -- when it is decided on next
  told       jsonb,                            -- ToldGroup
  UNIQUE (rule, indicator, dimension, parent, level, period)
);
CREATE INDEX message_group_due ON alerting.message_group (due_at) WHERE due_at IS NOT NULL;

ALTER TABLE alerting.alert
  ADD COLUMN parent text GENERATED ALWAYS AS (coalesce(body->'ancestors'->>-1, '')) STORED,
  ADD COLUMN level text GENERATED ALWAYS AS (body->'orgUnit'->>'level') STORED;
CREATE INDEX alert_of_group ON alerting.alert (parent, rule, period);
CREATE INDEX observation_of_parent ON alerting.observation ((body->'ancestors'->>-1), period);

-- A message to somebody is about a group; in-app, each alert is its own message.
ALTER TABLE alerting.delivery
  ALTER COLUMN alert_id DROP NOT NULL,
  ADD COLUMN group_id uuid REFERENCES alerting.message_group,
  ADD COLUMN recipient text NOT NULL DEFAULT '',
  ADD COLUMN reason text,
  ADD COLUMN alerts uuid[] NOT NULL DEFAULT '{}',
  ADD CHECK (alert_id IS NOT NULL OR group_id IS NOT NULL),
  ADD UNIQUE (group_id, channel, recipient, content_hash);
CREATE INDEX delivery_alerts ON alerting.delivery USING gin (alerts);

-- How a message calls the unit above those that it is about.
CREATE TABLE alerting.unit_name (
  code text PRIMARY KEY,
  name text NOT NULL
);
