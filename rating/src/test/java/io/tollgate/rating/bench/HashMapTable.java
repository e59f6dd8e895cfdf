package io.tollgate.rating.bench;

import io.tollgate.rating.bench.NaiveOrigins.Prices;
import io.tollgate.rating.prefix.PrefixKey;
import java.util.HashMap;
import java.util.Map;

/** The usual hash map for every prefix length, asked from the longest down. */
final class HashMapTable {

  private final Map<Long, Prices>[] byLength = maps();
  private final NaiveOrigins origins = new NaiveOrigins();
  private int longest;

  HashMapTable(SyntheticDeck deck) {
    for (int row = 0; row < deck.size(); row++) {
      long key = deck.destination(row);
      int length = PrefixKey.length(key);
      byLength[length].put(key, Prices.of(deck, row));
      longest = Math.max(longest, length);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Map<Long, Prices>[] maps() {
    Map<Long, Prices>[] maps = new Map[PrefixKey.MAX_LENGTH + 1];
    for (int i = 0; i < maps.length; i++) {
      maps[i] = new HashMap<>();
    }
    return maps;
  }

  long find(long number, long caller) {
    for (int length = longest; length > 0; length--) {
      Prices prices = byLength[length].get(PrefixKey.of(PrefixKey.packed(number), length));
      if (prices != null) {
        return origins.price(prices, caller);
      }
    }
    return -1;
  }
}
