package io.tollgate.rating.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PriceBookTest {
  private static PriceBook book(Map<CallKind, Money> rates) {
    return new PriceBook(
        PriceBook.idOf("acme"),
        3,
        "USD",
        Rounding.halfUp(4),
        Increments.parse("60/60"),
        rates,
        Optional.empty(),
        Optional.empty());
  }

  private static final PriceBook BOOK =
      book(
          Map.of(
              CallKind.INBOUND_IP, Money.parse("0.003"),
              CallKind.INBOUND_LOCAL, Money.parse("0.0085"),
              CallKind.INBOUND_TOLLFREE, Money.parse("0.021"),
              CallKind.OUTBOUND_IP, Money.parse("0.004")));

  /** A call of 61 s, by the started minute. */
  @ParameterizedTest
  @CsvSource({
    "INBOUND_IP,       0.0060, prices:acme:inbound.ip",
    "INBOUND_LOCAL,    0.0170, prices:acme:inbound.local",
    "INBOUND_TOLLFREE, 0.0420, prices:acme:inbound.tollfree",
    "OUTBOUND_IP,      0.0080, prices:acme:outbound.ip"
  })
  void aCallIsPinnedToThePriceOfItsKind(CallKind kind, String charge, String deck) {
    Tariff tariff = BOOK.tariff(kind).orElseThrow();
    assertThat(tariff.charge(Duration.ofSeconds(61)))
        .isEqualTo(new Charge(120, Money.parse(charge), Money.ZERO));
    assertThat(tariff.deck()).isEqualTo(deck);
    assertThat(tariff.deckVersion()).isEqualTo(3);
    assertThat(tariff.currency()).isEqualTo("USD");
    assertThat(tariff.destinationPrefix()).isEmpty();
    assertThat(tariff.originPrefix()).isEmpty();
  }

  @Test
  void aCallBetweenOurTrunksIsTwoCalls() {
    Duration call = Duration.ofMinutes(10);
    Charge originating = BOOK.tariff(CallKind.OUTBOUND_IP).orElseThrow().charge(call);
    Charge terminating = BOOK.tariff(CallKind.INBOUND_IP).orElseThrow().charge(call);
    assertThat(originating.amount()).isEqualTo(Money.parse("0.04"));
    assertThat(terminating.amount()).isEqualTo(Money.parse("0.03"));
  }

  @Test
  void whoCallsATollFreeNumberIsNotWhoPays() {
    assertThat(CallKind.inbound(true)).isEqualTo(CallKind.INBOUND_TOLLFREE);
    assertThat(CallKind.inbound(false)).isEqualTo(CallKind.INBOUND_LOCAL);
  }

  @Test
  void whatIsNotSoldHasNoTariff() {
    assertThat(BOOK.tariff(CallKind.OUTBOUND_TOLLFREE)).isEmpty();
    assertThat(book(Map.of()).tariff(CallKind.INBOUND_LOCAL)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CallKind.class)
  void aKindIsFoundByItsLabel(CallKind kind) {
    assertThat(CallKind.labelled(kind.label())).contains(kind);
    assertThat(CallKind.labelled(kind.name())).isEmpty();
  }

  @Test
  void theSamePricesReadTheSameInWhateverOrderTheyCame() {
    Map<CallKind, Money> forwards = new LinkedHashMap<>();
    LinkedHashMap<CallKind, Money> backwards = new LinkedHashMap<>();
    for (CallKind kind : CallKind.values()) {
      forwards.put(kind, Money.parse("0.01"));
      backwards.putFirst(kind, Money.parse("0.01"));
    }
    assertThat(book(forwards)).hasToString(book(backwards).toString()).isEqualTo(book(backwards));
  }

  @Test
  void anotherVersionHasTheSamePrices() {
    assertThat(BOOK.withVersion(4).tariff(CallKind.INBOUND_IP).orElseThrow().deckVersion())
        .isEqualTo(4);
    assertThat(BOOK.withVersion(4).withVersion(3)).isEqualTo(BOOK);
  }

  @Test
  void nonsenseIsNoPriceBook() {
    assertThatThrownBy(() -> book(Map.of(CallKind.INBOUND_IP, Money.parse("-0.01"))))
        .hasMessage("inbound.ip -0.0100 is negative");
    assertThatThrownBy(() -> BOOK.withVersion(0)).hasMessageContaining("less than 1");
  }
}
