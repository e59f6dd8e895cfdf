package io.tollgate.rating.charge;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an account pays for calls that no deck prices, those that come in and those that stay on the
 * edge; and what the price list says besides. Immutable.
 *
 * <p>A call between two trunks of ours is two calls (one originating, one terminating), each with
 * its own price: {@link CallKind#OUTBOUND_IP} for who calls, {@link CallKind#INBOUND_IP} for who is
 * called.
 *
 * @param id what records call it: {@code prices:} and the account
 * @param version 1 or more; every change has a higher one
 * @param currency ISO 4217 code of every amount here
 * @param rounding how charges are rounded
 * @param increments how the time of these calls is counted
 * @param rates of a minute; a kind that is not there is not sold
 * @param message prices of messages, for the price list only
 * @param phoneNumbers prices of numbers a month, for the price list only
 */
public record PriceBook(
    String id,
    int version,
    String currency,
    Rounding rounding,
    Increments increments,
    Map<CallKind, Money> rates,
    Optional<MessagePrices> message,
    Optional<NumberPrices> phoneNumbers) {

  private static final String ID_PREFIX = "prices:";

  /**
   * Prices of messages.
   *
   * @param inbound a message that comes in
   * @param outbound one that goes out
   * @param networks ones that go out to these networks
   */
  public record MessagePrices(
      Optional<Money> inbound, Optional<Money> outbound, List<NetworkPrice> networks) {
    public MessagePrices {
      Objects.requireNonNull(inbound);
      Objects.requireNonNull(outbound);
      networks = List.copyOf(networks);
    }
  }

  /** The price of a message to a network, which is shown by its name. */
  public record NetworkPrice(String name, Money rate) {
    public NetworkPrice {
      Objects.requireNonNull(name);
      Objects.requireNonNull(rate);
    }
  }

  /** Prices of numbers a month. */
  public record NumberPrices(Optional<Money> local, Optional<Money> tollfree) {
    public NumberPrices {
      Objects.requireNonNull(local);
      Objects.requireNonNull(tollfree);
    }
  }

  public PriceBook {
    if (version < 1) {
      throw new IllegalArgumentException("version " + version + " is less than 1");
    }
    Objects.requireNonNull(rounding);
    Objects.requireNonNull(currency);
    Objects.requireNonNull(increments);
    // An EnumMap, so that the same prices always read the same: a version hangs on it.
    EnumMap<CallKind, Money> sorted = new EnumMap<>(CallKind.class);
    sorted.putAll(rates);
    sorted.forEach(
        (kind, rate) -> {
          if (rate.isNegative()) {
            throw new IllegalArgumentException(kind.label() + " " + rate + " is negative");
          }
        });
    rates = Collections.unmodifiableMap(sorted);
  }

  /** What records call the price book of an account. */
  public static String idOf(String account) {
    return ID_PREFIX + account;
  }

  /** The price of a minute of such calls; empty where they are not sold. */
  public Optional<Money> rate(CallKind kind) {
    return Optional.ofNullable(rates.get(kind));
  }

  /**
   * The tariff that such a call is pinned to; empty where they are not sold. It goes by no prefix,
   * so it has none; the kind follows the book's id.
   */
  public Optional<Tariff> tariff(CallKind kind) {
    return rate(kind)
        .map(
            rate ->
                new Tariff(
                    id + ':' + kind.label(),
                    version,
                    currency,
                    rounding,
                    "",
                    "",
                    rate,
                    Money.ZERO,
                    Money.ZERO,
                    Money.ZERO,
                    increments,
                    0,
                    0));
  }

  /** The same prices as another version. */
  public PriceBook withVersion(int other) {
    return new PriceBook(id, other, currency, rounding, increments, rates, message, phoneNumbers);
  }
}
