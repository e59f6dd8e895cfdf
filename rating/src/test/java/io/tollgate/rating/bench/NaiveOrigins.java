package io.tollgate.rating.bench;

import io.tollgate.rating.prefix.PrefixKey;
import io.tollgate.rating.prefix.PrefixList;
import java.util.HashMap;
import java.util.Map;

/**
 * The origins as the naive tables hold them: one map from prefix to the group it is in. It is given
 * to them, since a map a destination would not fit into memory.
 */
final class NaiveOrigins {

  private static final int DEFAULT = 0;
  private static final int GROUP = 1;
  private static final int NORTH = 2;

  private final Map<Long, Integer> groups = new HashMap<>();

  NaiveOrigins() {
    PrefixList list = SyntheticDeck.group();
    for (int i = 0; i < list.size(); i++) {
      groups.put(list.key(i), GROUP);
    }
    groups.put(PrefixKey.of("1"), NORTH);
    groups.put(PrefixKey.EMPTY, DEFAULT);
  }

  /** What one destination costs: default, from the group, from North America or −1. */
  record Prices(int base, int group, int north) {

    static Prices of(SyntheticDeck deck, int row) {
      return new Prices(deck.defaultValue(row), deck.groupValue(row), deck.northValue(row));
    }
  }

  int price(Prices prices, long caller) {
    for (int length = PrefixKey.length(caller); length >= 0; length--) {
      Integer group = groups.get(PrefixKey.of(PrefixKey.packed(caller), length));
      if (group != null) {
        int price =
            group == DEFAULT ? prices.base() : group == GROUP ? prices.group() : prices.north();
        if (price >= 0) {
          return price;
        }
      }
    }
    return -1;
  }
}
