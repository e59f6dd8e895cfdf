package io.tollgate.rating.deck;

import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Rounding;
import io.tollgate.rating.deck.RateDeck.UnknownOrigin;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What a deck's file does not say itself.
 *
 * @param id what configuration, records and price headers call the deck: letters, digits, {@code
 *     .}, {@code _} and {@code -}
 * @param currency ISO 4217 code, three capital letters
 * @param unknownOrigin how a call without a usable caller number is rated
 * @param rounding how charges are rounded
 * @param version 1 or more; goes up with every change
 * @param validFrom the moment from which this version counts
 * @param increments for rows that name none
 * @param rules how the file is read
 */
public record DeckSettings(
    String id,
    String currency,
    UnknownOrigin unknownOrigin,
    Rounding rounding,
    int version,
    Instant validFrom,
    Increments increments,
    DeckRules rules) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  public DeckSettings {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "deck id '" + id + "' may hold 1 to 64 letters, digits, '.', '_' and '-' only");
    }
    if (!CURRENCY.matcher(currency).matches()) {
      throw new IllegalArgumentException(
          "currency '" + currency + "' is not three capital letters such as USD");
    }
    if (version < 1) {
      throw new IllegalArgumentException("version " + version + " is less than 1");
    }
  }

  /**
   * The usual settings: charges rounded half up to 4 decimals, version 1, valid from ever, by the
   * started minute. Unknown origins pay the dearest price, so that nobody pays less by hiding his
   * number.
   */
  public static DeckSettings of(String id, String currency) {
    return new DeckSettings(
        id,
        currency,
        UnknownOrigin.HIGHEST,
        Rounding.halfUp(4),
        1,
        Instant.EPOCH,
        Increments.PER_MINUTE,
        DeckRules.STRICT);
  }

  /** The same with another policy for unknown origins. */
  public DeckSettings withUnknownOrigin(UnknownOrigin other) {
    return new DeckSettings(id, currency, other, rounding, version, validFrom, increments, rules);
  }

  /**
   * The same with charges rounded to {@code other} decimals.
   *
   * @throws IllegalArgumentException where that is not within 0 and 9
   */
  public DeckSettings withDigits(int other) {
    return withRounding(new Rounding(other, rounding.mode()));
  }

  /** The same with charges rounded otherwise. */
  public DeckSettings withRounding(Rounding other) {
    return new DeckSettings(
        id, currency, unknownOrigin, other, version, validFrom, increments, rules);
  }

  /** The same as version {@code other}. */
  public DeckSettings withVersion(int other) {
    return new DeckSettings(
        id, currency, unknownOrigin, rounding, other, validFrom, increments, rules);
  }

  /** The same, counting from {@code other} on. */
  public DeckSettings withValidFrom(Instant other) {
    return new DeckSettings(
        id, currency, unknownOrigin, rounding, version, other, increments, rules);
  }

  /** The same with other increments for rows that name none. */
  public DeckSettings withIncrements(Increments other) {
    return new DeckSettings(
        id, currency, unknownOrigin, rounding, version, validFrom, other, rules);
  }

  /** The same, read by other rules. */
  public DeckSettings withRules(DeckRules other) {
    return new DeckSettings(
        id, currency, unknownOrigin, rounding, version, validFrom, increments, other);
  }
}
