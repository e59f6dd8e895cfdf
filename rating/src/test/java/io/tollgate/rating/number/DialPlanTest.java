package io.tollgate.rating.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialPlanTest {

  private static DialPlanSettings vienna() {
    return new DialPlanSettings(
        Optional.of("AT"),
        List.of(),
        Optional.empty(),
        List.of(new DialRule("9", 4, 20, 1, ""), new DialRule("", 3, 3, 0, "+4315550")),
        new ServiceCodes(Set.of("112", "133"), Set.of("118811")),
        Extensions.DROP,
        NumberCheck.SHAPE);
  }

  private static String read(DialPlan plan, String text) {
    return switch (plan.read(text)) {
      case DialledNumber.Number(E164 number) -> number.toString();
      case DialledNumber.Code(String dialled, E164 priced, boolean _) -> dialled + " as " + priced;
      case DialledNumber.Barred(String reason) -> "barred: " + reason;
      case DialledNumber.Unreadable(String reason) -> "unreadable: " + reason;
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+436641234567                     | +436641234567",
        "+43 664 123-4567                  | +436641234567",
        "+43 (0)664 / 123.4567             | +436641234567",
        "0043 664 1234567                  | +436641234567",
        "0664 1234567                      | +436641234567",
        "(0664) 123 45 67                  | +436641234567",
        "6641234567                        | +436641234567",
        "436641234567                      | +436641234567",
        "00442079460958                    | +442079460958",
        "+43-664-1234567;npdi;rn=123       | +436641234567",
        "0664 1234567;phone-context=vienna.example.com | +436641234567",
        "20 7946 0958;phone-context=+44    | +442079460958",
        "1234567;phone-context=+43-664     | +436641234567",
        "020 7946 0958;phone-context=+44   | +442079460958",
        "+442079460958;phone-context=+1    | +442079460958",
        "90664 1234567                     | +436641234567",
        "9 00 44 20 7946 0958              | +442079460958",
        "204                               | +4315550204",
        "01 51234;ext=12                   | +43151234",
        "01 51234 x12                      | +43151234",
        "112                               | 112 as +43112",
        "1-1-2                             | 112 as +43112",
        "9133                              | 133 as +43133",
        "118811                            | barred: the short code 118811 is barred",
        "144                               | unreadable: the short code 144 is not allowed here",
        "116000                            | unreadable: the short code 116000 is not allowed here",
        "operator                          | unreadable: not an E.164 number: it lacks the leading"
            + " +; write + and the country code first, as in +43123456789",
        "*61#                              | unreadable: not an E.164 number: it lacks the leading"
            + " +; write + and the country code first, as in +43123456789",
      })
  void readsWhatIsDialledInVienna(String dialled, String meaning) {
    assertThat(read(DialPlan.of(vienna()), dialled)).isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource({
    "US, 011442079460958, +442079460958",
    "US, 12125550100,     +12125550100",
    "US, 2125550100,      +12125550100",
    "US, (212) 555-0100,  +12125550100",
    "IT, 0236618300,      +390236618300",
    "IT, 3123456789,      +393123456789",
    "HU, 06301234567,     +36301234567",
    "RU, 89161234567,     +79161234567",
    "RU, 8~10442079460958, +442079460958",
    "AR, 011 15 2345 6789, +5491123456789",
    "AU, 0011442079460958, +442079460958",
    "JP, 010442079460958, +442079460958"
  })
  void knowsEveryCountrysPrefixes(String country, String dialled, String number) {
    assertThat(read(DialPlan.of(DialPlanSettings.of(country)), dialled.replace("~", "")))
        .isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "00442079460958,  +442079460958",
    "011442079460958, +442079460958",
    "77664123456,     +43664123456",
    "664123456,       unreadable",
    "0664123456,      +664123456"
  })
  void prefixesOfAPlanReplaceTheCountrys(String dialled, String number) {
    DialPlan plan = DialPlan.of(prefixes(Optional.of("AT"), List.of("0", "00", "011"), "77"));
    assertThat(read(plan, dialled)).startsWith(number);
  }

  @Test
  void anEmptyNationalPrefixPutsTheCallingCodeBeforeWhatIsDialled() {
    DialPlan plan = DialPlan.of(prefixes(Optional.of("AT"), List.of("00"), ""));
    assertThat(read(plan, "6641234567")).isEqualTo("+436641234567");
    assertThat(read(plan, "00442079460958")).isEqualTo("+442079460958");
  }

  @Test
  void aPlanWithoutACountryReadsInternationalPrefixes() {
    DialPlan plan =
        DialPlan.of(
            new DialPlanSettings(
                Optional.empty(),
                List.of("00"),
                Optional.empty(),
                List.of(),
                ServiceCodes.NONE,
                Extensions.DROP,
                NumberCheck.SHAPE));
    assertThat(read(plan, "0043 664 1234567")).isEqualTo("+436641234567");
    assertThat(read(plan, "0664 1234567")).startsWith("unreadable: ");
    assertThat(read(plan, "112")).startsWith("unreadable: ");
  }

  private static DialPlanSettings prefixes(
      Optional<String> country, List<String> international, String national) {
    return new DialPlanSettings(
        country,
        international,
        Optional.of(national),
        List.of(),
        ServiceCodes.NONE,
        Extensions.DROP,
        NumberCheck.SHAPE);
  }

  @ParameterizedTest
  @CsvSource({"DROP, +43151234", "APPEND, +4315123412", "REFUSE, unreadable: numbers with ext"})
  void extensionsAreLeftOutAppendedOrRefused(Extensions extensions, String meaning) {
    DialPlan plan = DialPlan.of(with(extensions, NumberCheck.SHAPE));
    assertThat(read(plan, "01 51234;ext=1-2")).startsWith(meaning);
    assertThat(read(plan, "+43 1 51234 ext. 12")).startsWith(meaning);
  }

  @Test
  void anExtensionMustLeaveANumber() {
    assertThat(
            read(
                DialPlan.of(with(Extensions.APPEND, NumberCheck.SHAPE)),
                "+43 664 1234567;ext=12345"))
        .isEqualTo("unreadable: with its extension it is longer than numbers are");
  }

  private static DialPlanSettings with(Extensions extensions, NumberCheck check) {
    return new DialPlanSettings(
        Optional.of("AT"),
        List.of(),
        Optional.empty(),
        List.of(),
        ServiceCodes.NONE,
        extensions,
        check);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+436641234567   | +436641234567",
        "+43664123456789 | +43664123456789",
        "+12125550100    | +12125550100",
        "+1212555010     | unreadable: no possible number: +1212555010 is",
        "+9991234567     | unreadable: no possible number: +9991234567 is of no known country",
        "0012125550      | unreadable: no possible number: +12125550 is"
      })
  void checksPossibilityWhereAsked(String dialled, String meaning) {
    assertThat(read(DialPlan.of(with(Extensions.DROP, NumberCheck.POSSIBLE)), dialled))
        .startsWith(meaning);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "06641234567",
        "00436641234567",
        "436641234567",
        "1234567;phone-context=+43664",
        "112",
        ""
      })
  void theStrictPlanTakesE164Only(String dialled) {
    assertThat(read(DialPlan.strict(), dialled)).startsWith("unreadable: not an E.164 number: ");
  }

  @Test
  void theStrictPlanLeavesParametersOut() {
    assertThat(read(DialPlan.strict(), "+436641234567;npdi;ext=12")).isEqualTo("+436641234567");
  }

  @ParameterizedTest
  @CsvSource({
    "AT, 06641234567,   +436641234567",
    "AT, 00442079460958, +442079460958",
    "AT, +442079460958, +442079460958",
    "AT, 436641234567,  +436641234567",
    "AT, 116117123,     +43116117123",
    "US, 2125550100,    +12125550100",
    "US, 5550100,       +15550100",
    "US, 112,           unreadable",
  })
  void carriersNumbersBelongToTheirCountry(String country, String sent, String number) {
    assertThat(read(DialPlan.ofCarrier(country), sent)).startsWith(number);
  }

  @Test
  void aCodeIsNobodysNumber() {
    DialPlan plan = DialPlan.of(vienna());
    assertThat(plan.readCaller("112")).isEmpty();
    assertThat(plan.readCaller("anonymous")).isEmpty();
    assertThat(plan.readCaller("204")).contains(E164.of("+4315550204"));
  }

  @Test
  void nothingMakesADeskOfAnEmergencyNumber() {
    assertThat(read(DialPlan.of(vienna()), "122"))
        .as("the fire brigade's number, not listed, though a rule would fit")
        .isEqualTo("unreadable: the short code 122 is not allowed here");
  }

  @Test
  void tellsEveryStep() {
    List<String> steps = new ArrayList<>();
    DialPlan.of(vienna()).read("9 0664/1234567", (step, text) -> steps.add(step + ": " + text));
    assertThat(steps)
        .containsExactly(
            "parameters and separators left out: 906641234567",
            "by rule 1: 06641234567",
            "as dialled in AT: +436641234567");
  }

  @Test
  void settingsMustMakeSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DialPlanSettings.of("XX"))
        .withMessageContaining("'XX' is no country");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> prefixes(Optional.empty(), List.of(), "0"))
        .withMessageContaining("add country");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> prefixes(Optional.of("AT"), List.of("+"), "0"))
        .withMessageContaining("'+' is not a prefix");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ServiceCodes(Set.of("112"), Set.of("112")))
        .withMessageContaining("112 is both allowed and barred");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DialRule("9", 1, 10, 0, ""))
        .withMessageContaining("changes nothing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DialRule("", 3, 3, 3, "1"))
        .withMessageContaining("strips all");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DialRule("12345", 3, 4, 1, ""))
        .withMessageContaining("nothing of that length");
  }
}
