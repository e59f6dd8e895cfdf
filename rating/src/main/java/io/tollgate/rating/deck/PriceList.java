package io.tollgate.rating.deck;

import io.tollgate.rating.charge.Money;
import io.tollgate.rating.number.Country;
import io.tollgate.rating.prefix.PrefixKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a deck charges for calls to one country: every row that a call to one of its numbers can
 * win, rows with equal prices together.
 *
 * <p>A country is its own numbers and no others: a row for +1 is part of the list of the United
 * States, and of Jamaica's as long as no row for +1876 takes all of its calls; a row for +1876 is
 * no part of the list of the United States. Rows that bar calls have no price to show.
 *
 * @param groups in the order of the deck's destination prefixes
 */
public record PriceList(List<Group> groups) {

  /**
   * One price, and the calls that have it: those to each of these destinations from each of these
   * origins.
   *
   * @param destinations prefixes without a plus sign
   * @param origins prefixes; the empty one is everybody without a prefix of his own
   * @param ratePerMinute the price of a minute
   */
  public record Group(List<String> destinations, List<String> origins, Money ratePerMinute) {
    public Group {
      destinations = List.copyOf(destinations);
      origins = List.copyOf(origins);
    }
  }

  public PriceList {
    groups = List.copyOf(groups);
  }

  /** The list of a country. Walks the whole deck: not for an event loop. */
  public static PriceList of(RateDeck deck, Country country) {
    List<String> prefixes = country.exactPrefixes();
    Rows rows = new Rows(deck, prefixes);
    return new PriceList(grouped(rows.winners(prefixes)));
  }

  private record Shape(Money rate, List<String> origins) {}

  /** Destinations that charge the same origins the same come together. */
  private static List<Group> grouped(List<Map.Entry<String, Map<String, Price>>> destinations) {
    Map<Shape, List<String>> groups = new LinkedHashMap<>();
    for (Map.Entry<String, Map<String, Price>> destination : destinations) {
      Map<Money, List<String>> originsByRate = new LinkedHashMap<>();
      destination
          .getValue()
          .forEach(
              (origin, price) -> {
                if (!price.blocked()) {
                  originsByRate
                      .computeIfAbsent(price.terms().ratePerMinute(), rate -> new ArrayList<>())
                      .add(origin);
                }
              });
      originsByRate.forEach(
          (rate, origins) ->
              groups
                  .computeIfAbsent(new Shape(rate, origins), shape -> new ArrayList<>())
                  .add(destination.getKey()));
    }
    return groups.entrySet().stream()
        .map(group -> new Group(group.getValue(), group.getKey().origins, group.getKey().rate))
        .toList();
  }

  /** The rows of a deck that have to do with some prefixes: within them, or around them. */
  private static final class Rows {
    private final TreeMap<String, Map<String, Price>> byDestination = new TreeMap<>();

    Rows(RateDeck deck, List<String> prefixes) {
      long[] sorted =
          prefixes.stream().mapToLong(PrefixKey::of).map(Rows::signed).sorted().toArray();
      deck.table()
          .forEach(
              (destination, origin, value) -> {
                if (isRelated(destination, sorted)) {
                  byDestination
                      .computeIfAbsent(PrefixKey.text(destination), prefix -> new LinkedHashMap<>())
                      .put(PrefixKey.text(origin), deck.price(value));
                }
              });
    }

    /** Keys stand in the order of a tree walk when compared without sign. */
    private static long signed(long key) {
      return key ^ Long.MIN_VALUE;
    }

    /** No prefix of a country begins with another, so that the neighbours in order tell. */
    private static boolean isRelated(long destination, long[] sorted) {
      int found = Arrays.binarySearch(sorted, signed(destination));
      int next = -found - 1;
      return found >= 0
          || next < sorted.length && begins(signed(sorted[next]), destination)
          || next > 0 && begins(destination, signed(sorted[next - 1]));
    }

    private static boolean begins(long key, long prefix) {
      int length = PrefixKey.length(prefix);
      return PrefixKey.length(key) >= length
          && PrefixKey.of(PrefixKey.packed(key), length) == prefix;
    }

    /** The destinations that a number of these prefixes can be priced by, in their order. */
    List<Map.Entry<String, Map<String, Price>>> winners(List<String> prefixes) {
      TreeMap<String, Map<String, Price>> winners = new TreeMap<>();
      for (String prefix : prefixes) {
        winners.putAll(byDestination.subMap(prefix, prefix + ':')); // ':' follows '9'
        boolean taken = takesAll(prefix);
        for (int length = prefix.length() - 1; length > 0 && !taken; length--) {
          String around = prefix.substring(0, length);
          Map<String, Price> rows = byDestination.get(around);
          if (rows != null) {
            winners.put(around, rows);
            taken = rows.containsKey("");
          }
        }
      }
      return List.copyOf(winners.entrySet());
    }

    /**
     * Whether every call to this prefix is taken by rows of it, so that no shorter one is asked.
     */
    private boolean takesAll(String prefix) {
      Map<String, Price> rows = byDestination.get(prefix);
      if (rows != null && rows.containsKey("")) {
        return true;
      }
      if (byDestination.subMap(prefix + '0', prefix + ':').isEmpty()) {
        return false;
      }
      for (char digit = '0'; digit <= '9'; digit++) {
        if (!takesAll(prefix + digit)) {
          return false;
        }
      }
      return true;
    }
  }
}
