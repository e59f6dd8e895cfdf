package io.tollgate.proxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DeckCommandsTest {
  private static final String DECK =
      """
      destination,origin,rate,attempt fee,blocked,description
      43,,0.1250,0,no,Austria
      43664,,0.3980,0,no,
      43664,33,0.0390,0.001,no,
      43720,33,0.5,0,no,
      881,,9,0,yes,
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("deck.csv"), DECK);
  }

  private int deck(String command, String... options) {
    CommandLine commandLine =
        Cli.commandLine(
            (config, source) -> {
              throw new AssertionError("nothing is started here");
            },
            new Cli.Surroundings(name -> null, name -> null, () -> () -> {}, Optional::empty));
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    List<String> arguments = new ArrayList<>(List.of("deck", command, file.toString()));
    arguments.addAll(List.of(options));
    return commandLine.execute(arguments.toArray(String[]::new));
  }

  @Test
  void checkSaysWhatIsInADeck() {
    assertThat(deck("check", "--currency", "EUR")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            file + " is right",
            "layout        CSV, any",
            "rows          5, of which 0 for later, 0 expired, 0 without a price",
            "prices        5, of which barred 1",
            "destinations  4 prefixes",
            "origins       1 prefixes",
            "rates         0.0390 to 0.5000 EUR a minute",
            "duplicates    0",
            "conflicts     0",
            "warning       5:1: origin: 43720 has no price for callers from elsewhere; a shorter"
                + " prefix prices them, or none: add a row with an empty origin");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void checkNamesEveryProblemWithItsPlace() throws IOException {
    Files.writeString(file, "destination,rate\n43,free\n44,0.1\n44,0.2\n");
    assertThat(deck("check")).isEqualTo(2);
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith(file + ":2:4: rate: 'free'"),
            line -> assertThat(line).startsWith(file + ":4:1: destination: 44 has a row already"));
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void checkShowsNoMoreThanAHundredProblems() throws IOException {
    Files.writeString(file, "destination,rate\n" + "43,free\n".repeat(103));
    assertThat(deck("check")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(101);
    assertThat(err.toString()).endsWith(file + ": and 3 more problems" + System.lineSeparator());
  }

  @Test
  void aFileThatIsNotThereIsOneLine() throws IOException {
    Files.delete(file);
    assertThat(deck("check")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(file + ": file: there is no such file; correct the path");
  }

  @Test
  void priceShowsTheRowsThatFitAndTheOneThatWins() {
    assertThat(deck("price", "--to", "+436641234567", "--from", "+33123456789", "--seconds", "61"))
        .isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "fits      43664 from 33: 0.0390",
            "fits      43664 from anywhere: 0.3980",
            "fits      43 from anywhere: 0.1250 (Austria)",
            "wins      0.0390 USD/min; increments=60/60; attempt=0.0010; destination=43664;"
                + " origin=33; deck=deck@1",
            "why       43664 is the longest destination that fits, and 33 its longest origin that"
                + " fits",
            "charge    0.0780 USD and attempt fee 0.0010 for 61 s, of which 120 are billed");
  }

  @ParameterizedTest
  @CsvSource({"half-up, 0.0700", "half-even, 0.0600", "up, 0.0700", "down, 0.0600"})
  void aChargeIsRoundedAsIsAsked(String mode, String charge) {
    int exit =
        deck(
            "price",
            "--to",
            "+436641234567",
            "--from",
            "+33123456789",
            "--seconds",
            "100",
            "--increments",
            "100/1",
            "--digits",
            "2",
            "--rounding",
            mode);
    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString()).contains("charge    " + charge + " USD"); // of 0.0650
  }

  @Test
  void aRoundingThatIsNoneIsToldWithTheChoices() {
    assertThat(deck("price", "--to", "+436641234567", "--rounding", "nearest")).isEqualTo(2);
    assertThat(err.toString())
        .contains("rounding 'nearest' is none of half-up, half-even, up, down");
  }

  @Test
  void theCallerFromElsewhereStepsBackToAShorterDestination() {
    assertThat(deck("price", "--to", "+437201234567", "--from", "+12125550100")).isZero();
    assertThat(out.toString().lines())
        .contains(
            "fits      43 from anywhere: 0.1250 (Austria)",
            "why       43720 fits better but has no price for this caller; 43 is the longest that"
                + " has one, and its row for callers from anywhere counts, for want of one for"
                + " this caller")
        .filteredOn(line -> !line.startsWith("why"))
        .noneMatch(line -> line.contains("43720"));
  }

  @Test
  void aHiddenCallerPaysByPolicy() {
    assertThat(deck("price", "--to", "+436641234567")).isZero();
    assertThat(out.toString())
        .contains("caller    hidden: 3 rows fit the called number")
        .contains("wins      0.3980 USD/min");
    out.getBuffer().setLength(0);
    assertThat(deck("price", "--to", "+437201234567")).isZero();
    assertThat(out.toString()).contains("wins      0.5000 USD/min");
    out.getBuffer().setLength(0);
    assertThat(deck("price", "--to", "+437201234567", "--unknown-origin", "default")).isZero();
    assertThat(out.toString()).contains("wins      0.1250 USD/min");
  }

  @Test
  void aCallThatWouldBeRefusedIsOneLineAndExitCode1() {
    assertThat(deck("price", "--to", "+819012345678", "--from", "+33123456789")).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly("tollgate deck price: the deck has no price for it");
    err.getBuffer().setLength(0);
    assertThat(deck("price", "--to", "+881612345678", "--from", "+33123456789")).isEqualTo(1);
    assertThat(err.toString().lines()).containsExactly("tollgate deck price: prefix 881 is barred");
  }

  @Test
  void lenientlyWhatIsWrongIsLeftOutAndListed() throws IOException {
    Files.writeString(file, "destination,rate\n43,free\n44,0.1\n44,0.2\n45,\n");
    assertThat(deck("check", "--lenient", "--unpriced", "bar")).isZero();
    assertThat(out.toString().lines())
        .startsWith(
            file + " is taken in part",
            "layout        CSV, any",
            "rows          4, of which 0 for later, 0 expired, 1 without a price",
            "prices        2, of which barred 1")
        .contains(
            "conflicts     1",
            "left out      2:4: rate: 'free' is not a decimal number such as 0.0390; correct the"
                + " cell",
            "left out      4:1: destination: 44 has a row already, in line 3; remove one of them",
            "warning       5:1: rate: 45 has no price, and calls there are barred; write one");
  }

  @Test
  void aFileOfOtherHeadingsIsReadWithTheirMeaning() throws IOException {
    Files.writeString(file, "Zone,Preis,Takt\nMobil,0.1,30/6\n");
    assertThat(
            deck(
                "check",
                "--column",
                "rate=Preis",
                "--column",
                "increments=Takt",
                "--group",
                "Mobil=43664 43676"))
        .isZero();
    assertThat(out.toString()).contains("prices        2, of which barred 0");
    assertThat(deck("check", "--layout", "z-a")).isEqualTo(2);
    assertThat(err.toString()).contains("'z-a' is no layout; write any, a-z,");
  }

  @Test
  void thePriceOfAnotherDay() throws IOException {
    Files.writeString(file, "destination,rate,start date\n43,0.1,2026-01-01\n43,0.2,2099-01-01\n");
    for (String day : List.of("2026-06-01", "2099-01-01T00:00:00Z")) {
      assertThat(deck("price", "--to", "+436641234567", "--from", "+33123456789", "--at", day))
          .isZero();
    }
    assertThat(out.toString().lines().filter(line -> line.startsWith("wins")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("wins      0.1000 USD"),
            line -> assertThat(line).startsWith("wins      0.2000 USD"));
    assertThat(deck("check", "--at", "2026-06-01")).isZero();
    assertThat(out.toString()).contains("changes       next at 2099-01-01T00:00:00Z");
    assertThat(deck("check", "--at", "soon")).isEqualTo(2);
  }

  @Test
  void diffShowsWhatGoesUpAndDownAndComesAndGoes() throws IOException {
    Path old = Files.writeString(folder.resolve("old.csv"), DECK);
    Files.writeString(
        file,
        """
        destination,origin,rate,attempt fee,grace,blocked,description
        43,,0.1250,0,0,no,Republic of Austria
        43664,,0.1990,0,0,no,
        43664,"33,34",0.0400,0.001,0,no,
        43720,33,0.5,0,3,no,
        44,,0.2,0,0,no,
        """);
    CommandLine commandLine =
        Cli.commandLine(
            (config, source) -> {
              throw new AssertionError("nothing is started here");
            },
            new Cli.Surroundings(name -> null, name -> null, () -> () -> {}, Optional::empty));
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    assertThat(commandLine.execute("deck", "diff", old.toString(), file.toString())).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "down  43664 from anywhere: 0.3980 60/60 -> 0.1990 60/60 (-50.0 %)",
            "up    43664 from 33: 0.0390 60/60 attempt 0.0010 -> 0.0400 60/60 attempt 0.0010"
                + " (+2.6 %)",
            "new   43664 from 34: 0.0400 60/60 attempt 0.0010",
            "terms 43720 from 33: 0.5000 60/60 -> 0.5000 60/60",
            "new   44 from anywhere: 0.2000 60/60",
            "gone  881 from anywhere: barred",
            "1 up, 1 down, 1 with other terms, 2 new, 1 gone, 1 the same");
  }
}
