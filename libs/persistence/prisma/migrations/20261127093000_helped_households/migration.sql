-- Which household a voucher was paid for, '' for none: a household helped in two quarters is one in the year.
UPDATE calculation.rebuild SET state = 'cancelled', finished_at = clock_timestamp() WHERE state IN ('filling', 'comparing');
DROP SCHEMA IF EXISTS projection_next CASCADE;
ALTER TABLE projection.voucher_state ADD COLUMN household_id text NOT NULL DEFAULT '';
UPDATE projection.voucher_state v SET household_id = f.body->>'householdId'
  FROM intake.fact_disbursement f WHERE f.id = v.voucher_id AND f.retracted IS NULL AND f.body ? 'householdId';
CREATE INDEX voucher_state_helped ON projection.voucher_state (unit, month) WHERE household_id <> '' AND NOT retracted;

-- Households by the standard they were classed by, and whether their scores say the same.
ALTER TABLE projection.household_count
  ADD COLUMN classed_otherwise integer NOT NULL DEFAULT 0,
  ADD COLUMN without_evidence integer NOT NULL DEFAULT 0,
  ADD COLUMN standard2016 integer NOT NULL DEFAULT 0,
  ADD COLUMN standard2022 integer NOT NULL DEFAULT 0,
  ADD COLUMN standard2027 integer NOT NULL DEFAULT 0;
