package io.tollgate.proxy.route.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tollgate.proxy.route.pop.Verdicts.Reading;
import io.tollgate.proxy.route.pop.Verdicts.Subject;
import io.tollgate.proxy.trunk.RouteOrder;
import io.tollgate.proxy.trunk.RoutePolicy;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Rounding;
import io.tollgate.rating.charge.Tariff;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictsTest {
  private static final VerdictKey KEY = new VerdictKey("0123456789abcdef0123456789abcdef");
  private static final Subject CALL = new Subject("tg-00.abc", "+436641234567", "436641234567");
  private static final Instant NOW = Instant.parse("2026-11-23T16:58:04Z");

  private static final VerdictTerms TERMS =
      new VerdictTerms(
          new RoutePolicy(RouteOrder.LEAST_COST, true),
          false,
          new Tariff(
              "",
              0,
              "EUR",
              new Rounding(4, Rounding.Mode.HALF_EVEN),
              "",
              "",
              Money.parse("0.0390"),
              Money.parse("0.01"),
              Money.parse("0.002"),
              Money.parse("0.05"),
              new Increments(30, 6),
              3,
              10));

  private final Verdicts fra = new Verdicts(KEY, "fra");
  private final Verdicts gru = new Verdicts(KEY, "gru");

  private Reading read(String verdict, Instant now) {
    return gru.read(verdict, CALL.callId(), CALL.dialled(), now);
  }

  private String signed() {
    return fra.sign(CALL, TERMS, "gru", NOW);
  }

  @Test
  void aGoodOneSaysWhoLetTheCallInAndAsWhat() {
    assertThat(read(signed(), NOW)).isEqualTo(new Reading.Good("fra", "436641234567", TERMS));
  }

  @Test
  void itIsGoodOnce() {
    String verdict = signed();
    assertThat(read(verdict, NOW)).isInstanceOf(Reading.Good.class);
    assertThat(read(verdict, NOW.plusSeconds(1)))
        .isEqualTo(new Reading.Bad("the verdict has been used before"));
    assertThat(signed()).as("each has a nonce").isNotEqualTo(verdict);
  }

  @ParameterizedTest
  @ValueSource(longs = {-5, 0, 30})
  void itIsGoodForHalfAMinuteByClocksThatHardlyDiffer(long seconds) {
    assertThat(read(signed(), NOW.plusSeconds(seconds))).isInstanceOf(Reading.Good.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {-6, 31, 3600})
  void beforeAndAfterItIsNot(long seconds) {
    assertThat(read(signed(), NOW.plusSeconds(seconds)))
        .isEqualTo(new Reading.Bad("the verdict is not of this time; do the clocks agree?"));
  }

  @Test
  void itIsAboutOneCallToOneNumberForOnePoint() {
    Reading.Bad bad =
        new Reading.Bad("the verdict is not about this call, or not signed with our key");
    assertThat(gru.read(signed(), "another", CALL.dialled(), NOW)).isEqualTo(bad);
    assertThat(gru.read(signed(), CALL.callId(), "+8821234567", NOW)).isEqualTo(bad);
    assertThat(new Verdicts(KEY, "syd").read(signed(), CALL.callId(), CALL.dialled(), NOW))
        .isEqualTo(bad);
    Verdicts stranger = new Verdicts(new VerdictKey("x".repeat(32)), "fra");
    assertThat(read(stranger.sign(CALL, TERMS, "gru", NOW), NOW)).isEqualTo(bad);
  }

  @Test
  void noPartOfItCanBeChanged() {
    String verdict = signed();
    for (String changed :
        new String[] {
          verdict.replace("from=fra", "from=iad"),
          verdict.replace("e164=43", "e164=44"),
          verdict.replace(":loss:", ":noloss:"),
          verdict.replace("39000000", "93000000"),
          verdict.replace("at=1", "at=2"),
          verdict.replaceFirst("nonce=.", "nonce=" + (verdict.contains("nonce=A") ? 'B' : 'A'))
        }) {
      assertThat(read(changed, NOW)).as(changed).isInstanceOf(Reading.Bad.class);
    }
    assertThat(read(verdict, NOW)).as("none of them used it up").isInstanceOf(Reading.Good.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v=2", "v=1;from=fra", "v=1;from=f a;at=1;nonce=;e164=1;sig="})
  void whatCannotBeReadIsBad(String text) {
    assertThat(read(text, NOW)).isEqualTo(new Reading.Bad("the verdict cannot be read"));
  }

  @ParameterizedTest
  @EnumSource(RouteOrder.class)
  void itsTermsAreReadAsTheyWereWritten(RouteOrder order) {
    for (boolean yes : new boolean[] {true, false}) {
      VerdictTerms terms = new VerdictTerms(new RoutePolicy(order, yes), !yes, TERMS.price());
      assertThat(VerdictTerms.parse(terms.toString())).contains(terms);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "terms=",
        "terms=nearest:loss:call:EUR:4:HALF_UP:1,2,3,4:1,1,0,0",
        "terms=priority:loss:call:EUR:4:SIDEWAYS:1,2,3,4:1,1,0,0",
        "terms=priority:loss:call:EUR:4:HALF_UP:1,2,3,4:0,1,0,0",
        "terms=priority:loss:call:EUR:4:HALF_UP:1,2,3:1,1,0,0",
        "terms=priority:loss:call:EUR:4:HALF_UP:-1,2,3,4:1,1,0,0"
      })
  void otherTermsAreNone(String text) {
    assertThat(VerdictTerms.parse(text)).isEmpty();
  }

  @Test
  void usedOnesAreForgottenOnceTheirTimeIsOver() {
    read(signed(), NOW);
    read(signed(), NOW);
    gru.sweep(NOW.plusSeconds(30));
    assertThat(gru.remembered()).isEqualTo(2);
    gru.sweep(NOW.plusSeconds(31));
    assertThat(gru.remembered()).isZero();
  }

  @Test
  void aShortSecretIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> new VerdictKey("secret"));
    assertThat(KEY.toString()).doesNotContain("0123");
  }
}
