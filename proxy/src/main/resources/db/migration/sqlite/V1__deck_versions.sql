-- Which content of a deck had which version number.
CREATE TABLE deck_version (
  deck      TEXT    NOT NULL,
  version   INTEGER NOT NULL,          -- 1, 2, 3 … for each deck
  sha256    BLOB    NOT NULL,          -- of the content
  loaded_at INTEGER NOT NULL,          -- when it was first loaded, in ms since 1970
  PRIMARY KEY (deck, version),
  UNIQUE (deck, sha256)
) STRICT, WITHOUT ROWID;
