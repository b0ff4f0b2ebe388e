-- The unit that a file was sent for; null: for none in particular. Its rows may be of others: each is checked by itself.
ALTER TABLE intake.import ADD COLUMN unit text;
