-- What the carrier whose gateway took the call charges us for it: its tariff, as it was pinned when
-- the INVITE went out, and what came of it. NULL: nobody knows.
ALTER TABLE cdr ADD COLUMN cost_deck TEXT;
ALTER TABLE cdr ADD COLUMN cost_deck_version INTEGER;
ALTER TABLE cdr ADD COLUMN cost_currency TEXT;
ALTER TABLE cdr ADD COLUMN cost_digits INTEGER;
ALTER TABLE cdr ADD COLUMN cost_destination_prefix TEXT;
ALTER TABLE cdr ADD COLUMN cost_origin_prefix TEXT;
ALTER TABLE cdr ADD COLUMN cost_rate_nanos INTEGER;
ALTER TABLE cdr ADD COLUMN cost_connect_fee_nanos INTEGER;
ALTER TABLE cdr ADD COLUMN cost_tariff_attempt_fee_nanos INTEGER;
ALTER TABLE cdr ADD COLUMN cost_minimum_charge_nanos INTEGER;
ALTER TABLE cdr ADD COLUMN cost_initial_increment INTEGER;
ALTER TABLE cdr ADD COLUMN cost_next_increment INTEGER;
ALTER TABLE cdr ADD COLUMN cost_grace_seconds INTEGER;
ALTER TABLE cdr ADD COLUMN cost_free_seconds INTEGER;
ALTER TABLE cdr ADD COLUMN cost_billed_seconds INTEGER;
ALTER TABLE cdr ADD COLUMN cost_charge_nanos INTEGER;      -- without the attempt fee
ALTER TABLE cdr ADD COLUMN cost_attempt_fee_nanos INTEGER;
