package io.tollgate.rating.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a CSV file. Lines {@code @name = members} above the headings define groups of
 * prefixes.
 */
final class CsvDeck {

  private final DeckLayout layout;
  private final PrefixCells prefixes;
  private final RowReader reader;
  private final Findings findings;

  CsvDeck(DeckLayout layout, PrefixCells prefixes, RowReader reader, Findings findings) {
    this.layout = layout;
    this.prefixes = prefixes;
    this.reader = reader;
    this.findings = findings;
  }

  /**
   * Reads every row.
   *
   * @return how many there are below the headings; 0 where the headings are wrong, which is in the
   *     findings then
   */
  int read(CsvRows rows, DeckAssembly assembly) throws IOException {
    boolean headed = readUntilHeadings(rows);
    if (findings.isWrong()) {
      return 0;
    }
    if (!headed) {
      findings.problem(
          0, 0, "file", "it has no row of headings", "begin with: destination,origin,rate");
      return 0;
    }
    int count = 0;
    while (rows.next()) {
      count++;
      if (rows.cell(0).startsWith("@")) {
        findings.problem(
            rows.line(), 1, "group", "it stands below the headings", "move it above them");
      } else {
        reader.read(rows, assembly);
      }
    }
    return count;
  }

  private boolean readUntilHeadings(CsvRows rows) throws IOException {
    while (rows.next()) {
      if (!rows.cell(0).startsWith("@")) {
        headings(rows);
        return true;
      }
      group(rows);
    }
    return false;
  }

  /** A group's members may be separated by commas, which makes cells of them. */
  private void group(CsvRows rows) {
    StringBuilder text = new StringBuilder(rows.cell(0));
    for (int i = 1; i < rows.size(); i++) {
      text.append(',').append(rows.cell(i));
    }
    int equals = text.indexOf("=");
    if (equals < 0) {
      findings.problem(rows.line(), 1, "group", "it has no '='", "write: @name = 43, Germany");
      return;
    }
    try {
      prefixes.define(text.substring(1, equals).strip(), text.substring(equals + 1).strip());
    } catch (IllegalArgumentException e) {
      findings.problem(rows.line(), 1, "group", e.getMessage(), "correct the line");
    }
  }

  private void headings(CsvRows rows) {
    List<String> headings = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      headings.add(rows.cell(i));
    }
    DeckLayout detected = layout.detect(headings);
    reader.setLayout(detected);
    for (int i = 0; i < rows.size(); i++) {
      Column column = detected.column(rows.cell(i)).orElse(null);
      if (column == null) {
        problem(rows, i, "'" + rows.cell(i) + "' is not known", "use one of " + Column.known());
      } else if (column != Column.COMMENT && !rows.place(column, i)) {
        problem(rows, i, "there are two for " + column.heading(), "remove one");
      }
    }
    if (findings.isWrong()) {
      return;
    }
    if (!rows.has(Column.DESTINATION) && !rows.has(Column.AREA)) {
      missing(rows, Column.DESTINATION);
    } else if (!rows.has(Column.RATE)) {
      missing(rows, Column.RATE);
    }
  }

  private void missing(CsvRows rows, Column column) {
    findings.problem(
        rows.line(),
        1,
        "heading",
        "there is none for " + column.heading(),
        "add the column, or name the heading that means it");
  }

  private void problem(CsvRows rows, int i, String text, String remedy) {
    findings.problem(rows.line(i), rows.character(i), "heading", text, remedy);
  }
}
