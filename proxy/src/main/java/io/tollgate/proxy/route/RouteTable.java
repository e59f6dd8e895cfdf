package io.tollgate.proxy.route;

import io.tollgate.rating.number.E164;
import io.tollgate.rating.prefix.PrefixTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which gateways take a number: the destinations of all carriers in one prefix table, so that one
 * look-up answers for all of them. Carriers that take the same numbers share their gateways.
 *
 * <p>Immutable; a look-up allocates nothing.
 */
final class RouteTable {
  private final PrefixTable prefixes;
  private final List<Takers> gateways;

  private RouteTable(PrefixTable prefixes, List<Takers> gateways) {
    this.prefixes = prefixes;
    this.gateways = gateways;
  }

  /**
   * The table of some carriers.
   *
   * @param lines what is known of their gateways
   */
  static RouteTable of(List<Carrier> carriers, Function<Gateway, Line> lines) {
    return new Builder(carriers, lines).build();
  }

  Takers find(E164 number) {
    return gateways.get(prefixes.find(number));
  }

  /** A prefix on the way down from the empty one, and who takes what begins with it. */
  private record Above(String prefix, BitSet takers) {}

  private static final class Builder {
    private final List<Carrier> carriers;
    private final Function<Gateway, Line> lines;

    /**
     * What carriers say of a prefix: +1 for one's first says that it takes it, −1 that it does not.
     */
    private final TreeMap<String, List<Integer>> said = new TreeMap<>();

    private final Map<BitSet, Integer> known = new HashMap<>();
    private final List<Takers> gateways = new ArrayList<>();
    private final PrefixTable.Builder prefixes = PrefixTable.builder();

    Builder(List<Carrier> carriers, Function<Gateway, Line> lines) {
      this.carriers = carriers;
      this.lines = lines;
      said.put("", new ArrayList<>());
      for (int i = 0; i < carriers.size(); i++) {
        say(carriers.get(i).destinations().taken(), i + 1);
        say(carriers.get(i).destinations().excepted(), -i - 1);
      }
    }

    private void say(List<String> prefixes, int what) {
      prefixes.forEach(prefix -> said.computeIfAbsent(prefix, p -> new ArrayList<>()).add(what));
    }

    /** In the order of the text every prefix comes after those that it extends. */
    RouteTable build() {
      Deque<Above> way = new ArrayDeque<>();
      said.forEach(
          (prefix, words) -> {
            while (!way.isEmpty() && !prefix.startsWith(way.peek().prefix)) {
              way.pop();
            }
            BitSet takers = way.isEmpty() ? new BitSet() : (BitSet) way.peek().takers.clone();
            words.forEach(word -> takers.set(Math.abs(word) - 1, word > 0));
            way.push(new Above(prefix, takers));
            prefixes.put(prefix, known.computeIfAbsent(takers, this::takersOf));
          });
      return new RouteTable(prefixes.build(), List.copyOf(gateways));
    }

    private int takersOf(BitSet takers) {
      gateways.add(
          new Takers(
              takers.stream()
                  .mapToObj(carriers::get)
                  .flatMap(c -> c.gateways().stream())
                  .map(lines)
                  .toList()));
      return gateways.size() - 1;
    }
  }
}
