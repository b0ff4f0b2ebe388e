-- Types that a group does not read: what waits for a group can so be counted while its processes are away.
ALTER TABLE bus.consumer_offset ADD COLUMN left_out text[] NOT NULL DEFAULT '{}';
