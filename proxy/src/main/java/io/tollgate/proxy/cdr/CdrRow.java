package io.tollgate.proxy.cdr;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Rounding;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.E164;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A record as a row of table {@code cdr}. Texts that are empty because the call never got as far
 * are NULL there; moments are milliseconds since 1970; money is a count of nanos.
 */
final class CdrRow {
  /** The columns, in the order in which {@link #bind} fills them. */
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

  /** What the columns of the carrier's side begin with. */
  private static final String COST = "cost_";

  private CdrRow() {}

  /** Fills the parameters of a statement that names {@link #COLUMNS} in their order. */
  static void bind(PreparedStatement statement, Cdr cdr) throws SQLException {
    new Binder(statement).bind(cdr);
  }

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
        onNet(row));
  }

  private static Optional<Cdr.OnNet> onNet(ResultSet row) throws SQLException {
    String leg = row.getString("leg");
    return leg == null
        ? Optional.empty()
        : Optional.of(new Cdr.OnNet(known(LEGS, leg), row.getString("link")));
  }

  private static List<CarrierAttempt> attempts(ResultSet row) throws SQLException {
    String json = row.getString("attempts");
    return json == null ? List.of() : AttemptsJson.parse(json);
  }

  private static Optional<CarrierCost> cost(ResultSet row) throws SQLException {
    Optional<Tariff> tariff = tariff(row, COST);
    return tariff.isPresent()
        ? Optional.of(new CarrierCost(tariff.get(), charge(row, COST)))
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

  /** Fills one parameter after the other. */
  private static final class Binder {
    private static final int FIRST_COST = COLUMNS.indexOf(COST + "deck") + 1;
    private static final int ATTEMPTS = COLUMNS.indexOf("attempts") + 1;

    private final PreparedStatement statement;
    private int next = 1;

    Binder(PreparedStatement statement) {
      this.statement = statement;
    }

    void bind(Cdr cdr) throws SQLException {
      text(cdr.id());
      text(cdr.direction().label());
      bind(cdr.path());
      bind(cdr.parties());
      bind(cdr.charge());
      bind(cdr.times());
      bind(cdr.ending());
      text(cdr.callIdA());
      textOrNull(cdr.callIdB());
      textOrNull(cdr.onNet().map(half -> half.leg().label()).orElse(""));
      textOrNull(cdr.onNet().map(Cdr.OnNet::link).orElse(""));
      if (cdr.tariff().isPresent()) {
        bind(cdr.tariff().get());
      } else {
        nothingBefore(FIRST_COST);
      }
      if (cdr.cost().isPresent()) {
        bind(cdr.cost().get().tariff());
        bind(cdr.cost().get().charge());
      } else {
        nothingBefore(ATTEMPTS);
      }
      textOrNull(cdr.attempts().isEmpty() ? "" : AttemptsJson.toJson(cdr.attempts()));
    }

    private void nothingBefore(int parameter) throws SQLException {
      while (next < parameter) {
        statement.setNull(next++, Types.NULL);
      }
    }

    private void bind(Charge charge) throws SQLException {
      number(charge.billedSeconds());
      money(charge.amount());
      money(charge.attemptFee());
    }

    private void bind(Cdr.Path path) throws SQLException {
      textOrNull(path.account());
      textOrNull(path.trunk());
      textOrNull(path.carrier());
      textOrNull(path.gateway());
      textOrNull(path.pop());
    }

    private void bind(Cdr.Parties parties) throws SQLException {
      textOrNull(parties.fromReceived());
      textOrNull(parties.toReceived());
      textOrNull(parties.from().map(E164::toString).orElse(""));
      textOrNull(parties.to().map(E164::toString).orElse(""));
      text(parties.source());
    }

    private void bind(Cdr.Times times) throws SQLException {
      number(times.receivedAt().toEpochMilli());
      moment(times.ringingAt());
      moment(times.answeredAt());
      number(times.endedAt().toEpochMilli());
      number(times.durationMillis());
      number(times.setupMicros());
    }

    private void bind(Cdr.Ending ending) throws SQLException {
      text(ending.cause().code());
      text(ending.hungUpBy().label());
      number(ending.sipStatus());
      number(ending.q850());
    }

    private void bind(Tariff tariff) throws SQLException {
      text(tariff.deck());
      number(tariff.deckVersion());
      text(tariff.currency());
      number(tariff.rounding().digits());
      text(tariff.rounding().mode().words());
      text(tariff.destinationPrefix());
      text(tariff.originPrefix());
      money(tariff.ratePerMinute());
      money(tariff.connectFee());
      money(tariff.attemptFee());
      money(tariff.minimumCharge());
      number(tariff.increments().initialSeconds());
      number(tariff.increments().nextSeconds());
      number(tariff.graceSeconds());
      number(tariff.freeSeconds());
    }

    private void text(String value) throws SQLException {
      statement.setString(next++, value);
    }

    private void textOrNull(String value) throws SQLException {
      statement.setString(next++, value.isEmpty() ? null : value);
    }

    private void number(long value) throws SQLException {
      statement.setLong(next++, value);
    }

    private void money(Money value) throws SQLException {
      number(value.nanos());
    }

    private void moment(Optional<Instant> value) throws SQLException {
      if (value.isPresent()) {
        number(value.get().toEpochMilli());
      } else {
        statement.setNull(next++, Types.INTEGER);
      }
    }
  }
}
