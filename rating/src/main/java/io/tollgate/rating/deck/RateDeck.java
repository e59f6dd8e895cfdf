package io.tollgate.rating.deck;

import io.tollgate.rating.charge.Rounding;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.charge.Terms;
import io.tollgate.rating.prefix.OriginPrefixTable;
import io.tollgate.rating.prefix.PrefixKey;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * One version of a deck as calls are rated by it: an immutable snapshot that any thread may use.
 *
 * <p>Rows are kept as a table from prefixes to prices, and rows with the same price share it: a
 * tariff is made when a call is rated, because a million of them made beforehand would take ten
 * times the table's memory and the collector's time at every swap.
 */
public final class RateDeck {

  /** How a call is rated whose caller is missing, anonymous or no number. */
  public enum UnknownOrigin {
    /** By the default row, as a caller in no row's origins. */
    DEFAULT,
    /** By the dearest row of the longest destination prefix that matches. */
    HIGHEST
  }

  private final DeckSettings settings;
  private final OriginPrefixTable table;
  private final Price[] prices;

  RateDeck(DeckSettings settings, OriginPrefixTable table, Price[] prices) {
    this.settings = settings;
    this.table = table;
    this.prices = prices;
  }

  /** A builder of a deck that comes from no file. */
  public static RateDeckBuilder builder(DeckSettings settings) {
    return new RateDeckBuilder(settings);
  }

  /** What configuration, records and price headers call the deck. */
  public String id() {
    return settings.id();
  }

  /** 1 or more; every change has a higher one. */
  public int version() {
    return settings.version();
  }

  /** ISO 4217 code of every amount in the deck. */
  public String currency() {
    return settings.currency();
  }

  /** The moment from which this version counts. */
  public Instant validFrom() {
    return settings.validFrom();
  }

  /** How charges are rounded. */
  public Rounding rounding() {
    return settings.rounding();
  }

  /** How a call without a usable caller number is rated. */
  public UnknownOrigin unknownOrigin() {
    return settings.unknownOrigin();
  }

  /**
   * How many pairs of destination and origin prefix have a price; no more than 2³¹ − 1 are told.
   */
  public int size() {
    return (int) Math.min(table.size(), Integer.MAX_VALUE);
  }

  /** The same rows as another version; the two share their memory. */
  public RateDeck withVersion(int version) {
    return new RateDeck(settings.withVersion(version), table, prices);
  }

  /** The same rows, counting from another moment on; the two share their memory. */
  public RateDeck withValidFrom(Instant moment) {
    return new RateDeck(settings.withValidFrom(moment), table, prices);
  }

  /** From prefixes to the numbers of prices. */
  public OriginPrefixTable table() {
    return table;
  }

  /** The price that {@link #table} calls {@code number}. */
  public Price price(int number) {
    return prices[number];
  }

  /** The tariff of a call that a row with these prefixes and terms wins. */
  public Tariff tariff(Terms terms, String destinationPrefix, String originPrefix) {
    return new Tariff(
        id(),
        version(),
        currency(),
        rounding(),
        destinationPrefix,
        originPrefix,
        terms.ratePerMinute(),
        terms.connectFee(),
        terms.attemptFee(),
        terms.minimumCharge(),
        terms.increments(),
        terms.graceSeconds(),
        terms.freeSeconds());
  }

  /** Tells every row, by destination, then by origin, a prefix before whatever extends it. */
  public void forEach(Consumer<Rate> consumer) {
    table.forEach(
        (destination, origin, value) ->
            consumer.accept(
                new Rate(PrefixKey.text(destination), PrefixKey.text(origin), prices[value])));
  }

  @Override
  public String toString() {
    return id() + "@" + version();
  }
}
