-- Who changed who may call, and how: a row for each change that was put in force. No secrets.
CREATE TABLE provisioning (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice, whatever is deleted
  made_at INTEGER NOT NULL,                  -- in ms since 1970
  author  TEXT    NOT NULL,                  -- the token's field, such as http.token; or file
  source  TEXT    NOT NULL,                  -- the address that asked; '' where nobody did
  action  TEXT    NOT NULL,                  -- PUT, PATCH, DELETE or RELOAD
  path    TEXT    NOT NULL,                  -- such as trunks.acme-hq; '' for the whole file
  changed TEXT    NOT NULL,                  -- the first paths that changed, one a line
  changes INTEGER NOT NULL,                  -- how many changed
  entry   TEXT    NOT NULL,                  -- what was put, without secrets; '' where it is long
  sha256  TEXT    NOT NULL                   -- of that text, whole; '' where there is none
) STRICT;

CREATE INDEX provisioning_path ON provisioning (path, seq);
