package io.tollgate.rating.deck;

import io.tollgate.rating.prefix.OriginPrefixTable;
import io.tollgate.rating.prefix.OriginPrefixTableBuilder;
import io.tollgate.rating.prefix.PrefixKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers rows in any order. For one thread; {@link #build} may be called once. */
public final class RateDeckBuilder {

  private final DeckSettings settings;
  private final OriginPrefixTableBuilder table = OriginPrefixTable.builder();
  private final Map<Price, Integer> numbers = new HashMap<>();
  private final List<Price> prices = new ArrayList<>();

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

  RateDeckBuilder add(long destination, long origin, Price price) {
    table.put(destination, origin, numberOf(price));
    return this;
  }

  /** Neighbouring rows mostly have the same price, but a map finds any earlier one. */
  private int numberOf(Price price) {
    return numbers.computeIfAbsent(
        price,
        added -> {
          prices.add(added);
          return prices.size() - 1;
        });
  }

  List<OriginPrefixTableBuilder.Duplicate> duplicates() {
    return table.duplicates();
  }

  /**
   * The deck of what was added.
   *
   * @throws IllegalArgumentException where two rows have the same destination and origin
   */
  public RateDeck build() {
    return new RateDeck(settings, table.build(), prices.toArray(Price[]::new));
  }
}
