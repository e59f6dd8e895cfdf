package io.tollgate.proxy.cdr;

import java.util.List;

/**
 * A record as a row of table {@code cdr}. Texts that are empty because the call never got as far
 * are NULL there; moments are milliseconds since 1970; money is a count of nanos. Written by {@link
 * CdrRowWriter}, read by {@link CdrRowReader}.
 */
final class CdrRow {
  /** The columns, in the order in which they are written. */
  static final List<String> COLUMNS =
      List.of(
          "id",
          "direction",
          "account",
          "trunk",
          "carrier",
          "gateway",
          "pop",
          "from_received",
          "to_received",
          "from_number",
          "to_number",
          "source",
          "billed_seconds",
          "charge_nanos",
          "attempt_fee_nanos",
          "received_at",
          "ringing_at",
          "answered_at",
          "ended_at",
          "duration_millis",
          "setup_micros",
          "code",
          "hung_up_by",
          "sip_status",
          "q850",
          "call_id_a",
          "call_id_b",
          "leg",
          "link",
          "deck",
          "deck_version",
          "currency",
          "digits",
          "rounding",
          "destination_prefix",
          "origin_prefix",
          "rate_nanos",
          "connect_fee_nanos",
          "tariff_attempt_fee_nanos",
          "minimum_charge_nanos",
          "initial_increment",
          "next_increment",
          "grace_seconds",
          "free_seconds",
          "cost_deck",
          "cost_deck_version",
          "cost_currency",
          "cost_digits",
          "cost_rounding",
          "cost_destination_prefix",
          "cost_origin_prefix",
          "cost_rate_nanos",
          "cost_connect_fee_nanos",
          "cost_tariff_attempt_fee_nanos",
          "cost_minimum_charge_nanos",
          "cost_initial_increment",
          "cost_next_increment",
          "cost_grace_seconds",
          "cost_free_seconds",
          "cost_billed_seconds",
          "cost_charge_nanos",
          "cost_attempt_fee_nanos",
          "attempts");

  /** What the columns of the carrier's side begin with. */
  static final String COST = "cost_";

  private CdrRow() {}
}
