-- Called by every batch: says whether a generation is being built, and until the batch's end nobody begins, ends or flips one.
-- A function, because the answer needs a snapshot from after the lock: each statement of a volatile function takes its own.
CREATE FUNCTION calculation.join_generations() RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtext('chitieu.generations'));
  RETURN EXISTS (SELECT FROM calculation.rebuild WHERE state IN ('filling', 'comparing'));
END $$;

-- When changes were told last, by whichever process: nothing is told twice within a beat.
CREATE TABLE calculation.notifier (
  one     boolean     PRIMARY KEY DEFAULT true CHECK (one),
  told_at timestamptz NOT NULL DEFAULT '-infinity'
);
INSERT INTO calculation.notifier DEFAULT VALUES;
