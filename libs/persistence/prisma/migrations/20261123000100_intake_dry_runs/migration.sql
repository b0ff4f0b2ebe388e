-- Rises with every change of the units: a process reads them again when the number it knows is no longer this one.
CREATE TABLE intake.unit_register (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  rev      bigint  NOT NULL
);
INSERT INTO intake.unit_register (rev) VALUES (0);

-- What a dry run would have stored, in short transactions of its own: one long one would hold back every reader of the bus.
-- Gone when the run ends.
CREATE UNLOGGED TABLE intake.import_preview (
  import_id uuid   NOT NULL REFERENCES intake.import ON DELETE CASCADE,
  id        text   NOT NULL,
  period    text   NOT NULL,
  head      jsonb  NOT NULL,
  body      jsonb,                             -- units only: later rows of the file may stand under them
  PRIMARY KEY (import_id, id, period)
);
