package io.tollgate.proxy.cli;

import io.tollgate.rating.charge.Money;
import io.tollgate.rating.deck.Price;
import io.tollgate.rating.deck.Rate;
import io.tollgate.rating.deck.RateDeck;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What there is in a deck, counted. */
final class DeckContents {
  private final Set<String> origins = new HashSet<>();

  /** Origins of one destination that the last one begins with, the shortest first. */
  private final Deque<Rate> around = new ArrayDeque<>();

  private Optional<Money> cheapest = Optional.empty();
  private Optional<Money> dearest = Optional.empty();
  private Optional<String> firstOverlap = Optional.empty();
  private String destination = "";
  private int destinations;
  private int barred;
  private int overlaps;

  private DeckContents() {}

  static DeckContents of(RateDeck deck) {
    DeckContents contents = new DeckContents();
    deck.forEach(contents::add);
    return contents;
  }

  /** Rows come by destination, then by origin, a prefix before whatever extends it. */
  private void add(Rate rate) {
    if (!rate.destinationPrefix().equals(destination)) {
      destination = rate.destinationPrefix();
      destinations++;
      around.clear();
    }
    if (!rate.originPrefix().isEmpty()) {
      origins.add(rate.originPrefix());
      overlap(rate);
    }
    count(rate.price());
  }

  private void count(Price price) {
    if (price.blocked()) {
      barred++;
      return;
    }
    Money rate = price.terms().ratePerMinute();
    cheapest = Optional.of(cheapest.filter(c -> c.compareTo(rate) <= 0).orElse(rate));
    dearest = Optional.of(dearest.filter(d -> d.compareTo(rate) >= 0).orElse(rate));
  }

  private void overlap(Rate rate) {
    while (!around.isEmpty() && !rate.originPrefix().startsWith(around.peek().originPrefix())) {
      around.pop();
    }
    if (!around.isEmpty() && !around.peek().price().equals(rate.price())) {
      overlaps++;
      if (firstOverlap.isEmpty()) {
        firstOverlap =
            Optional.of(
                "%s from %s within %s"
                    .formatted(destination, rate.originPrefix(), around.peek().originPrefix()));
      }
    }
    around.push(rate);
  }

  int barred() {
    return barred;
  }

  int destinations() {
    return destinations;
  }

  int origins() {
    return origins.size();
  }

  /** How many origins lie within a shorter one of the same destination with another price. */
  int overlaps() {
    return overlaps;
  }

  Optional<String> firstOverlap() {
    return firstOverlap;
  }

  /** The lowest rate and the highest; empty where everything is barred. */
  Optional<String> rates() {
    return cheapest.map(least -> least + " to " + dearest.orElse(least));
  }
}
