-- An undo is an import of its own, without a file: which import it takes back, who asked for it and why.
ALTER TABLE intake.import ADD COLUMN undoes      uuid,
                          ADD COLUMN undo_by     text,
                          ADD COLUMN undo_reason text,
                          ADD COLUMN retracted   bigint NOT NULL DEFAULT 0;
-- Once; one that failed may be asked for again.
CREATE UNIQUE INDEX import_undone_once ON intake.import (undoes) WHERE undoes IS NOT NULL AND state <> 'failed';
