-- What accounts have, and what they spend. Money (…_nanos) counts 10⁻⁹ of the currency's unit.
--
-- The balance is what was entered less what the records say: each record is written and charged in
-- one transaction, so that no crash can part the two.
CREATE TABLE credit_account (
  account       TEXT    PRIMARY KEY,
  currency      TEXT    NOT NULL,
  balance_nanos INTEGER NOT NULL,
  granted_nanos INTEGER NOT NULL          -- handed out for calls that have no record yet
) STRICT, WITHOUT ROWID;

-- What changed balances besides calls: payments and corrections.
CREATE TABLE credit_entry (
  seq           INTEGER PRIMARY KEY,
  id            TEXT    NOT NULL UNIQUE,  -- of whoever asked for it: asked for twice, it is made once
  account       TEXT    NOT NULL REFERENCES credit_account,
  amount_nanos  INTEGER NOT NULL,
  note          TEXT    NOT NULL,
  made_at       INTEGER NOT NULL          -- in ms since 1970
) STRICT;

-- Answered calls without a record: what is set aside for each. After a crash these are the calls
-- that were up; their money is neither spent nor free until their records come.
CREATE TABLE credit_hold (
  call          TEXT    PRIMARY KEY,      -- the id of the record to come
  account       TEXT    NOT NULL,
  amount_nanos  INTEGER NOT NULL,
  orphaned      INTEGER NOT NULL          -- 1: the process that had the call up is gone
) STRICT, WITHOUT ROWID;

-- What was spent by whom on which day (of UTC, as days since 1970, by when the INVITE came in).
CREATE TABLE spend (
  account       TEXT    NOT NULL,
  trunk         TEXT    NOT NULL,
  day           INTEGER NOT NULL,
  amount_nanos  INTEGER NOT NULL,
  PRIMARY KEY (account, trunk, day)
) STRICT, WITHOUT ROWID;
