package io.tollgate.rating.deck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CSV as RFC 4180 and spreadsheets write it. */
class CsvRowsTest {

  /** Every row's cells, each with its line and character. */
  private static List<List<String>> read(Reader text) throws IOException {
    List<List<String>> all = new ArrayList<>();
    try (CsvRows rows = new CsvRows(text)) {
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
          cells.add(rows.line(i) + ":" + rows.character(i) + " " + rows.cell(i));
        }
        all.add(cells);
      }
    }
    return all;
  }

  private static List<List<String>> read(String text) throws IOException {
    return read(new StringReader(text));
  }

  @Test
  void cellsAreTrimmedAndKnowTheirPlaces() throws IOException {
    assertThat(read(" 43 ,,\t0.1 \r\n\r\n  \n  # nothing\n44,\"\"\n,"))
        .containsExactly(
            List.of("1:2 43", "1:6 ", "1:8 0.1"),
            List.of("5:1 44", "5:4 "),
            List.of("6:1 ", "6:2 "));
  }

  @Test
  void whatIsQuotedMayHoldAnything() throws IOException {
    assertThat(read("\"a, \"\"b\"\"\r\n # c\" , 1\r2\n3"))
        .containsExactly(
            List.of("1:1 a, \"b\"\n # c", "2:9 1"), List.of("3:1 2"), List.of("4:1 3"));
  }

  @Test
  void nothingIsNoRow() throws IOException {
    assertThat(read("")).isEmpty();
    assertThat(read("\n \r\n# only this")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "a                | 1 | 1 | a quote is not closed
          1,"a;2,b          | 1 | 3 | a quote is not closed
          1;2,"b"c          | 2 | 6 | a closed quote is followed by more
          """)
  void brokenQuotesAreToldWithTheirPlace(String text, int line, int character, String told) {
    assertThatExceptionOfType(CsvRows.MalformedException.class)
        .isThrownBy(() -> read(text.replace(';', '\n')))
        .withMessage(told)
        .satisfies(
            e -> assertThat(List.of(e.line(), e.character())).containsExactly(line, character));
  }

  @Test
  void aRowRepeatsTheOneBeforeOnlyIfNothingElseDiffers() throws IOException {
    String text =
        "43,1,a\n44,1,a\n\n45, 1 ,\"a\"\n,1,a\n46,1,b\n47,1\n48,1\n49,1,\n50,11,\n51,1,1\n";
    List<Boolean> repeats = new ArrayList<>();
    try (CsvRows rows = new CsvRows(new StringReader(text))) {
      rows.place(Column.DESTINATION, 0);
      while (rows.next()) {
        repeats.add(rows.repeats(Column.DESTINATION));
        assertThat(rows.repeats(Column.RATE)).isFalse();
      }
    }
    assertThat(repeats)
        .containsExactly(false, true, true, false, false, false, true, false, false, false);
  }

  @Property(tries = 500)
  void whatIsWrittenIsReadHoweverItArrives(
      @ForAll("tables") List<List<String>> table, @ForAll("steps") int step) throws IOException {
    StringBuilder text = new StringBuilder();
    for (List<String> row : table) {
      text.append(String.join(",", row.stream().map(CsvRowsTest::quoted).toList())).append("\r\n");
    }
    List<List<String>> read = new ArrayList<>();
    try (CsvRows rows = new CsvRows(new SlowReader(text.toString(), step))) {
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
          cells.add(rows.cell(i));
        }
        read.add(cells);
      }
    }
    assertThat(read).isEqualTo(table);
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    Arbitrary<String> cell = Arbitraries.strings().withChars("a1,\" \n#é€").ofMaxLength(40);
    return cell.list().ofMinSize(1).ofMaxSize(40).list().ofMaxSize(8);
  }

  @Provide
  Arbitrary<Integer> steps() {
    return Arbitraries.of(1, 2, 7, 10_000);
  }

  /** Gives no more than a few characters at a time. */
  private static final class SlowReader extends StringReader {
    private final int step;

    SlowReader(String text, int step) {
      super(text);
      this.step = step;
    }

    @Override
    public int read(char[] to) throws IOException {
      return read(to, 0, Math.min(step, to.length));
    }
  }
}
