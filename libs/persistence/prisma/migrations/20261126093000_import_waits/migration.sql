-- Why a running import stands still; NULL while it does not.
ALTER TABLE intake.import ADD COLUMN waiting_for text;
