package io.tollgate.rating.deck;

import io.tollgate.rating.prefix.OriginPrefixTable;
import io.tollgate.rating.prefix.OriginPrefixTableBuilder;
import io.tollgate.rating.prefix.PrefixKey;
import io.tollgate.rating.prefix.PrefixList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers rows in any order. For one thread; {@link #build} may be called once. */
public final class RateDeckBuilder {

  private static final int NONE = -1;

  private final DeckSettings settings;
  private final OriginPrefixTableBuilder table = OriginPrefixTable.builder();
  private final Map<Price, Integer> numbers = new HashMap<>();
  private final List<Price> prices = new ArrayList<>();
  private int lastNumber = NONE;

  RateDeckBuilder(DeckSettings settings) {
    this.settings = settings;
  }

  /**
   * Adds one row.
   *
   * @throws IllegalArgumentException where a prefix is not digits, or too long, or the destination
   *     has none
   */
  public RateDeckBuilder add(Rate rate) {
    return add(
        PrefixKey.of(rate.destinationPrefix()), PrefixKey.of(rate.originPrefix()), rate.price());
  }

  private RateDeckBuilder add(long destination, long origin, Price price) {
    table.put(destination, origin, numberOf(price));
    return this;
  }

  /** Adds one row of the table for every destination, in their order. */
  void add(PrefixList destinations, PrefixList origins, Price price) {
    int number = numberOf(price);
    for (int i = 0; i < destinations.size(); i++) {
      table.put(destinations.key(i), destinations.rank(i), origins, number);
    }
  }

  /** Neighbouring rows mostly have the same price, and a map finds any earlier one. */
  private int numberOf(Price price) {
    if (lastNumber == NONE || !price.equals(prices.get(lastNumber))) {
      lastNumber = numbers.computeIfAbsent(price, this::append);
    }
    return lastNumber;
  }

  private int append(Price price) {
    prices.add(price);
    return prices.size() - 1;
  }

  List<OriginPrefixTableBuilder.Duplicate> duplicates() {
    return table.duplicates();
  }

  /** Takes rows of the table out again, by their numbers. */
  void remove(BitSet rows) {
    table.remove(rows);
  }

  /** From now on the row that was added first wins where two clash. */
  void letFirstRowWin() {
    table.letFirstRowWin();
  }

  void forEachWithoutDefault(OriginPrefixTableBuilder.DestinationConsumer consumer) {
    table.forEachWithoutDefault(consumer);
  }

  /**
   * The deck of what was added.
   *
   * @throws IllegalArgumentException where two rows price the same destination and origin
   *     differently
   */
  public RateDeck build() {
    return new RateDeck(settings, table.build(), prices.toArray(Price[]::new));
  }
}
