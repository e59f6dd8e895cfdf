package io.tollgate.proxy.cdr;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.E164;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Records to test with. */
public final class Cdrs {
  public static final Tariff TARIFF =
      new Tariff(
          "demo",
          3,
          "USD",
          4,
          "43664",
          "33",
          Money.parse("0.0390"),
          Money.ZERO,
          Money.parse("0.001"),
          Money.ZERO,
          new Increments(30, 6),
          0,
          0);

  private static final Instant RECEIVED = Instant.parse("2026-03-04T05:06:07.008Z");

  private Cdrs() {}

  /** A call from France to an Austrian mobile that was answered for 32 s. */
  public static Cdr answered(String id) {
    return answered(id, "acme", "acme-hq", HangupCause.NORMAL);
  }

  /** The same, of this account and trunk, ended for this reason. */
  public static Cdr answered(String id, String account, String trunk, HangupCause cause) {
    return new Cdr(
        id,
        Cdr.Direction.OUTBOUND,
        new Cdr.Parties(
            "+33123456789",
            "+436641234567",
            Optional.of(E164.of("+33123456789")),
            Optional.of(E164.of("+436641234567")),
            "192.0.2.7:5060"),
        new Cdr.Path(account, trunk, "c1", "c1-fra", "fra"),
        Optional.of(TARIFF),
        TARIFF.charge(Duration.ofSeconds(32)),
        new Cdr.Times(
            RECEIVED,
            Optional.of(RECEIVED.plusMillis(150)),
            Optional.of(RECEIVED.plusMillis(2_000)),
            RECEIVED.plusMillis(34_000),
            32_000,
            412),
        new Cdr.Ending(cause, Cdr.HungUpBy.CALLER, 200, 16),
        "a84b4c76e66710@192.0.2.7",
        "0-7f3a@edge1");
  }

  /** The same as {@link #answered(String)}, by a carrier whose price is known. */
  public static Cdr carried(String id) {
    Cdr cdr = answered(id);
    Tariff cost =
        new Tariff(
            "wholesale",
            9,
            "USD",
            4,
            "4366",
            "",
            Money.parse("0.0120"),
            Money.ZERO,
            Money.ZERO,
            Money.ZERO,
            Increments.PER_SECOND,
            0,
            0);
    return new Cdr(
        cdr.id(),
        cdr.direction(),
        cdr.parties(),
        cdr.path(),
        cdr.tariff(),
        cdr.charge(),
        Optional.of(new CarrierCost(cost, cost.charge(Duration.ofSeconds(32)))),
        List.of(
            new CarrierAttempt(
                "c0",
                "c0-fra",
                "192.0.2.8:5060",
                "udp",
                RECEIVED.plusMillis(1),
                OptionalLong.empty(),
                CarrierAttempt.Result.REFUSED,
                503,
                42,
                Optional.of(new CarrierAttempt.Cost(Money.parse("0.0002"), "USD"))),
            new CarrierAttempt(
                "c1",
                "c1-fra",
                "192.0.2.9:5060",
                "udp",
                RECEIVED.plusMillis(100),
                OptionalLong.of(50),
                CarrierAttempt.Result.ANSWERED,
                200,
                0,
                Optional.of(new CarrierAttempt.Cost(Money.parse("0.0064"), "USD")))),
        cdr.times(),
        cdr.ending(),
        cdr.callIdA(),
        cdr.callIdB());
  }

  /** A half of a call between two trunks of ours. */
  public static Cdr onNet(String id, Cdr.Leg leg, String link) {
    Cdr cdr = answered(id);
    return new Cdr(
        cdr.id(),
        Cdr.Direction.ON_NET,
        cdr.parties(),
        new Cdr.Path("acme", "acme-hq", "", "", "fra"),
        cdr.tariff(),
        cdr.charge(),
        Optional.empty(),
        List.of(),
        cdr.times(),
        cdr.ending(),
        cdr.callIdA(),
        cdr.callIdB(),
        Optional.of(new Cdr.Part(leg, link)));
  }

  /** An INVITE from nobody we know. */
  public static Cdr refused(String id) {
    return new Cdr(
        id,
        Cdr.Direction.OUTBOUND,
        new Cdr.Parties("", "100", Optional.empty(), Optional.empty(), "203.0.113.9:5060"),
        Cdr.Path.NOWHERE,
        Optional.empty(),
        new Charge(0, Money.ZERO, Money.ZERO),
        new Cdr.Times(RECEIVED, Optional.empty(), Optional.empty(), RECEIVED.plusMillis(1), 0, 0),
        new Cdr.Ending(HangupCause.UNKNOWN_SOURCE, Cdr.HungUpBy.EDGE, 403, 21),
        "1-1@203.0.113.9",
        "");
  }

  /** So many records, the oldest first. */
  public static List<Cdr> many(int count) {
    CdrIds ids = new CdrIds();
    List<Cdr> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(answered(ids.next(RECEIVED.toEpochMilli() + i)));
    }
    return records;
  }
}
