package io.tollgate.rating.bench;

import io.tollgate.rating.bench.NaiveOrigins.Prices;
import io.tollgate.rating.prefix.PrefixKey;
import java.util.Map;
import java.util.TreeMap;

/**
 * The usual sorted map: the greatest key that is not above the number either is a prefix of it, or
 * tells by what both have in common where to look next.
 */
final class TreeMapTable {

  private final TreeMap<String, Prices> destinations = new TreeMap<>();
  private final NaiveOrigins origins = new NaiveOrigins();

  TreeMapTable(SyntheticDeck deck) {
    for (int row = 0; row < deck.size(); row++) {
      destinations.put(PrefixKey.text(deck.destination(row)), Prices.of(deck, row));
    }
  }

  long find(long number, long caller) {
    String wanted = PrefixKey.text(number);
    Map.Entry<String, Prices> entry = destinations.floorEntry(wanted);
    while (entry != null) {
      int common = common(entry.getKey(), wanted);
      if (common == entry.getKey().length()) {
        return origins.price(entry.getValue(), caller);
      }
      entry = destinations.floorEntry(wanted.substring(0, common));
    }
    return -1;
  }

  private static int common(String one, String other) {
    int i = 0;
    while (i < one.length() && i < other.length() && one.charAt(i) == other.charAt(i)) {
      i++;
    }
    return i;
  }
}
