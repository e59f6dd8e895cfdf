package io.tollgate.rating.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountriesTest {

  @ParameterizedTest
  @CsvSource({
    "United Kingdom, 442071234567, true",
    "United Kingdom, 447400123456, true",
    "United Kingdom, 441481123456, false",
    "United Kingdom, 441534123456, false",
    "United Kingdom, 441624123456, false",
    "United Kingdom, 447911123456, false",
    "United Kingdom, 447911223456, true",
    "Guernsey, 447911123456, true",
    "Italy, 390612345678, true",
    "Italy, 390669812345, false",
    "Vatican, 390669812345, true",
    "Finland, 358181234567, true",
    "Norway, 4779123456, true",
    "United States, 12125550100, true",
    "United States, 14165550100, false",
    "United States, 12425550100, false",
    "United States, 17875550100, false",
    "United States, 18005550100, false",
    "Canada, 14165550100, true",
    "Canada, 12125550100, false",
    "Bahamas, 12425550100, true",
    "Russia, 74951234567, true",
    "Russia, 77012345678, false",
    "Kazakhstan, 77012345678, true",
    "Australia, 61291234567, true",
    "Australia, 61891621234, false",
    "Japan, 81312345678, true"
  })
  void knowsWhoseANumberIs(String country, String digits, boolean own) {
    List<String> prefixes = Countries.named(country).orElseThrow().exactPrefixes();
    assertThat(prefixes.stream().anyMatch(digits::startsWith)).isEqualTo(own);
  }

  @Test
  void findsByCodeAndByAnyNameAndCase() {
    Country kingdom = Countries.named("GB").orElseThrow();
    assertThat(Countries.named("united kingdom")).contains(kingdom);
    assertThat(Countries.named(" UK ")).contains(kingdom);
    assertThat(Countries.named("Czechia")).isEqualTo(Countries.named("Czech Republic"));
    assertThat(Countries.named("Atlantis")).isEmpty();
  }

  @Test
  void everyStateOfTheWorldIsThere() {
    assertThat(Countries.all()).hasSizeGreaterThan(235);
    assertThat(Countries.all()).extracting(Country::iso).doesNotHaveDuplicates();
    assertThat(Countries.all()).allMatch(country -> !country.exactPrefixes().isEmpty());
  }

  @Test
  void aPartOfACountryStandsForTheWholeOfIt() {
    assertThat(Countries.named("GB").orElseThrow().rankOf("4420")).isEqualTo(2);
    assertThat(Countries.named("GG").orElseThrow().rankOf("441481")).isEqualTo(6);
    assertThat(Countries.named("CA").orElseThrow().rankOf("1416")).isEqualTo(1);
    assertThat(Countries.named("AT").orElseThrow().rankOf("43")).isEqualTo(2);
  }

  @Test
  void noTwoCountriesShareANumber() {
    List<Country> all = Countries.all();
    for (Country one : all) {
      for (Country other : all) {
        if (one != other) {
          Set<String> others = Set.copyOf(other.exactPrefixes());
          for (String prefix : one.exactPrefixes()) {
            for (int length = 1; length <= prefix.length(); length++) {
              if (others.contains(prefix.substring(0, length))) {
                fail("%s and %s share %s", one.name(), other.name(), prefix);
              }
            }
          }
        }
      }
    }
  }
}
