-- What every version of a deck held, so that any past charge can be computed again, and when each
-- version counts, so that a restart finds the prices that were in force and those that are to come.
CREATE TABLE deck_content (
  deck     TEXT    NOT NULL,
  version  INTEGER NOT NULL,
  part     INTEGER NOT NULL,           -- 0, 1, 2 …: a deck may be long, and a write must not be
  bytes    BLOB    NOT NULL,           -- of the gzipped text, as it was loaded
  PRIMARY KEY (deck, version, part)
) STRICT;

-- How the text is read; NULL until its content is kept whole.
ALTER TABLE deck_version ADD COLUMN settings TEXT;

CREATE TABLE deck_schedule (
  seq        INTEGER PRIMARY KEY,      -- order of putting
  deck       TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  effective  INTEGER NOT NULL,         -- from when it counts, in ms since 1970
  put_by     TEXT    NOT NULL          -- file, upload
) STRICT;

CREATE INDEX deck_schedule_deck ON deck_schedule (deck, effective, seq);
