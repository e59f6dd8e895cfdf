package io.tollgate.rating.deck;

import java.io.Reader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * The rows of a JSON file: a list of rows; or an object with a list {@code rates}, which may be
 * below {@code voice.outbound} as a pricing API answers it; or a list of such objects. A row is an
 * object, its keys are a layout's headings, and a value may be a list. An object's {@code groups}
 * name groups of prefixes and stand before its rates. Comments are allowed, since the documents of
 * such APIs have them.
 *
 * <p>Read as a stream: one row is held at a time.
 */
final class JsonDeck implements AutoCloseable {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private static final String RATES = "rates";
  private static final String GROUPS = "groups";

  /** What lies between the document and its rates. */
  private static final Set<String> ON_THE_WAY = Set.of("voice", "outbound");

  private final JsonParser parser;
  private final DeckLayout layout;
  private final PrefixCells prefixes;
  private final RowReader reader;
  private final Findings findings;
  private DeckAssembly assembly;
  private int count;

  JsonDeck(
      Reader text, DeckLayout layout, PrefixCells prefixes, RowReader reader, Findings findings) {
    this.parser = JSON.createParser(ObjectReadContext.empty(), text);
    this.layout = layout;
    this.prefixes = prefixes;
    this.reader = reader;
    this.findings = findings;
  }

  /** Reads every row, and says how many there are. */
  int read(DeckAssembly into) {
    assembly = into;
    switch (parser.nextToken()) {
      case START_ARRAY -> list();
      case START_OBJECT -> object();
      case null, default -> wrong("file", "it holds no deck", "write a list of rows");
    }
    if (parser.nextToken() != null) {
      wrong("file", "something follows the deck", "remove it");
    }
    return count;
  }

  private void list() {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        object();
      } else {
        wrong("row", "it is no object", "write {\"destination\": …, \"rate\": …}");
        parser.skipChildren();
      }
    }
  }

  /** A row, or a document with rows in it: which, shows by its keys. */
  private void object() {
    JsonRow row = new JsonRow(parser.currentTokenLocation());
    Set<String> keys = new LinkedHashSet<>();
    boolean isDocument = false;
    int before = findings.count();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      TokenStreamLocation place = parser.currentTokenLocation();
      keys.add(key);
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_ARRAY && key.equals(RATES)) {
        isDocument = true;
        list();
      } else if (value == JsonToken.START_OBJECT && ON_THE_WAY.contains(key)) {
        isDocument = true;
        object();
      } else if (value == JsonToken.START_OBJECT && key.equals(GROUPS)) {
        isDocument = true;
        groups();
      } else {
        row.put(key, place, value);
      }
    }
    if (isDocument) {
      return; // what else it says is about other things than prices of calls
    }
    row.finish(keys);
    count++;
    if (findings.count() == before) {
      reader.read(row, assembly);
    }
  }

  private void groups() {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      TokenStreamLocation place = parser.currentTokenLocation();
      try {
        prefixes.define(name, words(parser.nextToken()));
      } catch (IllegalArgumentException e) {
        findings.problem(
            place.getLineNr(), place.getColumnNr(), GROUPS, e.getMessage(), "correct the group");
      }
    }
  }

  private void wrong(String field, String text, String remedy) {
    TokenStreamLocation place = parser.currentTokenLocation();
    findings.problem(place.getLineNr(), place.getColumnNr(), field, text, remedy);
  }

  /**
   * A value as a cell would say it: a list's members separated by semicolons, the empty one as what
   * it stands for.
   *
   * @throws IllegalArgumentException where it is an object, or a list with one in it
   */
  private String words(JsonToken value) {
    if (value == JsonToken.START_ARRAY) {
      StringBuilder cell = new StringBuilder();
      boolean understood = true;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        understood &= parser.currentToken().isScalarValue();
        parser.skipChildren();
        String member = understood ? parser.getString().strip() : "";
        cell.append(cell.isEmpty() ? "" : ";");
        cell.append(member.isEmpty() ? PrefixCells.ANYWHERE : member);
      }
      if (!understood) {
        throw new IllegalArgumentException("its list holds something else than words");
      }
      return cell.toString();
    }
    if (value == JsonToken.START_OBJECT) {
      parser.skipChildren();
      throw new IllegalArgumentException("it is an object");
    }
    return value == JsonToken.VALUE_NULL ? "" : parser.getString().strip();
  }

  /** One object as a row. What is wrong with its keys counts only once it is known to be one. */
  private final class JsonRow implements DeckRow {

    private record Cell(String text, int line, int character) {}

    private record Wrong(String key, TokenStreamLocation place, String text, String remedy) {}

    private final TokenStreamLocation start;
    private final Map<String, Cell> values = new LinkedHashMap<>();
    private final Map<Column, Cell> cells = new EnumMap<>(Column.class);
    private final List<Wrong> wrong = new ArrayList<>();

    JsonRow(TokenStreamLocation start) {
      this.start = start;
    }

    void put(String key, TokenStreamLocation place, JsonToken value) {
      try {
        Cell cell = new Cell(words(value), place.getLineNr(), place.getColumnNr());
        if (values.putIfAbsent(key, cell) != null) {
          wrong.add(new Wrong(key, place, "it is there twice", "remove one"));
        }
      } catch (IllegalArgumentException e) {
        wrong.add(new Wrong(key, place, e.getMessage(), "write a word, a number or a list"));
      }
    }

    /** Finds out which key means what. */
    void finish(Set<String> keys) {
      DeckLayout detected = layout.detect(keys);
      reader.setLayout(detected);
      for (Wrong bad : wrong) {
        findings.problem(
            bad.place().getLineNr(),
            bad.place().getColumnNr(),
            bad.key(),
            bad.text(),
            bad.remedy());
      }
      values.forEach(
          (key, cell) -> {
            Column column = detected.column(key).orElse(null);
            if (column == null) {
              findings.problem(
                  cell.line(),
                  cell.character(),
                  key,
                  "it is not known",
                  "use one of " + Column.known());
            } else if (column != Column.COMMENT && cells.putIfAbsent(column, cell) != null) {
              findings.problem(
                  cell.line(),
                  cell.character(),
                  key,
                  "there are two for " + column.heading(),
                  "remove one");
            }
          });
    }

    @Override
    public String text(Column column) {
      Cell cell = cells.get(column);
      return cell == null ? "" : cell.text();
    }

    @Override
    public int line() {
      return start.getLineNr();
    }

    @Override
    public int line(Column column) {
      Cell cell = cells.get(column);
      return cell == null ? line() : cell.line();
    }

    @Override
    public int character(Column column) {
      Cell cell = cells.get(column);
      return cell == null ? start.getColumnNr() : cell.character();
    }

    @Override
    public boolean repeats(Column except) {
      return false; // no row of the megabytes that come as JSON is held for the next one
    }
  }

  @Override
  public void close() {
    parser.close();
  }
}
