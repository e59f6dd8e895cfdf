package io.tollgate.proxy.config;

import io.tollgate.proxy.deck.DeckFile;
import io.tollgate.proxy.deck.LoadedDeck;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckProblem;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.RateDeck.UnknownOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code decks}, and the files that they name. */
final class DecksReader {
  private static final Map<String, UnknownOrigin> POLICIES =
      Map.of("default", UnknownOrigin.DEFAULT, "highest", UnknownOrigin.HIGHEST);

  private DecksReader() {}

  /**
   * The decks by id, in the order of the file.
   *
   * @param folder what their paths are relative to
   */
  static Map<String, LoadedDeck> read(Field decks, Path folder) throws ConfigException {
    Map<String, LoadedDeck> read = new LinkedHashMap<>();
    for (Map.Entry<String, Field> deck : decks.named().entrySet()) {
      read.put(deck.getKey(), deck(deck.getKey(), deck.getValue(), folder));
    }
    return read;
  }

  private static LoadedDeck deck(String id, Field field, Path folder) throws ConfigException {
    Section section = field.section("file", "currency", "unknownOrigin", "digits", "increments");
    Field file = section.need("file", "decks/" + id + ".csv");
    DeckSettings settings =
        section.need("currency", "USD").parse(currency -> DeckSettings.of(id, currency));
    Optional<Field> unknownOrigin = section.find("unknownOrigin");
    if (unknownOrigin.isPresent()) {
      settings = settings.withUnknownOrigin(unknownOrigin.get().choice(POLICIES));
    }
    Optional<Field> digits = section.find("digits");
    if (digits.isPresent()) {
      settings = settings.withDigits(digits.get().wholeNumber(0, Money.MAX_DECIMALS));
    }
    Optional<Field> increments = section.find("increments");
    if (increments.isPresent()) {
      settings = settings.withIncrements(increments.get().parse(Increments::parse));
    }
    return read(file, Paths.in(folder, file), settings);
  }

  private static LoadedDeck read(Field file, Path path, DeckSettings settings)
      throws ConfigException {
    try {
      return new DeckFile(path, settings).load();
    } catch (DeckException e) {
      DeckProblem first = e.problems().getFirst();
      // A file that cannot be read at all is this file's mistake; a bad row is its own.
      throw first.line() == 0
          ? file.wrong(path + ": " + first.text(), first.remedy())
          : new ConfigException(e.getMessage(), e);
    } catch (IOException e) {
      throw file.wrong(path + ": " + e.getMessage(), "name a file that can be read");
    }
  }
}
