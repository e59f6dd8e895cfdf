package io.tollgate.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tollgate.proxy.route.NumberDirectory.Entry;
import io.tollgate.rating.number.E164;
import io.tollgate.rating.number.NumberRange;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose a number is where ranges lie within one another, and which ranges contradict. */
class NumberDirectoryTest {
  private static NumberDirectory directory(String... ranges) {
    return new NumberDirectory(
        Stream.of(ranges)
            .map(range -> new Entry(NumberRange.parse(range), Contacts.of("t", 1), false))
            .toList());
  }

  private static String found(NumberDirectory directory, String number) {
    return directory
        .find(E164.of(number))
        .map(entry -> entry.numbers().toString())
        .orElse("nobody's");
  }

  @Test
  void theInnermostRangeDecides() {
    NumberDirectory directory =
        directory("+4930*", "+49301234xx", "+4930123410-+4930123419", "+4930123415", "+4412345678");
    assertThat(found(directory, "+4930123415")).isEqualTo("+4930123415");
    assertThat(found(directory, "+4930123410")).isEqualTo("+4930123410-+4930123419");
    assertThat(found(directory, "+4930123414")).isEqualTo("+4930123410-+4930123419");
    assertThat(found(directory, "+4930123416")).isEqualTo("+4930123410-+4930123419");
    assertThat(found(directory, "+4930123420")).isEqualTo("+49301234xx");
    assertThat(found(directory, "+4930123400")).isEqualTo("+49301234xx");
    assertThat(found(directory, "+4930123500")).isEqualTo("+4930*");
    assertThat(found(directory, "+49301234150")).isEqualTo("+4930*");
    assertThat(found(directory, "+4412345678")).isEqualTo("+4412345678");
    assertThat(found(directory, "+4412345679")).isEqualTo("nobody's");
    assertThat(found(directory, "+4931123456")).isEqualTo("nobody's");
  }

  @Test
  void codesAreNobodys() {
    assertThat(directory("+43*").find(E164.ofCode("43112"))).isEmpty();
  }

  @Test
  void aDirectoryMayBeEmpty() {
    assertThat(NumberDirectory.EMPTY.find(E164.of("+4930123415"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "+4930123456, +4930123456, +4930123456 is there already",
    "+49301234xx, +4930123400-+4930123499, +4930123400-+4930123499 is there already",
    "+4930*, +4930*, +4930* is there already",
    "+4930123400-+4930123450, +4930123440-+4930123499, "
        + "+4930123440-+4930123499 overlaps +4930123400-+4930123450",
    "+4930123440-+4930123499, +4930123400-+4930123450, "
        + "+4930123400-+4930123450 overlaps +4930123440-+4930123499",
    "+493012345*, +4930123440-+4930123459, +4930123440-+4930123459 overlaps +493012345*"
  })
  void rangesThatCrossOrAreTheSameAreRefused(String first, String second, String why) {
    assertThatExceptionOfType(OverlappingNumbersException.class)
        .isThrownBy(() -> directory("+1212555xxxx", first, second))
        .withMessage(why)
        .satisfies(e -> assertThat(List.of(e.first(), e.second())).containsExactly(1, 2));
  }
}
