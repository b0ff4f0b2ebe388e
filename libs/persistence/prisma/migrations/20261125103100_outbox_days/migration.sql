-- The outbox by day, so that what every consumer has passed goes as a whole, without a trace in the tables' files.
-- What stands in it becomes the first partition as it is: nothing is copied, however much it is.
ALTER TABLE bus.outbox RENAME TO outbox_before;
ALTER TABLE bus.outbox_before DROP CONSTRAINT outbox_pkey;
ALTER INDEX bus.outbox_by_slice RENAME TO outbox_before_by_slice;
ALTER TABLE bus.outbox_before ALTER pos DROP IDENTITY;

CREATE TABLE bus.outbox (
  LIKE bus.outbox_before INCLUDING DEFAULTS INCLUDING STORAGE INCLUDING COMPRESSION,
  PRIMARY KEY (xid, pos, time) -- the day's key has to be part of it; order is by (xid, pos) as before
) PARTITION BY RANGE (time);
ALTER TABLE bus.outbox ALTER pos ADD GENERATED ALWAYS AS IDENTITY;
CREATE INDEX outbox_by_slice ON bus.outbox ((lane % 8), xid, pos);

-- Takes what belongs to no day that is open: no insert ever fails for want of one. Empty while housekeeping runs.
CREATE TABLE bus.outbox_rest PARTITION OF bus.outbox DEFAULT;

-- Opens a day (UTC) and takes over what of it stands in the rest. Waits for readers of the rest, which are short.
CREATE FUNCTION bus.open_outbox_day(day date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  part text := format('outbox_%s', to_char(day, 'YYYYMMDD'));
  begins timestamptz := day::timestamp AT TIME ZONE 'UTC';
  ends timestamptz := (day + 1)::timestamp AT TIME ZONE 'UTC';
BEGIN
  IF to_regclass(format('bus.%I', part)) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE bus.%I (LIKE bus.outbox INCLUDING DEFAULTS INCLUDING STORAGE INCLUDING COMPRESSION)', part);
  LOCK TABLE bus.outbox IN SHARE UPDATE EXCLUSIVE MODE; -- one at a time
  LOCK TABLE bus.outbox_rest IN ACCESS EXCLUSIVE MODE;
  EXECUTE format('INSERT INTO bus.%I SELECT * FROM bus.outbox_rest WHERE time >= $1 AND time < $2', part) USING begins, ends;
  DELETE FROM bus.outbox_rest WHERE time >= begins AND time < ends;
  EXECUTE format('ALTER TABLE bus.outbox ATTACH PARTITION bus.%I FOR VALUES FROM (%L) TO (%L)', part, begins, ends);
  RETURN true;
END $$;

DO $$
DECLARE
  today date := (clock_timestamp() AT TIME ZONE 'UTC')::date;
  first text := format('outbox_%s', to_char(today, 'YYYYMMDD'));
BEGIN
  EXECUTE format('ALTER TABLE bus.outbox_before RENAME TO %I', first); -- named, like every partition, for its last day
  EXECUTE format('ALTER INDEX bus.outbox_before_by_slice RENAME TO %I', first || '_by_slice');
  EXECUTE format('ALTER TABLE bus.outbox ATTACH PARTITION bus.%I FOR VALUES FROM (MINVALUE) TO (%L)',
    first, (today + 1)::timestamp AT TIME ZONE 'UTC');
  PERFORM setval(pg_get_serial_sequence('bus.outbox', 'pos'), (SELECT coalesce(max(pos), 0) + 1 FROM bus.outbox), false);
  PERFORM bus.open_outbox_day(today + n) FROM generate_series(1, 3) AS n;
END $$;
