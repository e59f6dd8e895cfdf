package io.tollgate.proxy.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Rounding;
import io.tollgate.rating.charge.Tariff;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Explaining and charging are two pieces of arithmetic that must come to the same. */
class CdrExplanationProperties {

  @Property
  void theStepsComeToWhatTheTariffCharges(
      @ForAll @LongRange(max = 100_000_000_000L) long rate,
      @ForAll @LongRange(max = 10_000_000_000L) long fee,
      @ForAll @LongRange(max = 10_000_000_000L) long least,
      @ForAll @IntRange(min = 1, max = 90) int first,
      @ForAll @IntRange(min = 1, max = 90) int next,
      @ForAll @IntRange(max = 20) int grace,
      @ForAll @IntRange(max = 90) int free,
      @ForAll @IntRange(max = 9) int digits,
      @ForAll Rounding.Mode mode,
      @ForAll @LongRange(max = 400_000) long millis) {
    Tariff tariff =
        new Tariff(
            "d",
            1,
            "EUR",
            new Rounding(digits, mode),
            "43",
            "",
            new Money(rate),
            new Money(fee),
            new Money(fee / 7),
            new Money(least),
            new Increments(first, next),
            grace,
            free);
    Charge charge = tariff.charge(Duration.ofMillis(millis));
    CdrExplanation explanation = CdrExplanation.of(record(tariff, charge, millis));
    assertThat(explanation.charge()).isEqualTo(charge);
    assertThat(explanation.agrees()).isTrue();
  }

  @Property
  void aNanoTooMuchIsSeen(@ForAll @LongRange(min = 1, max = 400_000) long millis) {
    Charge right = Cdrs.TARIFF.charge(Duration.ofMillis(millis));
    Charge wrong =
        new Charge(right.billedSeconds(), right.amount().plus(new Money(1)), right.attemptFee());
    assertThat(CdrExplanation.of(record(Cdrs.TARIFF, wrong, millis)).agrees()).isFalse();
  }

  private static Cdr record(Tariff tariff, Charge charge, long millis) {
    Cdr cdr = Cdrs.answered("id");
    Cdr.Times times = cdr.times();
    return new Cdr(
        cdr.id(),
        cdr.direction(),
        cdr.parties(),
        cdr.path(),
        Optional.of(tariff),
        charge,
        new Cdr.Times(
            times.receivedAt(),
            times.ringingAt(),
            times.answeredAt(),
            times.endedAt(),
            millis,
            times.setupMicros()),
        cdr.ending(),
        cdr.callIdA(),
        cdr.callIdB());
  }
}
