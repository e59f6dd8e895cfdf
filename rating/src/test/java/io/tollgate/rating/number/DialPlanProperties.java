package io.tollgate.rating.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DialPlanProperties {
  private static final List<DialPlan> PLANS =
      List.of(
          DialPlan.strict(),
          DialPlan.of(DialPlanSettings.of("AT")),
          DialPlan.of(DialPlanSettings.of("US")),
          DialPlan.ofCarrier("IT"),
          DialPlan.of(
              new DialPlanSettings(
                  Optional.of("AT"),
                  List.of("00", "011"),
                  Optional.of("0"),
                  List.of(
                      new DialRule("9", 2, 32, 1, ""),
                      new DialRule("", 1, 4, 0, "+4315550"),
                      new DialRule("+", 1, 32, 1, "0")),
                  new ServiceCodes(Set.of("112"), Set.of("133")),
                  Extensions.APPEND,
                  NumberCheck.SHAPE)));

  @Provide
  Arbitrary<DialPlan> plans() {
    return Arbitraries.of(PLANS);
  }

  @Provide
  Arbitrary<String> numbers() {
    return Arbitraries.strings()
        .numeric()
        .ofMinLength(7)
        .ofMaxLength(15)
        .filter(digits -> digits.charAt(0) != '0')
        .map(digits -> '+' + digits);
  }

  @Provide
  Arbitrary<String> dialled() {
    Arbitrary<String> likely =
        Arbitraries.strings().withChars("0123456789+*# -().;=x%").ofMaxLength(40);
    Arbitrary<String> withContext =
        likely.flatMap(text -> likely.map(context -> text + ";phone-context=" + context));
    Arbitrary<String> withExtension = likely.map(text -> text + ";ext=" + text);
    return Arbitraries.oneOf(likely, withContext, withExtension, Arbitraries.strings());
  }

  @Property
  void whatIsE164IsNeverRewritten(
      @ForAll @From("plans") DialPlan plan, @ForAll @From("numbers") String number) {
    assertThat(plan.read(number)).isEqualTo(new DialledNumber.Number(E164.of(number)));
  }

  @Property
  void nothingThatIsDialledBreaksAPlanOrItsReason(
      @ForAll @From("plans") DialPlan plan, @ForAll @From("dialled") String dialled) {
    switch (plan.read(dialled)) {
      case DialledNumber.Number(E164 number) ->
          assertThat(E164.parse(number.toString())).contains(number);
      case DialledNumber.Code(String code, E164 priced, boolean _) ->
          assertThat(priced).hasToString("+43" + code);
      case DialledNumber.Barred(String reason) -> assertThat(reason).matches("[ !#-\\[\\]-~]+");
      case DialledNumber.Unreadable(String reason) -> assertThat(reason).matches("[ !#-\\[\\]-~]+");
    }
  }

  @Property
  void explainingChangesNothing(
      @ForAll @From("plans") DialPlan plan, @ForAll @From("dialled") String dialled) {
    assertThat(plan.read(dialled, (step, text) -> {})).isEqualTo(plan.read(dialled));
  }
}
