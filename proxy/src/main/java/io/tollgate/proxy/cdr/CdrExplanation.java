package io.tollgate.proxy.cdr;

import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a call costs what its record says, step by step, for the customer who asks: computed again
 * from the tariff and the duration in the record, with long division in the place of the edge's own
 * arithmetic.
 *
 * @param steps each on one line, in the order in which charging takes them
 * @param charge what comes of them
 * @param agrees whether that is what the record says
 */
public record CdrExplanation(List<String> steps, Charge charge, boolean agrees) {
  private static final Charge NOTHING = new Charge(0, Money.ZERO, Money.ZERO);
  private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);
  private static final BigDecimal MILLIS_PER_SECOND = BigDecimal.valueOf(1_000);

  /** Shares of a rate that do not end are shown with so many decimals. */
  private static final int SHOWN_DECIMALS = 12;

  public CdrExplanation {
    steps = List.copyOf(steps);
  }

  /** Explains a record. */
  public static CdrExplanation of(Cdr cdr) {
    List<String> steps = new ArrayList<>();
    Charge charge = charge(cdr, steps);
    boolean agrees = charge.equals(cdr.charge());
    step(
        steps,
        "record",
        "%d s billed, %s and attempt fee %s: %s",
        cdr.charge().billedSeconds(),
        cdr.charge().amount(),
        cdr.charge().attemptFee(),
        agrees ? "the same" : "NOT the same");
    return new CdrExplanation(steps, charge, agrees);
  }

  private static Charge charge(Cdr cdr, List<String> steps) {
    step(
        steps,
        "call",
        "from %s to %s, ended: %s",
        cdr.parties().from().map(Object::toString).orElse("no number"),
        cdr.parties().to().map(Object::toString).orElse("no number"),
        cdr.ending().cause().code());
    if (cdr.tariff().isEmpty()) {
      step(steps, "price", "none: it was turned away before it was priced, and costs nothing");
      return NOTHING;
    }
    Tariff tariff = cdr.tariff().get();
    step(
        steps,
        "price",
        "%s %s a minute: deck %s@%d, destination %s, origin %s",
        tariff.ratePerMinute(),
        tariff.currency(),
        tariff.deck(),
        tariff.deckVersion(),
        tariff.destinationPrefix(),
        tariff.originPrefix().isEmpty() ? "any other" : tariff.originPrefix());
    if (cdr.callIdB().isEmpty()) {
      step(steps, "attempt", "none: it never went out, and costs nothing");
      return NOTHING;
    }
    Money attemptFee = rounded(decimal(tariff.attemptFee()), tariff.digits());
    step(steps, "attempt", "fee %s", attemptFee);
    if (cdr.times().answeredAt().isEmpty()) {
      step(steps, "answer", "none: its time costs nothing");
      return new Charge(0, Money.ZERO, attemptFee);
    }
    return new Answered(tariff, cdr.times().durationMillis(), steps).charge(attemptFee);
  }

  private static void step(List<String> steps, String name, String words, Object... values) {
    steps.add("%-10s %s".formatted(name, words.formatted(values)));
  }

  private static BigDecimal decimal(Money money) {
    return money.toBigDecimal();
  }

  private static Money rounded(BigDecimal amount, int digits) {
    return Money.of(amount.setScale(digits, RoundingMode.HALF_UP));
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
          Money.of(sum.divide(SECONDS_PER_MINUTE, tariff.digits(), RoundingMode.HALF_UP));
      step(
          steps,
          "charge",
          "%s %s, rounded half up to %d decimals",
          amount,
          tariff.currency(),
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
