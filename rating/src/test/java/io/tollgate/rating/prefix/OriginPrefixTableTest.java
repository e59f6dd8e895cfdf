package io.tollgate.rating.prefix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tollgate.rating.number.E164;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginPrefixTableTest {

  private final OriginPrefixTable table =
      OriginPrefixTable.builder()
          .put("43", "", 1)
          .put("43", "33", 2)
          .put("43", "336", 3)
          .put("43664", "33", 4)
          .put("436641", "49", 5)
          .put("49", "", 6)
          .put("33", "44", 7)
          .build();

  @ParameterizedTest(name = "to {0} from {1}: {2}")
  @CsvSource({
    // Destination, origin, value, digits of the destination and of the origin that matched.
    "+43123456789, +12125550100, 1, 2, 0",
    "+43123456789, +33123456789, 2, 2, 2",
    "+43123456789, +33612345678, 3, 2, 3",
    // The longer destination wins even against a longer origin under the shorter one.
    "+43664234567, +33612345678, 4, 5, 2",
    // 436641 has no row for France and no default, so the look-up steps back to 43664,
    "+43664123456, +33123456789, 4, 5, 2",
    // and for the United States past that to 43.
    "+43664123456, +12125550100, 1, 2, 0",
    "+43664123456, +4930123456, 5, 6, 2",
    "+4930123456, +33123456789, 6, 2, 0",
    "+33123456789, +442071234567, 7, 2, 2"
  })
  void destinationFirstThenOriginThenBack(
      String destination, String origin, int value, int matched, int originMatched) {
    long match = table.find(E164.of(destination), E164.of(origin));
    assertThat(Match.value(match)).isEqualTo(value);
    assertThat(Match.destinationLength(match)).isEqualTo(matched);
    assertThat(Match.originLength(match)).isEqualTo(originMatched);
  }

  @Test
  void nothingWhereNoOriginMatchesUpToTheTop() {
    assertThat(table.find(E164.of("+33123456789"), E164.of("+12125550100"))).isEqualTo(Match.NONE);
    assertThat(table.find(E164.of("+12125550100"), E164.of("+12125550100"))).isEqualTo(Match.NONE);
  }

  @Test
  void withoutAnOriginOnlyDefaultRowsCount() {
    assertThat(Match.value(table.findDefault(E164.of("+43664123456")))).isEqualTo(1);
    assertThat(table.findDefault(E164.of("+33123456789"))).isEqualTo(Match.NONE);
  }

  @Test
  void tellsEveryRowInOrder() {
    List<String> told = new ArrayList<>();
    table.forEach(
        (destination, origin, value) ->
            told.add(PrefixKey.text(destination) + "<" + PrefixKey.text(origin) + "=" + value));
    assertThat(told)
        .containsExactly(
            "33<44=7", "43<=1", "43<33=2", "43<336=3", "43664<33=4", "436641<49=5", "49<=6");
    assertThat(table.size()).isEqualTo(7);
  }

  @Test
  void tellsTheOriginsOfTheLongestDestination() {
    List<String> told = new ArrayList<>();
    boolean found =
        table.forEachOrigin(
            E164.of("+43123456789"),
            (destination, origin, value) -> told.add(PrefixKey.text(origin) + "=" + value));
    assertThat(found).isTrue();
    assertThat(told).containsExactly("=1", "33=2", "336=3");
    assertThat(table.forEachOrigin(E164.of("+12125550100"), (d, o, v) -> told.add("more")))
        .isFalse();
    assertThat(told).hasSize(3);
  }

  @Test
  void anOriginGroupIsStoredOnce() {
    OriginPrefixTableBuilder builder = OriginPrefixTable.builder();
    OriginPrefixTableBuilder alone = OriginPrefixTable.builder();
    for (int destination = 1000; destination < 2000; destination++) {
      alone.put(Integer.toString(destination), "", destination);
      builder.put(Integer.toString(destination), "", destination);
      for (int origin = 30; origin < 61; origin++) {
        builder.put(Integer.toString(destination), Integer.toString(origin), destination + 1000);
      }
    }
    OriginPrefixTable built = builder.build();
    assertThat(built.size()).isEqualTo(32_000);
    // Beyond the tree of destinations: a block of three ints each, and one shared set of 31
    // origins.
    assertThat(built.bytes() - alone.build().bytes()).isBetween(12_000L, 13_000L);
  }

  @Test
  void reportsDuplicatesWithTheirRows() {
    OriginPrefixTableBuilder builder =
        OriginPrefixTable.builder().put("43", "33", 1).put("49", "", 1).put("43", "33", 2);
    assertThat(builder.duplicates())
        .containsExactly(new OriginPrefixTableBuilder.Duplicate("43", "33", 0, 2, false, true));
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining("destination 43, origin '33' was added twice");
  }

  @Test
  void refusesADestinationWithoutDigits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OriginPrefixTable.builder().put("", "33", 1))
        .withMessageContaining("at least one digit");
  }

  @Test
  void anEmptyTableFindsNothing() {
    OriginPrefixTable empty = OriginPrefixTable.builder().build();
    assertThat(empty.find(E164.of("+33123456789"), E164.of("+12125550100"))).isEqualTo(Match.NONE);
  }
}
