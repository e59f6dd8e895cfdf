package io.tollgate.proxy.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.proxy.trunk.CallerIdPolicy.Choice;
import io.tollgate.proxy.trunk.CallerIdPolicy.Verdict;
import io.tollgate.rating.number.E164;
import io.tollgate.rating.number.NumberBlock;
import io.tollgate.rating.number.NumberSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerIdPolicyTest {
  private static final NumberSet OWN =
      NumberSet.of(List.of(NumberBlock.parse("+4312345*"), NumberBlock.parse("+33123456789")));

  /** What is shown: of the trunk's own, somebody else's, none. */
  @ParameterizedTest
  @CsvSource({
    "ANY,     '',            +43123450,    +43123450",
    "ANY,     '',            +12125550100, +12125550100",
    "ANY,     '',            '',           nobody",
    "ANY,     +43199999999,  +12125550100, +12125550100",
    "ANY,     +43199999999,  '',           +43199999999",
    "OWNED,   '',            +43123450,    +43123450",
    "OWNED,   '',            +33123456789, +33123456789",
    "OWNED,   '',            +331234567890, refused",
    "OWNED,   '',            +12125550100, refused",
    "OWNED,   '',            '',           refused",
    "OWNED,   +43199999999,  +12125550100, refused",
    "OWNED,   +43199999999,  +43199999999, +43199999999",
    "OWNED,   +43199999999,  '',           +43199999999",
    "DEFAULT, +43199999999,  +43123450,    +43123450",
    "DEFAULT, +43199999999,  +12125550100, +43199999999",
    "DEFAULT, +43199999999,  '',           +43199999999"
  })
  void whoCalls(Choice choice, String defaultNumber, String shown, String caller) {
    CallerIdPolicy policy = new CallerIdPolicy(choice, OWN, number(defaultNumber), false);
    Verdict verdict = policy.decide(number(shown));
    switch (verdict) {
      case Verdict.Caller(Optional<E164> number) ->
          assertThat(number.map(E164::toString).orElse("nobody")).isEqualTo(caller);
      case Verdict.Refused(String why) -> {
        assertThat(caller).isEqualTo("refused");
        assertThat(why).contains("this trunk's");
      }
    }
  }

  private static Optional<E164> number(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(E164.of(text));
  }

  @Test
  void withoutOwnNumbersADefaultOneStandsForAll() {
    CallerIdPolicy policy =
        new CallerIdPolicy(Choice.DEFAULT, NumberSet.NONE, number("+43199999999"), false);
    assertThat(policy.decide(number("+43123450")))
        .isEqualTo(new Verdict.Caller(number("+43199999999")));
  }

  @Test
  void aPolicyThatCouldNotBeKeptIsNone() {
    assertThatThrownBy(
            () -> new CallerIdPolicy(Choice.OWNED, NumberSet.NONE, Optional.empty(), false))
        .hasMessage("callerId: owned needs numbers");
    assertThatThrownBy(() -> new CallerIdPolicy(Choice.DEFAULT, OWN, Optional.empty(), false))
        .hasMessage("callerId: default needs a default number");
  }

  @Test
  void trustIsApart() {
    assertThat(CallerIdPolicy.ANY.trustIdentity()).isFalse();
    assertThat(CallerIdPolicy.ANY.trusting(true).trustIdentity()).isTrue();
    assertThat(CallerIdPolicy.ANY.trusting(true).trusting(false)).isEqualTo(CallerIdPolicy.ANY);
  }
}
