package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import org.junit.jupiter.api.Test;

class PriceNoticeTest {
  @Test
  void itSaysRateIncrementsRowAndDeck() {
    assertThat(PriceNotice.of(CallHarness.TARIFF).text())
        .isEqualTo("0.0390 USD/min; increments=60/60; destination=43664; origin=33; deck=demo@12");
  }

  @Test
  void theDefaultRowHasAnOriginToo() {
    assertThat(PriceNotice.of(tariff("", Money.ZERO, 0)).text()).contains("; origin=*; ");
  }

  @Test
  void nothingThatIsChargedIsLeftOut() {
    assertThat(PriceNotice.of(tariff("1232", Money.parse("0.00125"), 3)).text())
        .isEqualTo(
            "0.1250 EUR/min; increments=30/6; connect=0.00125; minimum=0.00125; attempt=0.00125;"
                + " grace=3; free=3; destination=43; origin=1232; deck=a.b-c_d@1");
  }

  private static Tariff tariff(String origin, Money fee, int seconds) {
    return new Tariff(
        "a.b-c_d",
        1,
        "EUR",
        4,
        "43",
        origin,
        Money.parse("0.125"),
        fee,
        fee,
        fee,
        new Increments(30, 6),
        seconds,
        seconds);
  }
}
