-- A digest is about no one group: about all that stands at a recipient's unit on a day.
ALTER TABLE alerting.delivery
  ADD COLUMN digest_on date,
  DROP CONSTRAINT delivery_check,
  ADD CONSTRAINT delivery_is_about CHECK (alert_id IS NOT NULL OR group_id IS NOT NULL OR digest_on IS NOT NULL);
CREATE UNIQUE INDEX delivery_digest ON alerting.delivery (recipient, digest_on) WHERE digest_on IS NOT NULL;
