package io.tollgate.rating.prefix;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.rating.bench.SyntheticDeck;
import io.tollgate.rating.bench.SyntheticDeck.Prices;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A table of ten million destinations, each with a price of its own by origin. */
@Tag("full")
class TenMillionRowsTest {

  private static final int DESTINATIONS = 10_000_000;
  private static final int LOOK_UPS = 100_000;

  @Test
  void everyLookUpFindsTheLongestDestination() {
    SyntheticDeck deck = SyntheticDeck.of(DESTINATIONS, Prices.BY_ROW);
    OriginPrefixTable table = deck.builder().build();
    assertThat(table.destinationCount()).isEqualTo(DESTINATIONS);
    assertThat(table.bytes()).isLessThan(24L * deck.rows());

    long[] sorted = new long[DESTINATIONS];
    Arrays.setAll(sorted, deck::destination);
    Arrays.sort(sorted);
    long[] callers = SyntheticDeck.callers(LOOK_UPS);
    long[] numbers = deck.numbers(LOOK_UPS);
    for (int i = 0; i < LOOK_UPS; i++) {
      long match = table.find(numbers[i], callers[i]);
      long prefix = PrefixKey.of(PrefixKey.packed(numbers[i]), Match.destinationLength(match));
      assertThat(prefix).isEqualTo(longest(sorted, numbers[i]));
      // A row's values are three times its number, and what the origin makes of it.
      assertThat(deck.destination(Match.value(match) / 3)).isEqualTo(prefix);
    }
  }

  private static long longest(long[] sorted, long number) {
    for (int length = PrefixKey.length(number); length > 0; length--) {
      long prefix = PrefixKey.of(PrefixKey.packed(number), length);
      if (Arrays.binarySearch(sorted, prefix) >= 0) {
        return prefix;
      }
    }
    return PrefixKey.EMPTY;
  }
}
