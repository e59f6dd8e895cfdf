-- One row for each call attempt, answered or refused.
--
-- Money (…_nanos) counts 10⁻⁹ of the currency's unit, so that sums are exact. Moments (…_at) are
-- milliseconds since 1970-01-01T00:00:00Z. NULL: the call never got as far.
--
-- No index by account or trunk: each would cost a page for almost every record, a third of what a
-- record costs. Lists are read from the newest back and end when they are full, and a month is a
-- range of ids, which begin with the time.
CREATE TABLE cdr (
  seq                  INTEGER PRIMARY KEY,   -- order of writing; a cursor for whoever forwards records
  id                   TEXT    NOT NULL UNIQUE, -- UUIDv7: sorts by time of receipt
  direction            TEXT    NOT NULL,      -- outbound, inbound, on-net, transit
  account              TEXT,
  trunk                TEXT,
  carrier              TEXT,
  gateway              TEXT,
  pop                  TEXT,
  from_received        TEXT,
  to_received          TEXT,
  from_number          TEXT,                  -- E.164 with its plus sign, as it was rated and sent on
  to_number            TEXT,
  source               TEXT    NOT NULL,      -- address:port of the INVITE
  deck                 TEXT,                  -- from here to free_seconds: the tariff that the call was pinned to
  deck_version         INTEGER,
  currency             TEXT,
  digits               INTEGER,               -- decimals that charges are rounded to
  destination_prefix   TEXT,
  origin_prefix        TEXT,                  -- '' for the default price
  rate_nanos           INTEGER,               -- of a minute
  connect_fee_nanos    INTEGER,
  tariff_attempt_fee_nanos INTEGER,           -- what an attempt costs; what this one cost is attempt_fee_nanos
  minimum_charge_nanos INTEGER,
  initial_increment    INTEGER,               -- seconds
  next_increment       INTEGER,
  grace_seconds        INTEGER,
  free_seconds         INTEGER,
  billed_seconds       INTEGER NOT NULL,      -- after increments
  charge_nanos         INTEGER NOT NULL,      -- without the attempt fee
  attempt_fee_nanos    INTEGER NOT NULL,
  received_at          INTEGER NOT NULL,
  ringing_at           INTEGER,
  answered_at          INTEGER,
  ended_at             INTEGER NOT NULL,
  duration_millis      INTEGER NOT NULL,      -- from answer to end, on the monotonic clock
  setup_micros         INTEGER NOT NULL,      -- from INVITE in to INVITE out
  code                 TEXT    NOT NULL,
  hung_up_by           TEXT    NOT NULL,      -- caller, callee, edge
  sip_status           INTEGER NOT NULL,
  q850                 INTEGER NOT NULL,
  call_id_a            TEXT    NOT NULL,
  call_id_b            TEXT
) STRICT;
