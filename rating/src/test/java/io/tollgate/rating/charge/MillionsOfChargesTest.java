package io.tollgate.rating.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three million random calls, each charged by the edge and by {@link SlowCharge}. Half of the
 * tariffs are of the usual kind, half go to the bounds of what a tariff may say.
 */
class MillionsOfChargesTest {
  private static final int CALLS = 1_000_000;
  private static final int CALLS_PER_TARIFF = 8;
  private static final String[] USUAL = {"1/1", "6/6", "30/6", "60/60", "60/1", "60/30"};

  @ParameterizedTest
  @ValueSource(longs = {1, 20260217, -7_046_029_254_386_353_131L})
  void theEdgeChargesWhatTheModelCharges(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long charged = 0;
    long atMinimum = 0;
    for (int i = 0; i < CALLS / CALLS_PER_TARIFF; i++) {
      Tariff tariff = random.nextBoolean() ? usual(random) : extreme(random);
      for (int call = 0; call < CALLS_PER_TARIFF; call++) {
        long millis = millis(random, tariff);
        Charge charge = tariff.charge(Duration.ofMillis(millis));
        compare(tariff, millis, charge);
        charged += charge.amount().isZero() ? 0 : 1;
        atMinimum +=
            charge.amount().equals(tariff.rounding().round(tariff.minimumCharge())) ? 1 : 0;
      }
    }
    // The cases are worth their time: most cost something, and the minimum is met.
    assertThat(charged).isGreaterThan(CALLS / 2);
    assertThat(atMinimum).isGreaterThan(CALLS / 50);
  }

  private static void compare(Tariff tariff, long millis, Charge charge) {
    BigDecimal amount = SlowCharge.amount(tariff, millis);
    if (charge.amount().toBigDecimal().compareTo(amount) != 0
        || charge.attemptFee().toBigDecimal().compareTo(SlowCharge.attemptFee(tariff)) != 0
        || charge.billedSeconds() != SlowCharge.billedSeconds(tariff, millis)) {
      fail("%s for %d ms: %s, but the model says %s", tariff, millis, charge, amount);
    }
  }

  private static Tariff usual(SplittableRandom random) {
    return new Tariff(
        "deck",
        1,
        "EUR",
        rounding(random),
        "43",
        "",
        money(random, 2_000_000_000L),
        money(random, 200_000_000L),
        money(random, 20_000_000L),
        money(random, 500_000_000L),
        Increments.parse(USUAL[random.nextInt(USUAL.length)]),
        random.nextInt(4) == 0 ? random.nextInt(11) : 0,
        random.nextInt(4) == 0 ? random.nextInt(61) : 0);
  }

  /** A thousand a minute over a day of days still fits into {@link Money}. */
  private static Tariff extreme(SplittableRandom random) {
    return new Tariff(
        "deck",
        1,
        "EUR",
        rounding(random),
        "43",
        "",
        money(random, 1_000_000_000_000L),
        money(random, 1_000_000_000_000_000_000L),
        money(random, 1_000_000_000_000_000_000L),
        money(random, 4_000_000_000_000_000_000L),
        new Increments(1 + random.nextInt(86_400), 1 + random.nextInt(86_400)),
        random.nextInt(86_401),
        random.nextInt(86_401));
  }

  private static Rounding rounding(SplittableRandom random) {
    Rounding.Mode[] modes = Rounding.Mode.values();
    return new Rounding(random.nextInt(10), modes[random.nextInt(modes.length)]);
  }

  /** Often nothing, often round, often on a half of some digit. */
  private static Money money(SplittableRandom random, long most) {
    long any = random.nextLong(most + 1);
    return new Money(
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> any - any % 100_000;
          case 2 -> any - any % 1_000 + 500;
          default -> any;
        });
  }

  /** Around the bounds where something begins to count, and anywhere within two days. */
  private static long millis(SplittableRandom random, Tariff tariff) {
    long bound =
        1_000L
            * switch (random.nextInt(5)) {
              case 0 -> tariff.graceSeconds();
              case 1 -> tariff.freeSeconds();
              case 2 -> tariff.freeSeconds() + tariff.increments().initialSeconds();
              case 3 -> random.nextInt(300);
              default -> random.nextInt(172_800);
            };
    return Math.max(0, bound + random.nextInt(-2_000, 2_001));
  }

  @Test
  void theModelItselfSaysWhatTheDesignSays() {
    Tariff tariff = TariffTest.tariff("0.60", "0", "0.0015", "0", "30/6", 0, 0);
    assertThat(SlowCharge.billedSeconds(tariff, 75_000)).isEqualTo(78);
    assertThat(SlowCharge.amount(tariff, 75_000)).isEqualByComparingTo("0.78");
    assertThat(SlowCharge.attemptFee(tariff)).isEqualByComparingTo("0.0015");
    Tariff free = TariffTest.tariff("0.60", "0.05", "0", "0.08", "60/60", 5, 30);
    assertThat(SlowCharge.amount(free, 4_000)).isEqualByComparingTo("0");
    assertThat(SlowCharge.amount(free, 4_001)).isEqualByComparingTo("0.08");
    assertThat(SlowCharge.amount(free, 31_000)).isEqualByComparingTo("0.65");
  }
}
