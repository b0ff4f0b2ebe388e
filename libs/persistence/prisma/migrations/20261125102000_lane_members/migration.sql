-- Processes that share the lanes of a consumer group in cluster mode. A member lives while its session holds the advisory lock
-- named by its id and `seen_at` is fresh.
CREATE TABLE bus.member (
  id             integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  consumer_group text        NOT NULL,
  name           text        NOT NULL, -- for people who look: process, host, process id
  seen_at        timestamptz NOT NULL DEFAULT clock_timestamp()
);
