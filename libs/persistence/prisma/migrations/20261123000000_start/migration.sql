-- Chỉ Tiêu: one schema per owner. No process writes another's schema; `bus` belongs to libs/messaging.
CREATE SCHEMA bus;
CREATE SCHEMA intake;
CREATE SCHEMA calculation;
CREATE SCHEMA alerting;

------------------------------------------------------------------------------------------------------------------ bus

-- The event log. Read only below the xmin horizon and in (xid, pos) order: identity order is not commit order.
CREATE TABLE bus.outbox (
  xid         xid8        NOT NULL DEFAULT pg_current_xact_id(),
  pos         bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  lane        smallint    NOT NULL,
  id          uuid        NOT NULL DEFAULT gen_random_uuid(),
  type        text        NOT NULL,
  subject     text        NOT NULL,
  key         text        NOT NULL,
  rev         bigint      NOT NULL,
  time        timestamptz NOT NULL DEFAULT clock_timestamp(),
  traceparent text,
  data        json        NOT NULL,
  PRIMARY KEY (xid, pos)
);
CREATE INDEX outbox_by_slice ON bus.outbox ((lane % 8), xid, pos); -- consumers share the lanes in eight slices

-- Which outbox this is. Topics outlive databases: what another outbox left in them is none of this one's state.
CREATE TABLE bus.identity (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  id  uuid    NOT NULL DEFAULT gen_random_uuid()
);

-- Where a consumer stands; its row is locked FOR UPDATE by the transaction that applies a batch (the fence).
CREATE TABLE bus.consumer_offset (
  consumer_group text        NOT NULL,
  source         text        NOT NULL, -- 'outbox' or a Kafka topic
  slot           integer     NOT NULL, -- slice of lanes, or Kafka partition
  xid            xid8        NOT NULL DEFAULT '0',
  pos            bigint      NOT NULL DEFAULT 0, -- outbox position, or the next Kafka offset
  epoch          integer     NOT NULL DEFAULT 0,
  updated_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (consumer_group, source, slot)
);

CREATE TABLE bus.dead_letter (
  id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  consumer_group  text        NOT NULL,
  source          text        NOT NULL,
  type            text,
  key             text,
  lane            smallint,
  event_id        text        NOT NULL,
  payload         text        NOT NULL,
  reason          text        NOT NULL,
  detail          text        NOT NULL,
  first_failed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_failed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  attempts        integer     NOT NULL DEFAULT 1,
  UNIQUE (consumer_group, event_id)
);

--------------------------------------------------------------------------------------------------------------- intake

-- What was stated, latest version of each entity. `rev` rises with every accepted change, move or re-emission.
CREATE TABLE intake.fact (
  kind        text        NOT NULL,
  id          text        NOT NULL,
  period      text        NOT NULL DEFAULT '', -- part of the key of a household review only
  ver         bigint      NOT NULL,
  rev         bigint      NOT NULL,
  unit        text        NOT NULL,
  lane        smallint    NOT NULL,
  body        jsonb       NOT NULL,
  body_hash   text        NOT NULL,
  base        jsonb,
  retracted   text,                            -- the reason, once retracted
  received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  changed_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  import_id   uuid,
  PRIMARY KEY (kind, id, period)
) PARTITION BY LIST (kind);
CREATE TABLE intake.fact_household_review PARTITION OF intake.fact FOR VALUES IN ('household-reviews');
CREATE TABLE intake.fact_disbursement     PARTITION OF intake.fact FOR VALUES IN ('disbursements');
CREATE TABLE intake.fact_plan             PARTITION OF intake.fact FOR VALUES IN ('plans');
CREATE TABLE intake.fact_declaration      PARTITION OF intake.fact FOR VALUES IN ('declarations');
CREATE TABLE intake.fact_activity         PARTITION OF intake.fact FOR VALUES IN ('activities');
CREATE TABLE intake.fact_org_unit         PARTITION OF intake.fact FOR VALUES IN ('org-units');

