-- A call between two of our trunks is recorded twice, as "originating" for the trunk that calls and
-- as "terminating" for the one that is called. NULL: all other calls.
ALTER TABLE cdr ADD COLUMN leg TEXT;
ALTER TABLE cdr ADD COLUMN link TEXT; -- the same for both, and for no others
