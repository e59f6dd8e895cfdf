package io.tollgate.rating.number;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The example numbers that libphonenumber gives for every country and kind of number, in every
 * spelling that they are dialled in: all must mean the same number.
 */
class DialPlanVectorsTest {
  private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

  static Stream<String> countries() {
    return UTIL.getSupportedRegions().stream().sorted();
  }

  private static List<PhoneNumber> examples(String country) {
    List<PhoneNumber> examples = new ArrayList<>();
    for (PhoneNumberType type : PhoneNumberType.values()) {
      PhoneNumber example = UTIL.getExampleNumberForType(country, type);
      if (example != null && E164.parse(e164(example)).isPresent()) {
        examples.add(example);
      }
    }
    return examples;
  }

  private static String e164(PhoneNumber number) {
    return UTIL.format(number, PhoneNumberFormat.E164);
  }

  /** As it is dialled within its own country. */
  private static List<String> domesticSpellings(PhoneNumber number) {
    String national = UTIL.format(number, PhoneNumberFormat.NATIONAL);
    return List.of(
        national,
        national.replaceAll("[^0-9]", ""),
        UTIL.getNationalSignificantNumber(number),
        national + " x12",
        national + ";ext=12");
  }

  private static List<String> internationalSpellings(PhoneNumber number) {
    String international = UTIL.format(number, PhoneNumberFormat.INTERNATIONAL);
    String tel = UTIL.format(number, PhoneNumberFormat.RFC3966).replace("tel:", "");
    return List.of(
        e164(number),
        international,
        international.replace(' ', '-'),
        tel,
        tel + ";isub=12;npdi",
        tel + ";ext=12",
        UTIL.getNationalSignificantNumber(number) + ";phone-context=+" + number.getCountryCode());
  }

  @ParameterizedTest
  @MethodSource("countries")
  void everySpellingMeansTheNumber(String country) {
    DialPlan plan = DialPlan.of(DialPlanSettings.of(country));
    for (PhoneNumber number : examples(country)) {
      Stream.concat(domesticSpellings(number).stream(), internationalSpellings(number).stream())
          .forEach(spelling -> means(plan, country, spelling, number));
    }
  }

  @ParameterizedTest
  @MethodSource("countries")
  void everyCountryIsReachedByTheInternationalPrefixOfAnother(String country) {
    String home = country.equals("AT") ? "DE" : "AT";
    String far = country.equals("US") ? "CA" : "US";
    for (PhoneNumber number : examples(country)) {
      String digits = e164(number).substring(1);
      means(DialPlan.of(DialPlanSettings.of(home)), home, "00" + digits, number);
      if (number.getCountryCode() != 1) {
        means(DialPlan.of(DialPlanSettings.of(far)), far, "011" + digits, number);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("countries")
  void everyCountrysOwnInternationalPrefixReachesAnother(String country) {
    PhoneNumber abroad = UTIL.getExampleNumber(country.equals("AT") ? "DE" : "AT");
    String dialled = UTIL.formatOutOfCountryCallingNumber(abroad, country);
    String withoutPause = dialled.replace("~", ""); // where one waits for a tone
    means(DialPlan.of(DialPlanSettings.of(country)), country, withoutPause, abroad);
  }

  @ParameterizedTest
  @MethodSource("countries")
  void carriersMayLeaveOutTheCallingCode(String country) {
    DialPlan plan = DialPlan.ofCarrier(country);
    for (PhoneNumber number : examples(country)) {
      means(plan, country, e164(number), number);
      domesticSpellings(number).forEach(spelling -> means(plan, country, spelling, number));
    }
  }

  private static void means(DialPlan plan, String country, String spelling, PhoneNumber number) {
    assertThat(plan.read(spelling))
        .as("%s dialled in %s", spelling, country)
        .isEqualTo(new DialledNumber.Number(E164.of(e164(number))));
  }

  @Test
  void thereAreThousandsOfThem() {
    assertThat(countries().mapToInt(country -> examples(country).size()).sum())
        .isGreaterThan(1_000);
  }
}
