package io.tollgate.proxy.cli;

import io.tollgate.proxy.cdr.CarrierCost;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.deck.SettingsText;
import io.tollgate.proxy.store.DeckContents;
import io.tollgate.proxy.store.DeckContents.Content;
import io.tollgate.rating.charge.Rater;
import io.tollgate.rating.charge.RatingResult;
import io.tollgate.rating.charge.RatingResult.Rated;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckInput;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDeckReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks a record's price up again in the deck that it names, as the store has kept it.
 *
 * @param said one line
 * @param agrees false where the deck says another price than the record
 */
record KeptDeck(String said, boolean agrees) {

  /** That of the price and that of the carrier's cost, as far as the record has them. */
  static List<KeptDeck> lookUp(Path store, Cdr cdr) {
    return Stream.of(cdr.tariff(), cdr.cost().map(CarrierCost::tariff))
        .flatMap(Optional::stream)
        .map(tariff -> lookUp(store, cdr, tariff))
        .toList();
  }

  private static KeptDeck lookUp(Path store, Cdr cdr, Tariff tariff) {
    String name = tariff.deck() + "@" + tariff.deckVersion();
    Optional<Content> content = DeckContents.findIn(store, tariff.deck(), tariff.deckVersion());
    if (content.isEmpty() || cdr.parties().to().isEmpty()) {
      return new KeptDeck(name + " is not kept here: its price is taken from the record", true);
    }
    try {
      RateDeck deck =
          RateDeckReader.read(
                  DeckInput.of("deck " + name, content.get().text()),
                  SettingsText.read(tariff.deck(), content.get().settings()),
                  cdr.times().receivedAt())
              .deck()
              .withVersion(tariff.deckVersion());
      RatingResult result =
          cdr.parties().from().isPresent()
              ? Rater.rate(deck, cdr.parties().to().get(), cdr.parties().from().get())
              : Rater.rateUnknownOrigin(deck, cdr.parties().to().get());
      return compared(name, tariff, result);
    } catch (DeckException e) {
      return new KeptDeck(name + " as it is kept cannot be read: " + e.getMessage(), false);
    }
  }

  private static KeptDeck compared(String name, Tariff tariff, RatingResult result) {
    boolean agrees = result instanceof Rated(Tariff found) && found.equals(tariff);
    return new KeptDeck(
        name
            + (agrees
                ? " as it is kept has this price for this call"
                : " as it is kept has ANOTHER price for this call: " + described(result)),
        agrees);
  }

  private static String described(RatingResult result) {
    return switch (result) {
      case RatingResult.NoRate() -> "none";
      case RatingResult.Blocked(String prefix) -> "prefix " + prefix + " is barred";
      case Rated(Tariff found) ->
          "%s %s a minute, destination %s, origin %s"
              .formatted(
                  found.ratePerMinute(),
                  found.currency(),
                  found.destinationPrefix(),
                  found.originPrefix().isEmpty() ? "any other" : found.originPrefix());
    };
  }
}
