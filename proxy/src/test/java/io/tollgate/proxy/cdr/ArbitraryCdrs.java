package io.tollgate.proxy.cdr;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Rounding;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.E164;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any record that there can be, and some that there cannot. */
final class ArbitraryCdrs {
  /** 1970 to 2200, in milliseconds. */
  private static final Arbitrary<Long> MILLIS =
      Arbitraries.longs().between(0, Instant.parse("2200-01-01T00:00:00Z").toEpochMilli());

  /** What may come out of a SIP header: anything but half a surrogate pair. */
  private static final Arbitrary<String> TEXT =
      Arbitraries.strings()
          .all()
          .ofMaxLength(40)
          .filter(s -> s.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
          .edgeCases(edges -> edges.add("", "\u0000", "\"\\\n", "\u2028", "😀"));

  private ArbitraryCdrs() {}

  static Arbitrary<Cdr> all() {
    CdrIds ids = new CdrIds();
    return Combinators.combine(
            MILLIS, parties(), path(), tariff().optional(), charge(), times(), ending(), TEXT)
        .flatAs(
            (millis, parties, path, tariff, charge, times, ending, callId) ->
                Combinators.combine(
                        Arbitraries.of(Cdr.Direction.class),
                        cost().optional(),
                        attempt().list().ofMaxSize(8),
                        part().optional())
                    .as(
                        (direction, cost, attempts, part) ->
                            new Cdr(
                                ids.next(millis),
                                direction,
                                parties,
                                path,
                                tariff,
                                charge,
                                cost,
                                attempts,
                                times,
                                ending,
                                callId,
                                callId.length() % 2 == 0 ? "" : "b" + callId,
                                part)));
  }

  private static Arbitrary<Cdr.Part> part() {
    return Combinators.combine(Arbitraries.of(Cdr.Leg.class), TEXT.filter(s -> !s.isEmpty()))
        .as(Cdr.Part::new);
  }

  private static Arbitrary<Cdr.Parties> parties() {
    return Combinators.combine(TEXT, TEXT, number().optional(), number().optional(), TEXT)
        .as(Cdr.Parties::new);
  }

  private static Arbitrary<E164> number() {
    return Arbitraries.longs().between(1_000_000L, 999_999_999_999_999L).map(n -> E164.of("+" + n));
  }

  private static Arbitrary<Cdr.Path> path() {
    return Combinators.combine(TEXT, TEXT, TEXT, TEXT, TEXT).as(Cdr.Path::new);
  }

  private static Arbitrary<Money> money() {
    return Arbitraries.longs().map(Money::new);
  }

  private static Arbitrary<Tariff> tariff() {
    Arbitrary<Integer> seconds = Arbitraries.integers().between(1, Increments.MAX_SECONDS);
    Arbitrary<String> prefix = Arbitraries.strings().numeric().ofMaxLength(15);
    return Combinators.combine(
            TEXT,
            Arbitraries.integers().greaterOrEqual(1),
            Combinators.combine(
                    Arbitraries.integers().between(0, 9), Arbitraries.of(Rounding.Mode.class))
                .as(Rounding::new),
            prefix,
            prefix,
            money().array(Money[].class).ofSize(4),
            seconds,
            seconds)
        .as(
            (deck, version, rounding, destination, origin, money, first, second) ->
                new Tariff(
                    deck,
                    version,
                    "EUR",
                    rounding,
                    destination,
                    origin,
                    money[0],
                    money[1],
                    money[2],
                    money[3],
                    new Increments(first, second),
                    first - 1,
                    second - 1));
  }

  private static Arbitrary<CarrierCost> cost() {
    return Combinators.combine(tariff(), charge()).as(CarrierCost::new);
  }

  private static Arbitrary<CarrierAttempt> attempt() {
    Arbitrary<CarrierAttempt.Cost> cost = money().map(m -> new CarrierAttempt.Cost(m, "EUR"));
    return Combinators.combine(
            TEXT,
            TEXT,
            MILLIS.map(Instant::ofEpochMilli),
            Arbitraries.longs().greaterOrEqual(0).optional(),
            Arbitraries.of(CarrierAttempt.Result.class),
            Arbitraries.integers().between(0, 699),
            Arbitraries.integers().between(0, 127),
            cost.optional())
        .as(
            (carrier, gateway, startedAt, delay, result, status, q850, charged) ->
                new CarrierAttempt(
                    carrier,
                    gateway,
                    "[2001:db8::9]:5061",
                    "tls",
                    startedAt,
                    delay.map(OptionalLong::of).orElse(OptionalLong.empty()),
                    result,
                    status,
                    q850,
                    charged));
  }

  private static Arbitrary<Charge> charge() {
    return Combinators.combine(Arbitraries.longs().greaterOrEqual(0), money(), money())
        .as(Charge::new);
  }

  private static Arbitrary<Cdr.Times> times() {
    Arbitrary<Instant> moment = MILLIS.map(Instant::ofEpochMilli);
    Arbitrary<Optional<Instant>> perhaps = moment.optional();
    Arbitrary<Long> time = Arbitraries.longs().greaterOrEqual(0);
    return Combinators.combine(moment, perhaps, perhaps, moment, time, time).as(Cdr.Times::new);
  }

  private static Arbitrary<Cdr.Ending> ending() {
    return Combinators.combine(
            Arbitraries.of(HangupCause.class),
            Arbitraries.of(Cdr.HungUpBy.class),
            Arbitraries.integers().between(100, 699),
            Arbitraries.integers().between(1, 127))
        .as(Cdr.Ending::new);
  }
}
