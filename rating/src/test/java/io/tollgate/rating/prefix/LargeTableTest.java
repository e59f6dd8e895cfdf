package io.tollgate.rating.prefix;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.rating.bench.SyntheticDeck;
import io.tollgate.rating.bench.SyntheticDeck.Prices;
import io.tollgate.rating.number.E164;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of the sizes at which the layout changes, against hash maps asked for every length. */
class LargeTableTest {

  private static final int LOOK_UPS = 100_000;
  private static final PrefixList NEAR =
      PrefixList.builder().add(PrefixKey.of("43")).add(PrefixKey.of("49")).build();
  private static final E164 VIENNA = E164.of("+4312345678");
  private static final E164 NEW_YORK = E164.of("+12125550100");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 99, 1_000, 9_999, 10_000, 99_999, 100_000, 300_000})
  void prefixTableEqualsHashMaps(int size) {
    SyntheticDeck deck = SyntheticDeck.of(size, Prices.BY_ROW);
    Map<Long, Integer> model = new HashMap<>();
    PrefixTable.Builder builder = PrefixTable.builder();
    for (int row = 0; row < size; row++) {
      model.put(deck.destination(row), row);
      builder.put(PrefixKey.text(deck.destination(row)), row);
    }
    PrefixTable table = builder.build();
    for (E164 number : numbers(deck)) {
      int length = longest(model, number, E164.MAX_LENGTH);
      long expected =
          length == 0
              ? Match.NONE
              : Match.of(model.get(PrefixKey.of(number.packed(), length)), length, 0);
      assertThat(table.match(number)).isEqualTo(expected);
    }
    Map<Long, Integer> told = new HashMap<>();
    long[] last = {0};
    table.forEach(
        (prefix, value) -> {
          long key = PrefixKey.of(prefix);
          assertThat(Long.compareUnsigned(key, last[0])).isPositive();
          last[0] = key;
          told.put(key, value);
        });
    assertThat(told).isEqualTo(model);
  }

  /** Every third destination has no default, so that calls from New York step back from it. */
  @ParameterizedTest
  @ValueSource(ints = {10, 1_000, 10_000, 100_000, 300_000})
  void originTableEqualsHashMaps(int size) {
    SyntheticDeck deck = SyntheticDeck.of(size, Prices.BY_ROW);
    Map<Long, Integer> near = new HashMap<>();
    Map<Long, Integer> far = new HashMap<>();
    OriginPrefixTableBuilder builder = OriginPrefixTable.builder();
    for (int row = 0; row < size; row++) {
      long key = deck.destination(row);
      near.put(key, row + size);
      builder.put(key, NEAR, row + size);
      if (row % 3 != 0) {
        far.put(key, row);
        builder.put(key, PrefixList.DEFAULT, row);
      }
    }
    assertThat(builder.duplicates()).isEmpty();
    OriginPrefixTable table = builder.build();
    for (E164 number : numbers(deck)) {
      assertFound(table.find(number, VIENNA), near, number, 2);
      assertFound(table.find(number, NEW_YORK), far, number, 0);
      assertFound(table.findDefault(number), far, number, 0);
    }
    assertThat(table.destinationCount()).isEqualTo(size);
    assertThat(table.size()).isEqualTo(2L * near.size() + far.size());
  }

  private static void assertFound(long match, Map<Long, Integer> model, E164 number, int origin) {
    int length = longest(model, number, E164.MAX_LENGTH);
    assertThat(match)
        .isEqualTo(
            length == 0
                ? Match.NONE
                : Match.of(model.get(PrefixKey.of(number.packed(), length)), length, origin));
  }

  private static int longest(Map<Long, Integer> model, E164 number, int most) {
    int length = Math.min(most, number.length());
    while (length > 0 && !model.containsKey(PrefixKey.of(number.packed(), length))) {
      length--;
    }
    return length;
  }

  /** Half of them begin with a prefix of the deck, half are anything. */
  private static E164[] numbers(SyntheticDeck deck) {
    SplittableRandom random = new SplittableRandom(7);
    long[] known =
        deck.size() == 0 ? new long[] {PrefixKey.of("4312345678")} : deck.numbers(LOOK_UPS);
    E164[] numbers = new E164[LOOK_UPS];
    for (int i = 0; i < LOOK_UPS; i++) {
      String text =
          i % 2 == 0
              ? PrefixKey.text(known[i % known.length])
              : Long.toString(random.nextLong(1_000_000L, 1_000_000_000_000_000L));
      numbers[i] = E164.of("+" + text);
    }
    return numbers;
  }
}
