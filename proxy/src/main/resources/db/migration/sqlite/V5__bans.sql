-- Sources that are kept out, and were of late.
CREATE TABLE ban (
  source  TEXT    NOT NULL PRIMARY KEY, -- an IPv4 address, or an IPv6 network of 64 bits
  offence TEXT    NOT NULL,             -- what brought it over the limit
  number  INTEGER NOT NULL,             -- 1 for its first ban, 2 for the second …
  since   INTEGER NOT NULL,             -- in ms since 1970
  until   INTEGER NOT NULL              -- the same
) STRICT, WITHOUT ROWID;
