package io.tollgate.rating.deck;

import java.io.Reader;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvParser;
import tools.jackson.dataformat.csv.CsvReadFeature;

/**
 * The rows of a CSV file one after the other, each cell trimmed and with its place. Empty lines and
 * lines that begin with {@code #} are no rows. One row is held at a time.
 */
final class CsvRows implements DeckRow, AutoCloseable {

  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(
              CsvReadFeature.WRAP_AS_ARRAY,
              CsvReadFeature.TRIM_SPACES,
              CsvReadFeature.SKIP_EMPTY_LINES,
              CsvReadFeature.ALLOW_COMMENTS)
          .build();

  private final CsvParser parser;
  private final Map<Column, Integer> places = new EnumMap<>(Column.class);
  private String[] cells = new String[16];
  private int[] lines = new int[16];
  private int[] columns = new int[16];
  private int size;

  CsvRows(Reader reader) {
    parser = (CsvParser) MAPPER.reader().createParser(reader);
    parser.nextToken();
  }

  /** Moves to the next row; false where there is none. */
  boolean next() {
    size = 0;
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return false;
    }
    while (parser.nextToken() == JsonToken.VALUE_STRING) {
      if (size == cells.length) {
        cells = Arrays.copyOf(cells, size * 2);
        lines = Arrays.copyOf(lines, size * 2);
        columns = Arrays.copyOf(columns, size * 2);
      }
      TokenStreamLocation place = parser.currentTokenLocation();
      cells[size] = parser.getString();
      lines[size] = place.getLineNr();
      columns[size++] = place.getColumnNr();
    }
    return true;
  }

  /** Says where a column stands from the next row on; false where it has a place already. */
  boolean place(Column column, int i) {
    return places.putIfAbsent(column, i) == null;
  }

  boolean has(Column column) {
    return places.containsKey(column);
  }

  /** How many cells the row has. */
  int size() {
    return size;
  }

  /** The text of a cell; empty for one that the row is too short to have. */
  String cell(int i) {
    return i < size ? cells[i] : "";
  }

  /** The line in which a cell begins, counted from 1. */
  int line(int i) {
    return lines[i < size ? i : size - 1];
  }

  /** The character at which a cell begins, counted from 1. */
  int character(int i) {
    return columns[i < size ? i : size - 1];
  }

  @Override
  public String text(Column column) {
    Integer place = places.get(column);
    return place == null ? "" : cell(place);
  }

  @Override
  public int line() {
    return lines[0];
  }

  @Override
  public int line(Column column) {
    Integer place = places.get(column);
    return place == null ? line() : line(place);
  }

  @Override
  public int character(Column column) {
    Integer place = places.get(column);
    return place == null ? 1 : character(place);
  }

  @Override
  public void close() {
    parser.close();
  }
}
