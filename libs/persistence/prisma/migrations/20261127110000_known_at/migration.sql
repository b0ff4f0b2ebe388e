-- What was known at an instant is read from the facts and their history, by when each was accepted.
-- said_at: when what a fact says was accepted, where that was before changed_at: a correction to another year may change its base alone.
ALTER TABLE intake.fact ADD COLUMN said_at timestamptz;
CREATE INDEX fact_history_by_unit ON intake.fact_history (kind, unit);
