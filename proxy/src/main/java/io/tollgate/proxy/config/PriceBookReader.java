package io.tollgate.proxy.config;

import io.tollgate.rating.charge.CallKind;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.PriceBook;
import io.tollgate.rating.charge.PriceBook.MessagePrices;
import io.tollgate.rating.charge.PriceBook.NetworkPrice;
import io.tollgate.rating.charge.PriceBook.NumberPrices;
import io.tollgate.rating.deck.RateDeck;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code accounts.….prices}: what an account pays for calls that no deck prices. */
final class PriceBookReader {
  private static final String EXAMPLE = "0.0085";

  private PriceBookReader() {}

  /**
   * The account's price book.
   *
   * @param deck the account's; its currency and rounding are the book's too
   */
  static PriceBook read(String account, Field prices, RateDeck deck) throws ConfigException {
    Section section =
        prices.section("increments", "inbound", "outbound", "message", "phoneNumbers");
    Map<CallKind, Money> rates = new EnumMap<>(CallKind.class);
    voice(
        section,
        "inbound",
        rates,
        CallKind.INBOUND_IP,
        CallKind.INBOUND_LOCAL,
        CallKind.INBOUND_TOLLFREE);
    voice(
        section,
        "outbound",
        rates,
        CallKind.OUTBOUND_IP,
        CallKind.OUTBOUND_LOCAL,
        CallKind.OUTBOUND_TOLLFREE);
    Optional<Field> increments = section.find("increments");
    Optional<Field> message = section.find("message");
    Optional<Field> numbers = section.find("phoneNumbers");
    return new PriceBook(
        PriceBook.idOf(account),
        1,
        deck.currency(),
        deck.rounding(),
        increments.isPresent() ? increments.get().parse(Increments::parse) : Increments.PER_MINUTE,
        rates,
        message.isPresent() ? Optional.of(message(message.get())) : Optional.empty(),
        numbers.isPresent() ? Optional.of(numbers(numbers.get())) : Optional.empty());
  }

  private static void voice(
      Section prices,
      String direction,
      Map<CallKind, Money> rates,
      CallKind ip,
      CallKind local,
      CallKind tollfree)
      throws ConfigException {
    Optional<Field> field = prices.find(direction);
    if (field.isPresent()) {
      Section section = field.get().section("ip", "local", "tollfree");
      put(rates, ip, section.find("ip"));
      put(rates, local, section.find("local"));
      put(rates, tollfree, section.find("tollfree"));
    }
  }

  private static void put(Map<CallKind, Money> rates, CallKind kind, Optional<Field> rate)
      throws ConfigException {
    if (rate.isPresent()) {
      rates.put(kind, money(rate.get()));
    }
  }

  private static MessagePrices message(Field field) throws ConfigException {
    Section section = field.section("inbound", "outbound", "networks");
    List<NetworkPrice> networks = new ArrayList<>();
    Optional<Field> listed = section.find("networks");
    if (listed.isPresent()) {
      for (Field network : listed.get().someItems()) {
        Section of = network.section("name", "rate");
        networks.add(
            new NetworkPrice(
                of.need("name", "AT&T Mobility").text(), money(of.need("rate", EXAMPLE))));
      }
    }
    return new MessagePrices(
        perhaps(section.find("inbound")), perhaps(section.find("outbound")), networks);
  }

  private static NumberPrices numbers(Field field) throws ConfigException {
    Section section = field.section("local", "tollfree");
    return new NumberPrices(perhaps(section.find("local")), perhaps(section.find("tollfree")));
  }

  private static Optional<Money> perhaps(Optional<Field> field) throws ConfigException {
    return field.isPresent() ? Optional.of(money(field.get())) : Optional.empty();
  }

  private static Money money(Field field) throws ConfigException {
    Money money =
        field.parse(
            text -> {
              try {
                return Money.parse(text);
              } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                    e.getMessage() + "; write a price a minute, month or message", e);
              }
            });
    if (money.isNegative()) {
      throw field.wrong("a price of " + money + " is negative", "write 0 or more");
    }
    return money;
  }
}
