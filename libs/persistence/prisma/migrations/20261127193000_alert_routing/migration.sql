-- Whom alerts are told to, and everything that it was: the newest version holds.
CREATE TABLE alerting.routes_version (
  version integer     PRIMARY KEY,
  routes  jsonb       NOT NULL,                -- AlertRoute[]
  by      text        NOT NULL,
  reason  text        NOT NULL,
  at      timestamptz NOT NULL
);
CREATE TABLE alerting.recipient_version (
  recipient text        NOT NULL,
  version   integer     NOT NULL,
  enabled   boolean     NOT NULL,
  body      jsonb       NOT NULL,              -- AlertRecipient
  by        text        NOT NULL,
  reason    text        NOT NULL,
  at        timestamptz NOT NULL,
  PRIMARY KEY (recipient, version)
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON alerting.routes_version
  FOR EACH STATEMENT EXECUTE FUNCTION alerting.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON alerting.recipient_version
  FOR EACH STATEMENT EXECUTE FUNCTION alerting.refuse_change();
