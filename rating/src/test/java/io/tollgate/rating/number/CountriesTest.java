package io.tollgate.rating.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
    "Norway, 4779123456, true"
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
  void noTwoCountriesShareANumber() {
    List<Country> all = Countries.all();
    for (Country one : all) {
      for (Country other : all) {
        if (one != other) {
          for (String prefix : one.exactPrefixes()) {
            assertThat(other.exactPrefixes())
                .as("%s and %s", one.name(), other.name())
                .noneMatch(p -> p.startsWith(prefix) || prefix.startsWith(p));
          }
        }
      }
    }
  }
}
