package io.tollgate.rating.deck;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * Reads decks: UTF-8 text, either CSV (a row of headings, then a row a price) or JSON (a list of
 * rows); the first character tells which.
 *
 * <p>A file is taken whole or refused whole, with every problem that it has; only where the rules
 * are lenient, rows that are wrong are left out and listed.
 */
public final class RateDeckReader {

  private RateDeckReader() {}

  /**
   * Reads the prices that a file has now.
   *
   * @throws DeckException where the file cannot be read or any of its rows is wrong
   */
  public static RateDeck read(Path file, DeckSettings settings) throws DeckException {
    return read(DeckInput.of(file), settings, Instant.now()).deck();
  }

  /**
   * Reads the prices that a deck's text has at one moment: its rows may have dates.
   *
   * @throws DeckException where it cannot be read or, unless the rules are lenient, any of its rows
   *     is wrong
   */
  public static DeckReport read(DeckInput input, DeckSettings settings, Instant at)
      throws DeckException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(input.open(), StandardCharsets.UTF_8.newDecoder()))) {
      return new Reading(input.name(), settings, at).read(reader);
    } catch (NoSuchFileException e) {
      throw refused(input, "there is no such file", "correct the path", e);
    } catch (CharacterCodingException e) {
      throw refused(input, "it is not UTF-8 text", "save it as UTF-8", e);
    } catch (CsvRows.MalformedException e) {
      throw broken(input, e.line(), e.character(), e.getMessage(), e);
    } catch (JacksonException e) {
      throw e.getCause() instanceof CharacterCodingException
          ? refused(input, "it is not UTF-8 text", "save it as UTF-8", e)
          : broken(input, e);
    } catch (IOException e) {
      throw refused(input, "it cannot be read (" + e.getMessage() + ")", "check its rights", e);
    }
  }

  /** One text that is being read. */
  private static final class Reading {

    private static final int LOOK_AHEAD = 4_096;

    private final String name;
    private final DeckSettings settings;
    private final Findings findings = new Findings();
    private final PrefixCells prefixes = new PrefixCells();
    private final RowReader rows;
    private final DeckAssembly assembly;
    private boolean isJson;

    Reading(String name, DeckSettings settings, Instant at) {
      this.name = name;
      this.settings = settings;
      this.rows = new RowReader(settings, prefixes, findings);
      this.assembly = new DeckAssembly(settings, at, findings);
    }

    DeckReport read(BufferedReader text) throws IOException, DeckException {
      settings.rules().groups().forEach(this::define);
      isJson = isJson(text);
      int count = isJson ? readJson(text) : readCsv(text);
      boolean readable = count > 0 || !findings.isWrong();
      if (readable) {
        assembly.check();
      }
      boolean lenient = settings.rules().lenient() && !assembly.isEmpty();
      if (findings.isWrong() && !lenient) {
        throw new DeckException(name, findings.problems());
      }
      return new DeckReport(
          assembly.build(),
          (isJson ? "JSON, " : "CSV, ") + rows.layoutName(),
          assembly.counts(count, rows.unpriced()),
          findings.problems(),
          findings.warnings(),
          assembly.nextChange());
    }

    private void define(String group, String members) {
      try {
        prefixes.define(group, members);
      } catch (IllegalArgumentException e) {
        findings.problem(0, 0, "group " + group, e.getMessage(), "correct it");
      }
    }

    private int readCsv(Reader text) throws IOException {
      try (CsvRows csv = new CsvRows(text)) {
        return new CsvDeck(settings.rules().layout(), prefixes, rows, findings).read(csv, assembly);
      }
    }

    private int readJson(Reader text) {
      try (JsonDeck json =
          new JsonDeck(text, settings.rules().layout(), prefixes, rows, findings)) {
        return json.read(assembly);
      }
    }

    /** JSON begins with a bracket, or a comment before it; a byte order mark is passed over. */
    private static boolean isJson(BufferedReader text) throws IOException {
      text.mark(1);
      if (text.read() != '\uFEFF') {
        text.reset();
      }
      text.mark(LOOK_AHEAD);
      int first = text.read();
      for (int i = 1; i < LOOK_AHEAD && first >= 0 && Character.isWhitespace(first); i++) {
        first = text.read();
      }
      text.reset();
      return first == '[' || first == '{' || first == '/';
    }
  }

  private static DeckException broken(DeckInput input, JacksonException e) {
    int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
    int character = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getColumnNr());
    return broken(input, line, character, e.getOriginalMessage().replaceAll("\\s+", " "), e);
  }

  private static DeckException broken(
      DeckInput input, int line, int character, String text, Exception cause) {
    return refused(
        input,
        new DeckProblem(
            line,
            line == 0 ? 0 : character,
            "file",
            "it is neither CSV nor JSON: " + text,
            "look for an open quote or a bracket"),
        cause);
  }

  private static DeckException refused(
      DeckInput input, String text, String remedy, Exception cause) {
    return refused(input, new DeckProblem(0, 0, "file", text, remedy), cause);
  }

  private static DeckException refused(DeckInput input, DeckProblem problem, Exception cause) {
    DeckException refused = new DeckException(input.name(), List.of(problem));
    refused.initCause(cause);
    return refused;
  }
}
