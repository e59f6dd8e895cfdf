package io.tollgate.rating.deck;

import io.tollgate.rating.prefix.PrefixKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a new version of a deck changes. Immutable.
 *
 * <p>Compares pairs of destination and origin prefix. A price that goes up is one that is dearer by
 * {@link Price#BY_DEARNESS}; descriptions do not count.
 */
public final class DeckDiff {

  /** What became of a pair. */
  public enum Kind {
    UP,
    DOWN,
    /** As dear as before, but with another grace period or other free seconds. */
    TERMS,
    NEW,
    GONE
  }

  /**
   * One change; pairs of one destination that change alike are one.
   *
   * @param firstOrigin the first of the origin prefixes, empty for the default row
   * @param origins how many origin prefixes it is about
   * @param before the price that was; empty for a new pair
   * @param after the price that is; empty for one that is gone
   */
  public record Change(
      Kind kind,
      String destination,
      String firstOrigin,
      int origins,
      Optional<Price> before,
      Optional<Price> after) {}

  private final List<Change> changes;
  private final Map<Kind, Integer> counts;
  private final int same;

  private DeckDiff(List<Change> changes, Map<Kind, Integer> counts, int same) {
    this.changes = List.copyOf(changes);
    this.counts = counts;
    this.same = same;
  }

  /** Compares two decks. Holds a few bytes for every pair of both meanwhile. */
  public static DeckDiff between(RateDeck before, RateDeck after) {
    return new Comparison(Rows.of(before), Rows.of(after)).run();
  }

  /** The changes by destination. */
  public List<Change> changes() {
    return changes;
  }

  /** How many pairs changed in this way. */
  public int count(Kind kind) {
    return counts.getOrDefault(kind, 0);
  }

  /** How many pairs did not change. */
  public int same() {
    return same;
  }

  /** The rows of a deck, in their order. */
  private static final class Rows {
    private final RateDeck deck;
    private long[] destinations = new long[1 << 10];
    private long[] origins = new long[1 << 10];
    private int[] prices = new int[1 << 10];
    private int size;

    private Rows(RateDeck deck) {
      this.deck = deck;
    }

    static Rows of(RateDeck deck) {
      Rows rows = new Rows(deck);
      deck.table().forEach(rows::add);
      return rows;
    }

    private void add(long destination, long origin, int price) {
      if (size == prices.length) {
        destinations = Arrays.copyOf(destinations, size * 2);
        origins = Arrays.copyOf(origins, size * 2);
        prices = Arrays.copyOf(prices, size * 2);
      }
      destinations[size] = destination;
      origins[size] = origin;
      prices[size++] = price;
    }

    Price price(int row) {
      return deck.price(prices[row]);
    }
  }

  /** Two lists of rows in the same order, walked together. */
  private static final class Comparison {
    private final Rows before;
    private final Rows after;
    private final List<Change> changes = new ArrayList<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final Map<Change, Integer> ofDestination = new LinkedHashMap<>();
    private final Map<Change, Long> firstOrigins = new LinkedHashMap<>();
    private long destination;
    private int same;

    Comparison(Rows before, Rows after) {
      this.before = before;
      this.after = after;
    }

    DeckDiff run() {
      int i = 0;
      int j = 0;
      while (i < before.size || j < after.size) {
        int order = i == before.size ? 1 : j == after.size ? -1 : compare(i, j);
        if (order < 0) {
          tell(before, i, Kind.GONE, Optional.of(before.price(i)), Optional.empty());
        } else if (order > 0) {
          tell(after, j, Kind.NEW, Optional.empty(), Optional.of(after.price(j)));
        } else {
          compare(i, before.price(i), after.price(j));
        }
        i += order <= 0 ? 1 : 0;
        j += order >= 0 ? 1 : 0;
      }
      flush();
      return new DeckDiff(changes, counts, same);
    }

    private int compare(int i, int j) {
      int byDestination = Long.compareUnsigned(before.destinations[i], after.destinations[j]);
      return byDestination != 0
          ? byDestination
          : Long.compareUnsigned(before.origins[i], after.origins[j]);
    }

    private void compare(int row, Price old, Price fresh) {
      int order = Price.BY_DEARNESS.compare(old, fresh);
      boolean alike = old.blocked() && fresh.blocked() || old.terms().equals(fresh.terms());
      if (order == 0 && alike) {
        same++;
        return;
      }
      Kind kind = order < 0 ? Kind.UP : order > 0 ? Kind.DOWN : Kind.TERMS;
      tell(before, row, kind, Optional.of(old), Optional.of(fresh));
    }

    private void tell(Rows rows, int row, Kind kind, Optional<Price> old, Optional<Price> fresh) {
      if (rows.destinations[row] != destination) {
        flush();
        destination = rows.destinations[row];
      }
      counts.merge(kind, 1, Integer::sum);
      Change alike = new Change(kind, "", "", 0, old, fresh);
      ofDestination.merge(alike, 1, Integer::sum);
      firstOrigins.putIfAbsent(alike, rows.origins[row]);
    }

    private void flush() {
      ofDestination.forEach(
          (change, origins) ->
              changes.add(
                  new Change(
                      change.kind(),
                      PrefixKey.text(destination),
                      PrefixKey.text(firstOrigins.get(change)),
                      origins,
                      change.before(),
                      change.after())));
      ofDestination.clear();
      firstOrigins.clear();
    }
  }
}