-- Earlier versions, written when a fact is replaced or retracted: nothing is overwritten in silence.
CREATE TABLE intake.fact_history (
  kind        text        NOT NULL,
  id          text        NOT NULL,
  period      text        NOT NULL,
  ver         bigint      NOT NULL,
  rev         bigint      NOT NULL,
  unit        text        NOT NULL,
  body        jsonb       NOT NULL,
  retracted   text,
  changed_at  timestamptz NOT NULL,
  replaced_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  import_id   uuid,
  PRIMARY KEY (kind, id, period, rev)
);

CREATE TABLE intake.import (
  id          uuid        PRIMARY KEY,
  kind        text        NOT NULL,
  format      text        NOT NULL,            -- ndjson | csv
  state       text        NOT NULL,
  dry_run     boolean     NOT NULL,
  on_error    text        NOT NULL,            -- keep | refuse
  bytes       bigint      NOT NULL DEFAULT 0,
  lines_done  bigint      NOT NULL DEFAULT 0,  -- a restarted job goes on behind this line
  received    bigint      NOT NULL DEFAULT 0,
  created     bigint      NOT NULL DEFAULT 0,
  updated     bigint      NOT NULL DEFAULT 0,
  unchanged   bigint      NOT NULL DEFAULT 0,
  rejected    bigint      NOT NULL DEFAULT 0,
  error       jsonb,
  received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  started_at  timestamptz,
  finished_at timestamptz
);

-- The sender's file, in pieces: any intake process can run the job, and no shared disk is assumed.
CREATE TABLE intake.import_chunk (
  import_id uuid    NOT NULL REFERENCES intake.import ON DELETE CASCADE,
  seq       integer NOT NULL,
  bytes     bytea   NOT NULL,
  PRIMARY KEY (import_id, seq)
);
ALTER TABLE intake.import_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE intake.import_rejected (
  import_id uuid   NOT NULL REFERENCES intake.import ON DELETE CASCADE,
  line      bigint NOT NULL,
  seq       integer NOT NULL,
  row_text  text   NOT NULL,
  finding   jsonb  NOT NULL,                   -- RejectedRow
  PRIMARY KEY (import_id, line, seq)
);

CREATE TABLE intake.idempotency_key (
  key        text        NOT NULL,
  route      text        NOT NULL,
  body_hash  text        NOT NULL,
  status     integer     NOT NULL,
  response   jsonb       NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (route, key)
);

---------------------------------------------------------------------------------------------------------- calculation

CREATE TABLE calculation.org_unit (
  code         text   NOT NULL,
  valid_from   date   NOT NULL,
  valid_to     date,
  name         text   NOT NULL,
  level        text   NOT NULL,
  parent       text,
  predecessors text[] NOT NULL DEFAULT '{}',
  retracted    boolean NOT NULL DEFAULT false,
  rev          bigint NOT NULL,
  PRIMARY KEY (code, valid_from)
);

-- What a household contributes in a period: as much of its state as the contribution reads. Old minus new is the delta.
CREATE TABLE calculation.household_state (
  lane                smallint NOT NULL,
  household_id        text     NOT NULL,
  period              text     NOT NULL,
  rev                 bigint   NOT NULL,
  retracted           boolean  NOT NULL,
  commune             text     NOT NULL,
  village             text     NOT NULL,       -- '' where not known
  classification      text     NOT NULL,
  base_classification text,                    -- null: not reviewed in the period before
  was_poor_before     boolean  NOT NULL,
  deprivations        smallint NOT NULL,       -- bit i = DEPRIVATIONS[i]
  presence            text     NOT NULL,
  official            boolean  NOT NULL,
  reviewed_on         date     NOT NULL,
  sample              boolean  NOT NULL,
  PRIMARY KEY (lane, household_id, period)
);
CREATE INDEX household_state_by_commune ON calculation.household_state (commune, period);

