package io.tollgate.proxy.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import io.tollgate.rating.number.E164;
import io.tollgate.rating.prefix.PrefixTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationsTest {
  @Test
  void everythingMayBeCalledWhereNothingIsSaid() {
    assertThat(Destinations.ALL.barring(E164.of("+8816123456789"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "+436641234567,  ''",
    "+4318902345,    prefix 431890 is barred",
    "+4318901234,    ''",
    "+497011234567,  it is not among the allowed destinations",
    "+8816123456789, it is not among the allowed destinations",
  })
  void theLongestPrefixDecides(String number, String why) {
    Destinations destinations = Destinations.of(Set.of("43", "4318901"), Set.of("431890"));
    assertThat(destinations.barring(E164.of(number)).orElse("")).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({
    "+8816123456789, prefix 8816 (satellite) has a high cost and is not opened",
    "+8818123456789, ''",
    "+43900123456,   prefix 43900 (premium) has a high cost and is not opened",
    "+436641234567,  ''",
    "+5371234567,    ''",
    "+97912345678,   prefix 979 (premium) has a high cost and is not opened",
  })
  void whatHasAHighCostIsClosedUnlessAPrefixAsLongIsAllowed(String number, String why) {
    Destinations destinations =
        Destinations.of(Set.of("43", "8818", "53", "4"), Set.of(), HighCostRanges.all());
    assertThat(destinations.barring(E164.of(number)).orElse("")).isEqualTo(why);
  }

  @Test
  void anAccountOpensWholeKinds() {
    Destinations destinations =
        Destinations.of(
            Set.of(), Set.of(), HighCostRanges.closedUnless(Set.of("satellite", "premium")));
    assertThat(destinations.barring(E164.of("+8816123456789"))).isEmpty();
    assertThat(destinations.barring(E164.of("+43900123456"))).isEmpty();
    assertThat(destinations.barring(E164.of("+5371234567"))).isPresent();
  }

  @Test
  void aPrefixIsEitherAllowedOrBarred() {
    assertThatThrownBy(() -> Destinations.of(Set.of("43"), Set.of("43")))
        .hasMessage("43 is both allowed and barred; take out one");
  }

  /** What other people know of the world's numbers, as a check of what the list says of them. */
  @Test
  void premiumNumbersAreThoseThatNumberingPlansCallSo() {
    PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
    Destinations closed = Destinations.of(Set.of(), Set.of(), HighCostRanges.all());
    for (String region : plans.getSupportedRegions()) {
      for (PhoneNumberType type : List.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE)) {
        assertThat(barring(closed, plans, region, type))
            .as("%s in %s", type, region)
            .doesNotContain("premium");
      }
    }
    String europe =
        "AL AT BE BG CH CY CZ DE DK EE ES FI FO FR GB GR HR HU IE IS IT LI LT LU LV MD NL NO PL PT"
            + " RO RS SE SI SK SM";
    for (String region : (europe + " AU CA IL JP MX NZ RU SG TH TR UA US VN").split(" ")) {
      assertThat(barring(closed, plans, region, PhoneNumberType.PREMIUM_RATE))
          .as(region)
          .contains("premium");
    }
  }

  private static String barring(
      Destinations closed, PhoneNumberUtil plans, String region, PhoneNumberType type) {
    return Optional.ofNullable(plans.getExampleNumberForType(region, type))
        .map(number -> plans.format(number, PhoneNumberUtil.PhoneNumberFormat.E164))
        .flatMap(E164::parse)
        .flatMap(closed::barring)
        .orElse("");
  }

  @Test
  void theListIsWellFormed() {
    PrefixTable.Builder table = PrefixTable.builder();
    List<HighCostRange> ranges = HighCostRanges.all();
    ranges.forEach(range -> table.put(range.prefix(), 0)); // throws for one that is there twice
    assertThat(table.build().size()).isEqualTo(ranges.size()).isGreaterThan(150);
    assertThat(ranges)
        .allSatisfy(
            range -> {
              assertThat(range.prefix()).matches("[1-9]\\d{1,6}");
              assertThat(range.what()).isNotBlank();
            });
    assertThat(HighCostRanges.kinds())
        .containsExactly("premium", "revenue-share", "satellite", "shared-network");
  }
}
