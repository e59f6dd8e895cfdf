package io.tollgate.rating.deck;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * The rows of a CSV file (RFC 4180) one after the other, each cell trimmed and with its place.
 * Empty lines and lines that begin with {@code #} are no rows. One row is held at a time.
 *
 * <p>Decks are read while calls come in: all that is made of a row are the texts that its cells are
 * asked for, and of those that decks repeat only the first, so that a million rows give the garbage
 * collector next to nothing to do.
 */
final class CsvRows implements DeckRow, AutoCloseable {

  private static final int END = -1;
  private static final int NOWHERE = -1;

  private final Reader reader;
  private final char[] buffer = new char[1 << 14];
  private int at;
  private int end;

  /** Where {@link #at} is: line and character, counted from 1. */
  private int line = 1;

  private int character = 1;

  private final int[] places = new int[Column.values().length];
  private final RepeatedTexts repeated = new RepeatedTexts();

  /** The characters of the row's cells, and of each cell where they end and what it says. */
  private char[] row = new char[256];

  private int used;
  private String[] texts = new String[16];
  private int[] ends = new int[16];
  private int[] lines = new int[16];
  private int[] characters = new int[16];
  private int size;

  /** The row before: its characters, where its cells end, how many it has. */
  private char[] rowBefore = new char[256];

  private int[] endsBefore = new int[16];
  private int sizeBefore;

  CsvRows(Reader reader) {
    this.reader = reader;
    Arrays.fill(places, NOWHERE);
  }

  /** A text that is no CSV, and where that shows. */
  static final class MalformedException extends IOException {
    private final int line;
    private final int character;

    MalformedException(int line, int character, String text) {
      super(text);
      this.line = line;
      this.character = character;
    }

    /** Counted from 1. */
    int line() {
      return line;
    }

    /** Counted from 1. */
    int character() {
      return character;
    }
  }

  /**
   * Moves to the next row; false where there is none.
   *
   * @throws MalformedException where quotes are not closed, or something follows closed ones
   */
  boolean next() throws IOException {
    keepForComparison();
    used = 0;
    size = 0;
    int first = skipBlanks();
    while (isLineEnd(first) || first == '#') {
      skipLine();
      first = skipBlanks();
    }
    if (first == END) {
      return false;
    }
    readCell();
    while (peek() == ',') {
      skip();
      readCell();
    }
    skipLine();
    return true;
  }

  private void keepForComparison() {
    char[] chars = rowBefore;
    rowBefore = row;
    row = chars;
    int[] spare = endsBefore;
    endsBefore = ends;
    ends = spare;
    sizeBefore = size;
  }

  private void readCell() throws IOException {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2);
    }
    if (size == texts.length) {
      texts = Arrays.copyOf(texts, size * 2);
      lines = Arrays.copyOf(lines, size * 2);
      characters = Arrays.copyOf(characters, size * 2);
    }
    int first = skipBlanks();
    lines[size] = line;
    characters[size] = character;
    if (first == '"') {
      readQuoted();
    } else {
      readPlain();
    }
    texts[size] = null; // made when somebody asks
    ends[size++] = used;
  }

  private void readPlain() throws IOException {
    int start = used;
    for (int c = peek(); c != ',' && c != END && !isLineEnd(c); c = peek()) {
      append(c);
      skip();
    }
    while (used > start && isBlank(row[used - 1])) {
      used--;
    }
  }

  private void readQuoted() throws IOException {
    skip();
    for (int c = peek(); ; c = peek()) {
      if (c == END) {
        throw new MalformedException(lines[size], characters[size], "a quote is not closed");
      }
      if (c == '"') {
        skip();
        if (peek() != '"') {
          break;
        }
      }
      if (isLineEnd(c)) {
        append('\n'); // however the file ends its lines
        skipLineEnd();
      } else {
        append(c);
        skip();
      }
    }
    int after = skipBlanks();
    if (after != ',' && after != END && !isLineEnd(after)) {
      throw new MalformedException(line, character, "a closed quote is followed by more");
    }
  }

  private void append(int c) {
    if (used == row.length) {
      row = Arrays.copyOf(row, used * 2);
    }
    row[used++] = (char) c;
  }

  private static boolean isLineEnd(int c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isBlank(int c) {
    return c >= 0 && c <= ' ' && !isLineEnd(c);
  }

  /** The next character, or {@link #END}; it stays the next one. */
  private int peek() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, reader.read(buffer));
    }
    return at < end ? buffer[at] : END;
  }

  private void skip() {
    at++;
    character++;
  }

  private int skipBlanks() throws IOException {
    int c = peek();
    while (isBlank(c)) {
      skip();
      c = peek();
    }
    return c;
  }

  private void skipLine() throws IOException {
    for (int c = peek(); c != END && !isLineEnd(c); c = peek()) {
      skip();
    }
    skipLineEnd();
  }

  private void skipLineEnd() throws IOException {
    if (peek() == '\r') {
      skip();
    }
    if (peek() == '\n') {
      skip();
    }
    line++;
    character = 1;
  }

  /** Says where a column stands from the next row on; false where it has a place already. */
  boolean place(Column column, int i) {
    if (has(column)) {
      return false;
    }
    places[column.ordinal()] = i;
    return true;
  }

  boolean has(Column column) {
    return places[column.ordinal()] != NOWHERE;
  }

  /** How many cells the row has. */
  int size() {
    return size;
  }

  /** The text of a cell; empty for one that the row is too short to have. */
  String cell(int i) {
    if (i >= size) {
      return "";
    }
    String text = texts[i];
    if (text == null) {
      text = repeated.text(row, start(ends, i), ends[i]);
      texts[i] = text;
    }
    return text;
  }

  /** The line in which a cell begins, counted from 1. */
  int line(int i) {
    return lines[i < size ? i : size - 1];
  }

  /** The character at which a cell begins, counted from 1. */
  int character(int i) {
    return characters[i < size ? i : size - 1];
  }

  @Override
  public String text(Column column) {
    return has(column) ? cell(places[column.ordinal()]) : "";
  }

  @Override
  public int line() {
    return lines[0];
  }

  @Override
  public int line(Column column) {
    return has(column) ? line(places[column.ordinal()]) : line();
  }

  @Override
  public int character(Column column) {
    return has(column) ? character(places[column.ordinal()]) : 1;
  }

  @Override
  public boolean repeats(Column except) {
    if (!has(except) || size != sizeBefore) {
      return false;
    }
    int exception = places[except.ordinal()];
    for (int i = 0; i < size; i++) {
      if (i != exception
          && !Arrays.equals(
              row, start(ends, i), ends[i], rowBefore, start(endsBefore, i), endsBefore[i])) {
        return false;
      }
    }
    return exception < size && ends[exception] > start(ends, exception);
  }

  private static int start(int[] ends, int i) {
    return i == 0 ? 0 : ends[i - 1];
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
