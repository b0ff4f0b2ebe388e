-- Addresses of the pages under a name, and where "/" leads whom.
CREATE TABLE calculation.saved_view (
  id       uuid        NOT NULL PRIMARY KEY,
  name     text        NOT NULL,
  unit     text        NOT NULL,
  period   text        NOT NULL,
  page     text        NOT NULL,               -- '': the overview
  query    text        NOT NULL,
  viewer   text        NOT NULL,               -- whose it is
  shared   boolean     NOT NULL,               -- with whoever sees the unit
  saved_at timestamptz NOT NULL
);
CREATE INDEX saved_view_of ON calculation.saved_view (viewer);
CREATE TABLE calculation.default_view (
  holder text NOT NULL PRIMARY KEY,            -- viewer:<id> | role:<role>
  view   uuid NOT NULL REFERENCES calculation.saved_view ON DELETE CASCADE
);
CREATE INDEX default_view_of ON calculation.default_view (view);
