-- How the amounts of a record were rounded to their digits, in words: half up, half even, up, down.
-- NULL in records from before there was a choice: half up.
ALTER TABLE cdr ADD COLUMN rounding TEXT;
ALTER TABLE cdr ADD COLUMN cost_rounding TEXT;
