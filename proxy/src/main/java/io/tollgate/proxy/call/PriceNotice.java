package io.tollgate.proxy.call;

import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;

/**
 * The price of a call, in words for whoever pays it: {@code 0.0390 USD/min; increments=60/60;
 * destination=43664; origin=33; deck=demo@12}.
 *
 * <p>It is written from the tariff that the record is made of, so that the two cannot differ. An
 * origin of {@code *} is the deck's price for every caller without a row of his own. Fees and
 * allowances follow the increments where the tariff has them, or the notice would promise less than
 * is charged: {@code connect}, {@code minimum} and {@code attempt} in the tariff's currency, {@code
 * grace} and {@code free} in seconds.
 *
 * @param text printable ASCII on one line
 */
public record PriceNotice(String text) {

  /** What the tariff says. */
  public static PriceNotice of(Tariff tariff) {
    StringBuilder text = new StringBuilder(128);
    text.append(tariff.ratePerMinute()).append(' ').append(tariff.currency()).append("/min");
    append(text, "increments", tariff.increments());
    appendFee(text, "connect", tariff.connectFee());
    appendFee(text, "minimum", tariff.minimumCharge());
    appendFee(text, "attempt", tariff.attemptFee());
    appendSeconds(text, "grace", tariff.graceSeconds());
    appendSeconds(text, "free", tariff.freeSeconds());
    append(text, "destination", tariff.destinationPrefix());
    append(text, "origin", tariff.originPrefix().isEmpty() ? "*" : tariff.originPrefix());
    append(text, "deck", tariff.deck());
    return new PriceNotice(text.append('@').append(tariff.deckVersion()).toString());
  }

  private static void appendFee(StringBuilder text, String name, Money fee) {
    if (!fee.isZero()) {
      append(text, name, fee);
    }
  }

  private static void appendSeconds(StringBuilder text, String name, int seconds) {
    if (seconds != 0) {
      append(text, name, seconds);
    }
  }

  private static void append(StringBuilder text, String name, Object value) {
    text.append("; ").append(name).append('=').append(value);
  }

  @Override
  public String toString() {
    return text;
  }
}
