-- What the server does beside the work, on tables that are written all day.

-- An office sends the households of a page together: each finds room beside itself, so that an update touches no index.
ALTER TABLE projection.household_state SET (fillfactor = 50);

-- A day of the outbox is only written to and then dropped: vacuum has nothing to find in it before it is old.
DO $$
DECLARE part regclass;
BEGIN
  FOR part IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'bus.outbox'::regclass LOOP
    EXECUTE format('ALTER TABLE %s SET (autovacuum_vacuum_insert_threshold = -1)', part);
  END LOOP;
END $$;
CREATE OR REPLACE FUNCTION bus.open_outbox_day(day date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  part text := format('outbox_%s', to_char(day, 'YYYYMMDD'));
  begins timestamptz := day::timestamp AT TIME ZONE 'UTC';
  ends timestamptz := (day + 1)::timestamp AT TIME ZONE 'UTC';
BEGIN
  IF to_regclass(format('bus.%I', part)) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE bus.%I (LIKE bus.outbox INCLUDING DEFAULTS INCLUDING STORAGE INCLUDING COMPRESSION) WITH (autovacuum_vacuum_insert_threshold = -1)', part);
  LOCK TABLE bus.outbox IN SHARE UPDATE EXCLUSIVE MODE; -- one at a time
  LOCK TABLE bus.outbox_rest IN ACCESS EXCLUSIVE MODE;
  EXECUTE format('INSERT INTO bus.%I SELECT * FROM bus.outbox_rest WHERE time >= $1 AND time < $2', part) USING begins, ends;
  DELETE FROM bus.outbox_rest WHERE time >= begins AND time < ends;
  EXECUTE format('ALTER TABLE bus.outbox ATTACH PARTITION bus.%I FOR VALUES FROM (%L) TO (%L)', part, begins, ends);
  RETURN true;
END $$;
