package io.tollgate.proxy.cdr;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Rounding;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.E164;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the rows of table {@code cdr} ({@link CdrRow}). Static, without state. */
final class CdrRowReader {
  private static final Map<String, Cdr.Direction> DIRECTIONS =
      Arrays.stream(Cdr.Direction.values())
          .collect(Collectors.toMap(Cdr.Direction::label, Function.identity()));

  private static final Map<String, Cdr.HungUpBy> SIDES =
      Arrays.stream(Cdr.HungUpBy.values())
          .collect(Collectors.toMap(Cdr.HungUpBy::label, Function.identity()));

  private static final Map<String, Cdr.Leg> LEGS =
      Arrays.stream(Cdr.Leg.values())
          .collect(Collectors.toMap(Cdr.Leg::label, Function.identity()));

  private static final Map<String, Rounding.Mode> MODES =
      Arrays.stream(Rounding.Mode.values())
          .collect(Collectors.toMap(Rounding.Mode::words, Function.identity()));

  private CdrRowReader() {}

  /** The record of the row that the result is at; the result has the columns by their names. */
  static Cdr read(ResultSet row) throws SQLException {
    return new Cdr(
        row.getString("id"),
        known(DIRECTIONS, row.getString("direction")),
        new Cdr.Parties(
            text(row, "from_received"),
            text(row, "to_received"),
            number(row, "from_number"),
            number(row, "to_number"),
            row.getString("source")),
        new Cdr.Path(
            text(row, "account"),
            text(row, "trunk"),
            text(row, "carrier"),
            text(row, "gateway"),
            text(row, "pop")),
        tariff(row, ""),
        charge(row, ""),
        cost(row),
        attempts(row),
        new Cdr.Times(
            Instant.ofEpochMilli(row.getLong("received_at")),
            moment(row, "ringing_at"),
            moment(row, "answered_at"),
            Instant.ofEpochMilli(row.getLong("ended_at")),
            row.getLong("duration_millis"),
            row.getLong("setup_micros")),
        new Cdr.Ending(
            HangupCause.ofCode(row.getString("code")),
            known(SIDES, row.getString("hung_up_by")),
            row.getInt("sip_status"),
            row.getInt("q850")),
        row.getString("call_id_a"),
        text(row, "call_id_b"),
        part(row));
  }

  private static Optional<Cdr.Part> part(ResultSet row) throws SQLException {
    String leg = row.getString("leg");
    return leg == null
        ? Optional.empty()
        : Optional.of(new Cdr.Part(known(LEGS, leg), row.getString("link")));
  }

  private static List<CarrierAttempt> attempts(ResultSet row) throws SQLException {
    String json = row.getString("attempts");
    return json == null ? List.of() : AttemptsJson.parse(json);
  }

  private static Optional<CarrierCost> cost(ResultSet row) throws SQLException {
    Optional<Tariff> tariff = tariff(row, CdrRow.COST);
    return tariff.isPresent()
        ? Optional.of(new CarrierCost(tariff.get(), charge(row, CdrRow.COST)))
        : Optional.empty();
  }

  private static Charge charge(ResultSet row, String prefix) throws SQLException {
    return new Charge(
        row.getLong(prefix + "billed_seconds"),
        money(row, prefix + "charge_nanos"),
        money(row, prefix + "attempt_fee_nanos"));
  }

  private static Optional<Tariff> tariff(ResultSet row, String prefix) throws SQLException {
    String deck = row.getString(prefix + "deck");
    if (deck == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Tariff(
            deck,
            row.getInt(prefix + "deck_version"),
            row.getString(prefix + "currency"),
            rounding(row, prefix),
            row.getString(prefix + "destination_prefix"),
            row.getString(prefix + "origin_prefix"),
            money(row, prefix + "rate_nanos"),
            money(row, prefix + "connect_fee_nanos"),
            money(row, prefix + "tariff_attempt_fee_nanos"),
            money(row, prefix + "minimum_charge_nanos"),
            new Increments(
                row.getInt(prefix + "initial_increment"), row.getInt(prefix + "next_increment")),
            row.getInt(prefix + "grace_seconds"),
            row.getInt(prefix + "free_seconds")));
  }

  /** Before there was a choice of it, records did not say how they were rounded: half up. */
  private static Rounding rounding(ResultSet row, String prefix) throws SQLException {
    String mode = row.getString(prefix + "rounding");
    return new Rounding(
        row.getInt(prefix + "digits"), mode == null ? Rounding.Mode.HALF_UP : known(MODES, mode));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    String value = row.getString(column);
    return value == null ? "" : value;
  }

  private static Optional<E164> number(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(E164::recorded);
  }

  private static Money money(ResultSet row, String column) throws SQLException {
    return new Money(row.getLong(column));
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  private static <T> T known(Map<String, T> labels, String label) {
    T value = labels.get(label);
    if (value == null) {
      throw new IllegalArgumentException("the record holds '" + label + "', which means nothing");
    }
    return value;
  }
}
