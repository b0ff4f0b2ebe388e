-- Dead letters as an operator needs them. `complete`: the payload is what arrived, so the event can be applied from here.
-- `replay_requested_at`: its group is to try again; cleared when it fails again, gone with the row when it is applied.
ALTER TABLE bus.dead_letter
  ADD COLUMN complete boolean NOT NULL DEFAULT true,
  ADD COLUMN replay_requested_at timestamptz;

UPDATE bus.dead_letter SET complete = false WHERE reason = 'too-large' OR length(payload) >= 4194304;

CREATE INDEX dead_letter_by_reason ON bus.dead_letter (consumer_group, reason, id);
CREATE INDEX dead_letter_to_replay ON bus.dead_letter (consumer_group, id) WHERE replay_requested_at IS NOT NULL;
