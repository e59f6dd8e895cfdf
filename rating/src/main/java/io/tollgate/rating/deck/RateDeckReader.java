package io.tollgate.rating.deck;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * Reads decks from CSV files: UTF-8, a row of headings, then a row a price.
 *
 * <p>A file is taken whole or refused whole, with every problem that it has.
 */
public final class RateDeckReader {

  private RateDeckReader() {}

  /**
   * Reads a deck.
   *
   * @throws DeckException where the file cannot be read or any of its rows is wrong
   */
  public static RateDeck read(Path file, DeckSettings settings) throws DeckException {
    try (BufferedReader reader = Files.newBufferedReader(file);
        CsvRows rows = new CsvRows(withoutByteOrderMark(reader))) {
      CsvDeck deck = new CsvDeck(settings);
      deck.read(rows);
      if (!deck.problems().isEmpty()) {
        throw new DeckException(file, deck.problems());
      }
      return deck.build();
    } catch (NoSuchFileException e) {
      throw refused(file, "there is no such file", "correct the path", e);
    } catch (CharacterCodingException e) {
      throw refused(file, "it is not UTF-8 text", "save it as UTF-8", e);
    } catch (JacksonException e) {
      throw refused(file, "it is no CSV: " + e.getOriginalMessage(), "look for an open quote", e);
    } catch (IOException e) {
      throw refused(file, "it cannot be read (" + e.getMessage() + ")", "check its rights", e);
    }
  }

  private static DeckException refused(Path file, String text, String remedy, Exception cause) {
    DeckException refused =
        new DeckException(file, List.of(new DeckProblem(0, 0, "file", text, remedy)));
    refused.initCause(cause);
    return refused;
  }

  private static BufferedReader withoutByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }
}
