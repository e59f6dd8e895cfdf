package io.tollgate.proxy.cdr;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.number.E164;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The record of a call attempt, answered or refused: its only one, unless both sides are trunks of
 * ours, or a gateway answers when it is written. Immutable.
 *
 * @param id unique on this node and sorted by time of receipt
 * @param direction who called whom
 * @param parties both numbers, as received and as E.164
 * @param path who let it in and where it went
 * @param tariff the price that the call was pinned to, where it got as far as being priced
 * @param charge what it costs the account; zero where it was not answered
 * @param cost what the carrier charges us for it, where that is known
 * @param attempts the gateways that it was offered to, in order; the last one is where it went
 * @param times the moments of its life
 * @param ending how it ended
 * @param callIdA the Call-ID towards the caller
 * @param callIdB the Call-ID towards the called side; empty where no second leg was made
 * @param part which part of a call it is that has several records; empty where it is the only one
 */
public record Cdr(
    String id,
    Direction direction,
    Parties parties,
    Path path,
    Optional<Tariff> tariff,
    Charge charge,
    Optional<CarrierCost> cost,
    List<CarrierAttempt> attempts,
    Times times,
    Ending ending,
    String callIdA,
    String callIdB,
    Optional<Part> part) {

  /** Who called whom, seen from the edge. */
  public enum Direction {
    OUTBOUND("outbound"),
    INBOUND("inbound"),
    ON_NET("on-net"),
    TRANSIT("transit");

    private final String label;

    Direction(String label) {
      this.label = label;
    }

    /** The name in records. */
    public String label() {
      return label;
    }
  }

  /** Which side ended the call or the attempt. */
  public enum HungUpBy {
    CALLER("caller"),
    CALLEE("callee"),
    EDGE("edge");

    private final String label;

    HungUpBy(String label) {
      this.label = label;
    }

    /** The name in records. */
    public String label() {
      return label;
    }
  }

  /**
   * Both numbers.
   *
   * @param fromReceived the caller's number as it came; empty where there was none
   * @param toReceived the called number as it came (the Request-URI's user part)
   * @param from the caller's number that was rated and sent on
   * @param to the called number
   * @param source the address and port that the INVITE came from, as {@code address:port}
   */
  public record Parties(
      String fromReceived,
      String toReceived,
      Optional<E164> from,
      Optional<E164> to,
      String source) {}

  /**
   * Who pays, and the carrier's gateway that the call went out to or, where it is inbound, came in
   * from; each name is empty where the call never got there.
   */
  public record Path(String account, String trunk, String carrier, String gateway, String pop) {
    /** A call that was refused before anybody claimed it. */
    public static final Path NOWHERE = new Path("", "", "", "", "");
  }

  /**
   * The moments of a call, wall-clock time to the millisecond; durations come from the monotonic
   * clock.
   *
   * @param receivedAt when the INVITE came in
   * @param ringingAt when the first 18x came from the called side
   * @param answeredAt when the 2xx came from the called side
   * @param endedAt when the call or the attempt was over
   * @param durationMillis from answer to end, the last one counted where it was begun; 0 where it
   *     was not answered
   * @param setupMicros from INVITE in to INVITE out; 0 where none went out
   */
  public record Times(
      Instant receivedAt,
      Optional<Instant> ringingAt,
      Optional<Instant> answeredAt,
      Instant endedAt,
      long durationMillis,
      long setupMicros) {}

  /**
   * How it ended.
   *
   * @param cause why
   * @param hungUpBy which side ended it
   * @param sipStatus the final status of the caller's INVITE: what the caller was told
   * @param q850 the Q.850 cause, a carrier's own where it gave one
   */
  public record Ending(HangupCause cause, HungUpBy hungUpBy, int sipStatus, int q850) {}

  /** Which part of a call a record is of, where the call has several. */
  public enum Leg {
    /** Of a call between two of our trunks, the half of the trunk that calls. */
    ORIGINATING("originating"),
    /** The half of the trunk that is called. */
    TERMINATING("terminating"),
    /**
     * A gateway that answered when the call's own record had been written: what that costs us. The
     * customer pays nothing for it.
     */
    LATE("late");

    private final String label;

    Leg(String label) {
      this.label = label;
    }

    /** The name in records. */
    public String label() {
      return label;
    }
  }

  /**
   * A part of a call.
   *
   * @param leg which
   * @param link what both halves of a call between two of our trunks have in common, and no other
   *     records; the id of the call's own record where an answer came late
   */
  public record Part(Leg leg, String link) {}

  /** The only record of a call. */
  public Cdr(
      String id,
      Direction direction,
      Parties parties,
      Path path,
      Optional<Tariff> tariff,
      Charge charge,
      Optional<CarrierCost> cost,
      List<CarrierAttempt> attempts,
      Times times,
      Ending ending,
      String callIdA,
      String callIdB) {
    this(
        id,
        direction,
        parties,
        path,
        tariff,
        charge,
        cost,
        attempts,
        times,
        ending,
        callIdA,
        callIdB,
        Optional.empty());
  }

  /** A record of a call that was offered to nobody. */
  public Cdr(
      String id,
      Direction direction,
      Parties parties,
      Path path,
      Optional<Tariff> tariff,
      Charge charge,
      Times times,
      Ending ending,
      String callIdA,
      String callIdB) {
    this(
        id,
        direction,
        parties,
        path,
        tariff,
        charge,
        Optional.empty(),
        List.of(),
        times,
        ending,
        callIdA,
        callIdB);
  }

  public Cdr {
    Objects.requireNonNull(id);
    Objects.requireNonNull(direction);
    Objects.requireNonNull(parties);
    Objects.requireNonNull(path);
    Objects.requireNonNull(tariff);
    Objects.requireNonNull(charge);
    Objects.requireNonNull(cost);
    attempts = List.copyOf(attempts);
    Objects.requireNonNull(times);
    Objects.requireNonNull(ending);
    Objects.requireNonNull(callIdA);
    Objects.requireNonNull(callIdB);
    Objects.requireNonNull(part);
  }

  /** Whether it only says what an answer costs that came when the call had its record already. */
  public boolean isLate() {
    return part.isPresent() && part.get().leg() == Leg.LATE;
  }

  /**
   * What is left of the charge when the carrier is paid, and those that were tried before it; empty
   * where one of the two is not known, or they are in different currencies.
   */
  public Optional<Money> margin() {
    return cost.flatMap(
            carrier -> tariff.flatMap(price -> carrier.margin(charge, price.currency())))
        .flatMap(left -> lessEarlierAttempts(left, tariff.orElseThrow().currency()));
  }

  private Optional<Money> lessEarlierAttempts(Money margin, String currency) {
    Money left = margin;
    for (int i = 0; i < attempts.size() - 1; i++) {
      Optional<CarrierAttempt.Cost> earlier = attempts.get(i).cost();
      if (earlier.isPresent() && !earlier.get().amount().isZero()) {
        if (!earlier.get().currency().equals(currency)) {
          return Optional.empty();
        }
        try {
          left = left.minus(earlier.get().amount());
        } catch (ArithmeticException beyondAllMoney) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(left);
  }
}