-- Sums of contributions for communes (village = '') and villages. Higher units are sums over the tree, taken at read.
CREATE TABLE calculation.household_count (
  lane      smallint NOT NULL,
  commune   text     NOT NULL,
  village   text     NOT NULL,
  period    text     NOT NULL,
  reviews               bigint NOT NULL DEFAULT 0, -- reviews that stand, whatever the presence: "has reported"
  reviews_on_time       bigint NOT NULL DEFAULT 0,
  households            bigint NOT NULL DEFAULT 0,
  official              bigint NOT NULL DEFAULT 0,
  sample                bigint NOT NULL DEFAULT 0,
  poor                  bigint NOT NULL DEFAULT 0,
  near_poor             bigint NOT NULL DEFAULT 0,
  escaped_poverty       bigint NOT NULL DEFAULT 0,
  relapsed              bigint NOT NULL DEFAULT 0,
  newly_poor            bigint NOT NULL DEFAULT 0,
  without_base          bigint NOT NULL DEFAULT 0, -- not reviewed in the period before: no flow can be told
  deprived_employment          bigint NOT NULL DEFAULT 0, -- poor and near-poor households deprived, one column each
  deprived_dependents          bigint NOT NULL DEFAULT 0,
  deprived_nutrition           bigint NOT NULL DEFAULT 0,
  deprived_health_insurance    bigint NOT NULL DEFAULT 0,
  deprived_adult_education     bigint NOT NULL DEFAULT 0,
  deprived_school_attendance   bigint NOT NULL DEFAULT 0,
  deprived_housing_quality     bigint NOT NULL DEFAULT 0,
  deprived_housing_area        bigint NOT NULL DEFAULT 0,
  deprived_clean_water         bigint NOT NULL DEFAULT 0,
  deprived_sanitation          bigint NOT NULL DEFAULT 0,
  deprived_telecommunications  bigint NOT NULL DEFAULT 0,
  deprived_information_access  bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (lane, commune, village, period)
);

CREATE TABLE calculation.voucher_state (
  lane         smallint NOT NULL,
  voucher_id   text     NOT NULL,
  rev          bigint   NOT NULL,
  retracted    boolean  NOT NULL,
  unit         text     NOT NULL,
  month        text     NOT NULL,
  programme    text     NOT NULL,
  project      text     NOT NULL,
  sub_project  text     NOT NULL,              -- '' where none
  capital_type text     NOT NULL,
  fund_source  text     NOT NULL,
  origin_year  integer  NOT NULL,
  owner_level  text     NOT NULL,
  amount_dong  bigint   NOT NULL,              -- negative for a reversal
  sample       boolean  NOT NULL,
  PRIMARY KEY (lane, voucher_id)
);

CREATE TABLE calculation.disbursed (
  lane         smallint NOT NULL,
  unit         text     NOT NULL,
  month        text     NOT NULL,
  programme    text     NOT NULL,
  project      text     NOT NULL,
  sub_project  text     NOT NULL,
  capital_type text     NOT NULL,
  fund_source  text     NOT NULL,
  origin_year  integer  NOT NULL,
  owner_level  text     NOT NULL,
  amount_dong  numeric(30,0) NOT NULL DEFAULT 0,
  vouchers     bigint   NOT NULL DEFAULT 0,
  sample       bigint   NOT NULL DEFAULT 0,
  PRIMARY KEY (lane, unit, month, programme, project, sub_project, capital_type, fund_source, origin_year, owner_level)
);
CREATE INDEX disbursed_by_unit ON calculation.disbursed (unit, month);

