-- What people write beside numbers: where a note stands, and what became of its words. Both only grow.
CREATE TABLE calculation.note (
  id        uuid        NOT NULL PRIMARY KEY,
  unit      text        NOT NULL,
  period    text        NOT NULL,
  indicator text,                              -- null: of the whole period
  dimension text,                              -- null: of the whole indicator
  by        text        NOT NULL,
  at        timestamptz NOT NULL,
  CHECK (dimension IS NULL OR indicator IS NOT NULL)
);
CREATE INDEX note_of ON calculation.note (unit, period);
CREATE TABLE calculation.note_entry (
  id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  note    uuid        NOT NULL REFERENCES calculation.note,
  step    text        NOT NULL,                -- write | correct | withdraw
  text_vi text,
  text_en text,
  by      text        NOT NULL,                -- the name that was said
  viewer  text        NOT NULL,                -- who the gateway says asked
  reason  text,
  at      timestamptz NOT NULL,
  CHECK (step = 'withdraw' OR coalesce(text_vi, text_en) IS NOT NULL),
  CHECK (step = 'write' OR reason IS NOT NULL)
);
CREATE INDEX note_entry_of ON calculation.note_entry (note, id);

DO $$
DECLARE kept text;
BEGIN
  FOREACH kept IN ARRAY ARRAY['note', 'note_entry'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calculation.%I FOR EACH STATEMENT EXECUTE FUNCTION calculation.refuse_change()', kept);
  END LOOP;
END $$;
