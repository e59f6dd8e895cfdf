package io.tollgate.proxy.cdr;

import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.E164;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;

/** Fills the parameters of a row of table {@code cdr} ({@link CdrRow}), one after the other. */
final class CdrRowWriter {
  private static final int FIRST_COST = CdrRow.COLUMNS.indexOf(CdrRow.COST + "deck") + 1;
  private static final int ATTEMPTS = CdrRow.COLUMNS.indexOf("attempts") + 1;

  private final PreparedStatement statement;
  private int next = 1;

  private CdrRowWriter(PreparedStatement statement) {
    this.statement = statement;
  }

  /** Fills the parameters of a statement that names {@link CdrRow#COLUMNS} in their order. */
  static void bind(PreparedStatement statement, Cdr cdr) throws SQLException {
    new CdrRowWriter(statement).bind(cdr);
  }

  private void bind(Cdr cdr) throws SQLException {
    text(cdr.id());
    text(cdr.direction().label());
    bind(cdr.path());
    bind(cdr.parties());
    bind(cdr.charge());
    bind(cdr.times());
    bind(cdr.ending());
    text(cdr.callIdA());
    textOrNull(cdr.callIdB());
    textOrNull(cdr.part().map(part -> part.leg().label()).orElse(""));
    textOrNull(cdr.part().map(Cdr.Part::link).orElse(""));
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