-- Plans and declared figures: the latest state of each, and its lines laid out for reading.
CREATE TABLE calculation.plan_state (
  lane    smallint NOT NULL,
  plan_id text     NOT NULL,
  rev     bigint   NOT NULL,
  unit    text     NOT NULL,
  period  text     NOT NULL,
  body    jsonb,                               -- null once retracted
  -- What the plan assigns, by the level that leads the line: a reader takes the column of the plan's own unit.
  lines           integer       NOT NULL DEFAULT 0,
  led_by_nation   numeric(30,0) NOT NULL DEFAULT 0,
  led_by_province numeric(30,0) NOT NULL DEFAULT 0,
  led_by_district numeric(30,0) NOT NULL DEFAULT 0,
  led_by_commune  numeric(30,0) NOT NULL DEFAULT 0,
  assigned_dong   numeric(30,0),               -- the printed total, null where the plan prints none
  PRIMARY KEY (lane, plan_id)
);
CREATE INDEX plan_state_by_unit ON calculation.plan_state (unit, period);

CREATE TABLE calculation.declaration_state (
  lane           smallint NOT NULL,
  declaration_id text     NOT NULL,
  rev            bigint   NOT NULL,
  unit           text     NOT NULL,
  period         text     NOT NULL,
  body           jsonb,
  PRIMARY KEY (lane, declaration_id)
);
CREATE INDEX declaration_state_by_unit ON calculation.declaration_state (unit, period);

-- What changed and was not yet told. The notifier turns it into one message per (unit, period, group) and beat.
-- Append-only, so that the notifier's transaction never makes a handler wait.
CREATE TABLE calculation.dirty (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  unit         text   NOT NULL,
  period       text   NOT NULL,
  metric_group text   NOT NULL
);

-- Rises with every change of an org unit: a reader's cached tree is good while this stands still.
CREATE TABLE calculation.tree_version (
  one     boolean PRIMARY KEY DEFAULT true CHECK (one),
  version bigint  NOT NULL
);
INSERT INTO calculation.tree_version VALUES (true, 0);

CREATE TABLE calculation.revision (
  unit         text   NOT NULL,
  period       text   NOT NULL,
  metric_group text   NOT NULL,
  rev          bigint NOT NULL,
  changed_at   timestamptz NOT NULL,
  PRIMARY KEY (unit, period, metric_group)
);

------------------------------------------------------------------------------------------------------------- alerting

CREATE TABLE alerting.rule (
  id      text    PRIMARY KEY,
  kind    text    NOT NULL,                    -- off-target | missing-report
  enabled boolean NOT NULL DEFAULT true,
  params  jsonb   NOT NULL
);

-- The last thing heard of each (unit, period, group); what a tick judges again when only time has passed.
CREATE TABLE alerting.observation (
  unit         text   NOT NULL,
  period       text   NOT NULL,
  metric_group text   NOT NULL,
  rev          bigint NOT NULL,
  body         jsonb  NOT NULL,                -- IndicatorChanged
  PRIMARY KEY (unit, period, metric_group)
);

CREATE TABLE alerting.alert (
  id              uuid        PRIMARY KEY,
  rule            text        NOT NULL,
  indicator       text        NOT NULL,
  dimension       text        NOT NULL DEFAULT '',
  unit            text        NOT NULL,
  period          text        NOT NULL,
  episode         integer     NOT NULL,
  state           text        NOT NULL,
  reason          text        NOT NULL,
  severity        text        NOT NULL,
  started_at      timestamptz NOT NULL,
  fired_at        timestamptz,
  recovering_at   timestamptz,
  resolved_at     timestamptz,
  acknowledged    jsonb,
  body            jsonb       NOT NULL,        -- AlertOnWire as last told
  ver             integer     NOT NULL,
  UNIQUE (rule, indicator, dimension, unit, period, episode)
);
CREATE INDEX alert_open ON alerting.alert (state, unit);

CREATE TABLE alerting.delivery (
  id           uuid        PRIMARY KEY,
  alert_id     uuid        NOT NULL REFERENCES alerting.alert,
  channel      text        NOT NULL,           -- in-app | webhook
  content_hash text        NOT NULL,
  body         jsonb       NOT NULL,
  state        text        NOT NULL,           -- queued | sent | failed
  attempts     integer     NOT NULL DEFAULT 0,
  last_error   text,
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  sent_at      timestamptz,
  UNIQUE (alert_id, channel, content_hash)
);
