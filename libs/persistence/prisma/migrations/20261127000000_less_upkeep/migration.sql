-- What the server does beside the work, on tables that are written all day.

-- An office sends the households of a page together: each finds room beside itself, so that an update touches no index.
ALTER TABLE projection.household_state SET (fillfactor = 50);

-- A day of the outbox is only written to and then dropped: vacuum has nothing to find in it before it is old.
CREATE FUNCTION bus.spare_outbox_day(part regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s SET (autovacuum_vacuum_insert_threshold = -1)', part);
END $$;

ALTER FUNCTION bus.open_outbox_day(date) RENAME TO create_outbox_day;
CREATE FUNCTION bus.open_outbox_day(day date) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF NOT bus.create_outbox_day(day) THEN
    RETURN false;
  END IF;
  PERFORM bus.spare_outbox_day(format('bus.outbox_%s', to_char(day, 'YYYYMMDD'))::regclass);
  RETURN true;
END $$;

DO $$
BEGIN
  PERFORM bus.spare_outbox_day(inhrelid::regclass) FROM pg_inherits WHERE inhparent = 'bus.outbox'::regclass;
END $$;
