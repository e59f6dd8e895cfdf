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
            config -> () -> {},
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
            "prices        5, of which barred 1",
            "destinations  4 prefixes",
            "origins       1 prefixes",
            "rates         0.0390 to 0.5000 EUR a minute",
            "warning       43720 has no price for callers from elsewhere; a shorter prefix prices"
                + " them, or none");
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
            "charge    0.0780 USD and attempt fee 0.0010 for 61 s, of which 120 are billed");
  }

  @Test
  void theCallerFromElsewhereStepsBackToAShorterDestination() {
    assertThat(deck("price", "--to", "+437201234567", "--from", "+12125550100")).isZero();
    assertThat(out.toString().lines())
        .contains("fits      43 from anywhere: 0.1250 (Austria)")
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
}
