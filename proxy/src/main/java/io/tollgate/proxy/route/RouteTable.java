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

/**
 * Which gateways take a number: the destinations of all carriers in one prefix table, so that one
 * look-up answers for all of them. Carriers that take the same numbers share their candidates.
 *
 * <p>Immutable; a look-up allocates nothing.
 */
final class RouteTable {
  private final PrefixTable prefixes;
  private final List<Candidates> candidates;

  private RouteTable(PrefixTable prefixes, List<Candidates> candidates) {
    this.prefixes = prefixes;
    this.candidates = candidates;
  }

  static RouteTable of(List<Carrier> carriers) {
    return new Builder(carriers).build();
  }

  Candidates find(E164 number) {
    return candidates.get(prefixes.find(number));
  }

  /** A prefix on the way down from the empty one, and who takes what begins with it. */
  private record Above(String prefix, BitSet takers) {}

  private static final class Builder {
    private final List<Carrier> carriers;

    /**
     * What carriers say of a prefix: +1 for one's first says that it takes it, −1 that it does not.
     */
    private final TreeMap<String, List<Integer>> said = new TreeMap<>();

    private final Map<BitSet, Integer> known = new HashMap<>();
    private final List<Candidates> candidates = new ArrayList<>();
    private final PrefixTable.Builder prefixes = PrefixTable.builder();

    Builder(List<Carrier> carriers) {
      this.carriers = carriers;
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
            prefixes.put(prefix, known.computeIfAbsent(takers, this::candidatesOf));
          });
      return new RouteTable(prefixes.build(), List.copyOf(candidates));
    }

    private int candidatesOf(BitSet takers) {
      candidates.add(
          new Candidates(
              takers.stream()
                  .mapToObj(carriers::get)
                  .flatMap(c -> c.gateways().stream())
                  .toList()));
      return candidates.size() - 1;
    }
  }
}
