package io.tollgate.rating.charge;

import io.tollgate.rating.charge.RatingResult.Blocked;
import io.tollgate.rating.charge.RatingResult.NoRate;
import io.tollgate.rating.charge.RatingResult.Rated;
import io.tollgate.rating.deck.Price;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.number.E164;
import io.tollgate.rating.prefix.Match;
import io.tollgate.rating.prefix.PrefixKey;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds the price of a call in a deck. Static, without state; a rating looks up a few array entries
 * and allocates the tariff that the call keeps, nothing else.
 */
public final class Rater {

  /** There is no price, or it is barred. */
  public static final long NO_ESTIMATE = -1;

  private static final RatingResult NO_RATE = new NoRate();

  private Rater() {}

  /**
   * The price of a call to {@code destination} whose caller is {@code origin}, or by the deck's
   * policy where it is not known.
   */
  public static RatingResult rate(RateDeck deck, E164 destination, Optional<E164> origin) {
    return origin.isPresent()
        ? rate(deck, destination, origin.get())
        : rateUnknownOrigin(deck, destination);
  }

  /**
   * What an answered call of so many seconds would cost, before rounding: to compare decks by. It
   * allocates only where the caller is not known.
   *
   * @param seconds 1 or more
   * @return nanos of the deck's currency, or {@link #NO_ESTIMATE}
   */
  public static long estimate(
      RateDeck deck, E164 destination, Optional<E164> origin, long seconds) {
    if (origin.isEmpty()) {
      return rateUnknownOrigin(deck, destination) instanceof Rated(Tariff tariff)
          ? tariff.charge(Duration.ofSeconds(seconds)).total().nanos()
          : NO_ESTIMATE;
    }
    long match = deck.table().find(destination, origin.get());
    if (match == Match.NONE) {
      return NO_ESTIMATE;
    }
    Price price = deck.price(Match.value(match));
    return price.blocked() ? NO_ESTIMATE : price.terms().estimate(seconds);
  }

  /** The price of a call to {@code destination} whose caller is {@code origin}. */
  public static RatingResult rate(RateDeck deck, E164 destination, E164 origin) {
    long match = deck.table().find(destination, origin);
    return match == Match.NONE
        ? NO_RATE
        : result(
            deck,
            Match.value(match),
            PrefixKey.of(destination.packed(), Match.destinationLength(match)),
            PrefixKey.of(origin.packed(), Match.originLength(match)));
  }

  /**
   * The price of a call to {@code destination} whose caller is missing, anonymous or no number, by
   * the deck's policy.
   *
   * <p>{@code DEFAULT}: the row that a caller gets who is in no row's origins. {@code HIGHEST}: the
   * dearest row of the longest destination prefix that matches. A row that bars the call is dearer
   * than any price, or hiding one's number would open what is barred. Of rows with equal prices the
   * first by origin prefix is named, the default row first.
   */
  public static RatingResult rateUnknownOrigin(RateDeck deck, E164 destination) {
    return switch (deck.unknownOrigin()) {
      case DEFAULT -> {
        long match = deck.table().findDefault(destination);
        yield match == Match.NONE
            ? NO_RATE
            : result(
                deck,
                Match.value(match),
                PrefixKey.of(destination.packed(), Match.destinationLength(match)),
                PrefixKey.EMPTY);
      }
      case HIGHEST -> dearest(deck, destination);
    };
  }

  private static RatingResult dearest(RateDeck deck, E164 destination) {
    Dearest dearest = new Dearest(deck);
    return deck.table().forEachOrigin(destination, dearest::consider)
        ? result(deck, dearest.value, dearest.destination, dearest.origin)
        : NO_RATE;
  }

  private static RatingResult result(RateDeck deck, int value, long destination, long origin) {
    Price price = deck.price(value);
    String prefix = PrefixKey.text(destination);
    return price.blocked()
        ? new Blocked(prefix)
        : new Rated(deck.tariff(price.terms(), prefix, PrefixKey.text(origin)));
  }

  /** Keeps the dearest of the rows that it is told of. */
  private static final class Dearest {

    private final RateDeck deck;
    private int value = -1;
    private long destination;
    private long origin;

    Dearest(RateDeck deck) {
      this.deck = deck;
    }

    void consider(long destinationKey, long originKey, int candidate) {
      if (value < 0 || Price.BY_DEARNESS.compare(deck.price(candidate), deck.price(value)) > 0) {
        value = candidate;
        destination = destinationKey;
        origin = originKey;
      }
    }
  }
}
