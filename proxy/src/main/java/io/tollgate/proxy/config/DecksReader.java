package io.tollgate.proxy.config;

import io.tollgate.proxy.deck.DeckFile;
import io.tollgate.proxy.deck.DeckLoader;
import io.tollgate.proxy.deck.LoadedDeck;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Rounding;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckLayout;
import io.tollgate.rating.deck.DeckProblem;
import io.tollgate.rating.deck.DeckRules;
import io.tollgate.rating.deck.DeckRules.NoDefault;
import io.tollgate.rating.deck.DeckRules.Unpriced;
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
  private static final Map<String, Rounding.Mode> ROUNDINGS =
      Map.of(
          "half-up", Rounding.Mode.HALF_UP,
          "half-even", Rounding.Mode.HALF_EVEN,
          "up", Rounding.Mode.UP,
          "down", Rounding.Mode.DOWN);
  private static final Map<String, Unpriced> UNPRICED =
      Map.of("refuse", Unpriced.REFUSE, "skip", Unpriced.SKIP, "bar", Unpriced.BAR);
  private static final Map<String, NoDefault> NO_DEFAULT =
      Map.of("allow", NoDefault.ALLOW, "warn", NoDefault.WARN, "refuse", NoDefault.REFUSE);

  private DecksReader() {}

  /**
   * The decks by id, in the order of the file.
   *
   * @param folder what their paths are relative to
   * @param loader reads their files
   */
  static Map<String, LoadedDeck> read(Field decks, Path folder, DeckLoader loader)
      throws ConfigException {
    Map<String, LoadedDeck> read = new LinkedHashMap<>();
    for (Map.Entry<String, Field> deck : decks.named().entrySet()) {
      read.put(deck.getKey(), deck(deck.getKey(), deck.getValue(), folder, loader));
    }
    return read;
  }

  private static LoadedDeck deck(String id, Field field, Path folder, DeckLoader loader)
      throws ConfigException {
    Section section =
        field.section(
            "file",
            "currency",
            "unknownOrigin",
            "digits",
            "rounding",
            "increments",
            "layout",
            "columns",
            "groups",
            "unpriced",
            "noDefault",
            "lenient");
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
    Optional<Field> rounding = section.find("rounding");
    if (rounding.isPresent()) {
      settings =
          settings.withRounding(
              new Rounding(settings.rounding().digits(), rounding.get().choice(ROUNDINGS)));
    }
    Optional<Field> increments = section.find("increments");
    if (increments.isPresent()) {
      settings = settings.withIncrements(increments.get().parse(Increments::parse));
    }
    DeckSettings ruled = settings.withRules(rules(section));
    return read(file, new DeckFile(Paths.in(folder, file), ruled), loader);
  }

  private static DeckRules rules(Section section) throws ConfigException {
    Optional<Field> layout = section.find("layout");
    Optional<Field> columns = section.find("columns");
    Optional<Field> groups = section.find("groups");
    Optional<Field> unpriced = section.find("unpriced");
    Optional<Field> noDefault = section.find("noDefault");
    Optional<Field> lenient = section.find("lenient");
    DeckLayout chosen = layout.isPresent() ? layout.get().parse(DeckLayout::named) : DeckLayout.ANY;
    if (columns.isPresent()) {
      try {
        chosen = chosen.withColumns(columns.get().texts());
      } catch (IllegalArgumentException e) {
        String[] parts = e.getMessage().split("; ", 2);
        throw columns.get().wrong(parts[0], parts.length > 1 ? parts[1] : "correct it");
      }
    }
    return new DeckRules(
        chosen,
        groups.isPresent() ? groups.get().texts() : Map.of(),
        unpriced.isPresent() ? unpriced.get().choice(UNPRICED) : DeckRules.STRICT.unpriced(),
        noDefault.isPresent() ? noDefault.get().choice(NO_DEFAULT) : DeckRules.STRICT.noDefault(),
        lenient.isPresent() && lenient.get().flag());
  }

  private static LoadedDeck read(Field file, DeckFile deck, DeckLoader loader)
      throws ConfigException {
    try {
      return loader.load(deck);
    } catch (DeckException e) {
      DeckProblem first = e.problems().getFirst();
      // A file that cannot be read at all is this file's mistake; a bad row is its own.
      throw first.line() == 0
          ? file.wrong(
              deck.path()
                  + ": "
                  + (first.field().equals("file") ? "" : first.field() + ": ")
                  + first.text(),
              first.remedy())
          : new ConfigException(e.getMessage(), e);
    } catch (IOException e) {
      throw file.wrong(deck.path() + ": " + e.getMessage(), "name a file that can be read");
    }
  }
}
