package io.tollgate.proxy.cdr;

import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a call costs what its record says, step by step, for the customer who asks: computed again
 * from the tariff and the duration in the record, with long division in the place of the edge's own
 * arithmetic. What the carrier charges for it, where that is known, follows in the same way.
 *
 * @param steps each on one line, in the order in which charging takes them
 * @param charge what comes of them for the customer
 * @param agrees whether that, and the carrier's charge, is what the record says
 */
public record CdrExplanation(List<String> steps, Charge charge, boolean agrees) {
  private static final Charge NOTHING = new Charge(0, Money.ZERO, Money.ZERO);
  private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);
  private static final BigDecimal MILLIS_PER_SECOND = BigDecimal.valueOf(1_000);

  /** A call that was answered and is over at once has lasted some time: a second that began. */
  private static final long SHORTEST_MILLIS = 1;

  /** Shares of a rate that do not end are shown with so many decimals. */
  private static final int SHOWN_DECIMALS = 12;

  public CdrExplanation {
    steps = List.copyOf(steps);
  }

  /** Explains a record. */
  public static CdrExplanation of(Cdr cdr) {
    List<String> steps = new ArrayList<>();
    Charge charge = charge(cdr, steps);
    boolean agrees = compared(charge, cdr.charge(), steps);
    if (cdr.cost().isPresent()) {
      CarrierCost cost = cdr.cost().get();
      agrees &= compared(cost(cdr, cost, steps), cost.charge(), steps);
      margin(cdr, cost, steps);
    }
    return new CdrExplanation(steps, charge, agrees);
  }

  private static boolean compared(Charge computed, Charge recorded, List<String> steps) {
    boolean agrees = computed.equals(recorded);
    step(
        steps,
        "record",
        "%d s billed, %s and attempt fee %s: %s",
        recorded.billedSeconds(),
        recorded.amount(),
        recorded.attemptFee(),
        agrees ? "the same" : "NOT the same");
    return agrees;
  }

  private static Charge charge(Cdr cdr, List<String> steps) {
    step(
        steps,
        "call",
        "from %s to %s, ended: %s",
        cdr.parties().from().map(Object::toString).orElse("no number"),
        cdr.parties().to().map(Object::toString).orElse("no number"),
        cdr.ending().cause().code());
    if (cdr.isLate()) {
      step(
          steps,
          "late",
          "a gateway answered when call %s had its record; nobody is charged for that",
          cdr.part().orElseThrow().link());
      return NOTHING;
    }
    if (cdr.tariff().isEmpty()) {
      step(steps, "price", "none: it was turned away before it was priced, and costs nothing");
      return NOTHING;
    }
    Tariff tariff = cdr.tariff().get();
    price("price", tariff, steps);
    if (cdr.callIdB().isEmpty()) {
      step(steps, "attempt", "none: it never went out, and costs nothing");
      return NOTHING;
    }
    return attempted(tariff, isAnswered(cdr), cdr.times().durationMillis(), steps);
  }

  private static boolean isAnswered(Cdr cdr) {
    return cdr.times().answeredAt().isPresent();
  }

  /** A carrier is paid for answers that come too late for the caller, and for started seconds. */
  private static Charge cost(Cdr cdr, CarrierCost cost, List<String> steps) {
    price("cost", cost.tariff(), steps);
    boolean isLate = !isAnswered(cdr) && cost.charge().billedSeconds() > 0;
    if (isLate) {
      step(steps, "answer", "too late for the caller: its first second is charged");
    }
    long millis = Math.max(SHORTEST_MILLIS, cdr.times().durationMillis());
    if (cdr.isLate()) {
      step(steps, "attempt", "its fee is in the call's own record");
      return new Answered(cost.tariff(), millis, steps).charge(Money.ZERO);
    }
    return attempted(cost.tariff(), isAnswered(cdr) || isLate, millis, steps);
  }

  private static void margin(Cdr cdr, CarrierCost cost, List<String> steps) {
    for (CarrierAttempt attempt : earlier(cdr)) {
      CarrierAttempt.Cost fee = attempt.cost().orElseThrow();
      step(
          steps,
          "tried",
          "carrier %s, gateway %s: %s %s",
          attempt.carrier(),
          attempt.gateway(),
          fee.amount(),
          fee.currency());
    }
    if (cdr.tariff().isEmpty()) {
      return;
    }
    String currency = cdr.tariff().get().currency();
    Optional<Money> margin = cdr.margin();
    if (margin.isEmpty()) {
      step(steps, "margin", "none can be told: not all of it is in %s", currency);
      return;
    }
    step(
        steps,
        "margin",
        "%s %s: %s less %s%s",
        margin.get(),
        currency,
        cdr.charge().total(),
        cost.charge().total(),
        earlier(cdr).isEmpty() ? "" : ", less what was tried before");
  }

  /** The gateways that were tried before the last one and charge for it. */
  private static List<CarrierAttempt> earlier(Cdr cdr) {
    return cdr.attempts().stream()
        .limit(Math.max(0, cdr.attempts().size() - 1))
        .filter(attempt -> attempt.cost().isPresent())
        .filter(attempt -> !attempt.cost().get().amount().isZero())
        .toList();
  }

  private static void price(String name, Tariff tariff, List<String> steps) {
    step(
        steps,
        name,
        "%s %s a minute: deck %s@%d, destination %s, origin %s",
        tariff.ratePerMinute(),
        tariff.currency(),
        tariff.deck(),
        tariff.deckVersion(),
        tariff.destinationPrefix(),
        tariff.originPrefix().isEmpty() ? "any other" : tariff.originPrefix());
  }

  private static Charge attempted(
      Tariff tariff, boolean isAnswered, long millis, List<String> steps) {
    Money attemptFee = rounded(decimal(tariff.attemptFee()), tariff);
    step(steps, "attempt", "fee %s", attemptFee);
    if (!isAnswered) {
      step(steps, "answer", "none: its time costs nothing");
      return new Charge(0, Money.ZERO, attemptFee);
    }
    return new Answered(tariff, millis, steps).charge(attemptFee);
  }

  private static void step(List<String> steps, String name, String words, Object... values) {
    steps.add("%-10s %s".formatted(name, words.formatted(values)));
  }

  private static BigDecimal decimal(Money money) {
    return money.toBigDecimal();
  }

  private static Money rounded(BigDecimal amount, Tariff tariff) {
    return Money.of(amount.setScale(tariff.digits(), tariff.rounding().mode().toJava()));
  }

  /** The steps that only an answered call takes. */
  private record Answered(Tariff tariff, long millis, List<String> steps) {

    Charge charge(Money attemptFee) {
      long seconds =
          BigDecimal.valueOf(millis)
              .divide(MILLIS_PER_SECOND, 0, RoundingMode.CEILING)
              .longValueExact();
      step(
          steps,
          "duration",
          "%s s from answer to end, counted as %d s",
          BigDecimal.valueOf(millis, 3),
          seconds);
      if (seconds == 0 || seconds < tariff.graceSeconds()) {
        step(steps, "grace", "shorter than %d s: its time costs nothing", grace());
        return new Charge(0, Money.ZERO, attemptFee);
      }
      long billed = billed(seconds);
      return new Charge(billed, amount(billed), attemptFee);
    }

    /** A call of 0 seconds is as short as one within a grace period of a second. */
    private int grace() {
      return Math.max(1, tariff.graceSeconds());
    }

    private long billed(long seconds) {
      long counted = Math.max(0, seconds - tariff.freeSeconds());
      if (tariff.freeSeconds() > 0) {
        step(
            steps,
            "free",
            "%d s of %d s, which leaves %d s",
            tariff.freeSeconds(),
            seconds,
            counted);
      }
      int first = tariff.increments().initialSeconds();
      int next = tariff.increments().nextSeconds();
      long further = Math.max(0, Math.ceilDiv(counted - first, (long) next));
      long billed = counted == 0 ? 0 : first + further * next;
      step(
          steps,
          "increments",
          counted == 0 ? "%s: nothing is left to bill" : "%s: %d s and %d times %d s are %d s",
          tariff.increments(),
          first,
          further,
          next,
          billed);
      return billed;
    }

    private Money amount(long billed) {
      // Sixtieths, so that nothing is rounded before the end.
      BigDecimal time = decimal(tariff.ratePerMinute()).multiply(BigDecimal.valueOf(billed));
      step(steps, "time", "%d s of %s / 60 s: %s", billed, tariff.ratePerMinute(), shown(time));
      BigDecimal sum = time.add(decimal(tariff.connectFee()).multiply(SECONDS_PER_MINUTE));
      if (!tariff.connectFee().isZero()) {
        step(steps, "connect", "fee %s, together %s", tariff.connectFee(), shown(sum));
      }
      BigDecimal least = decimal(tariff.minimumCharge()).multiply(SECONDS_PER_MINUTE);
      if (sum.compareTo(least) < 0) {
        step(steps, "minimum", "%s is more", tariff.minimumCharge());
        sum = least;
      }
      Money amount =
          Money.of(
              sum.divide(SECONDS_PER_MINUTE, tariff.digits(), tariff.rounding().mode().toJava()));
      step(
          steps,
          "charge",
          "%s %s, rounded %s to %d decimals",
          amount,
          tariff.currency(),
          tariff.rounding().mode().words(),
          tariff.digits());
      return amount;
    }

    private static String shown(BigDecimal sixtieths) {
      BigDecimal share = sixtieths.divide(SECONDS_PER_MINUTE, SHOWN_DECIMALS, RoundingMode.DOWN);
      boolean ends = share.multiply(SECONDS_PER_MINUTE).compareTo(sixtieths) == 0;
      BigDecimal plain = share.stripTrailingZeros();
      return (plain.scale() < 4 ? plain.setScale(4) : plain).toPlainString() + (ends ? "" : "…");
    }
  }
}
