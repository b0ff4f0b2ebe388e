-- When the notifier may begin again: it rests the longer the longer it worked.
ALTER TABLE calculation.notifier RENAME COLUMN told_at TO due_at;
