package io.tollgate.proxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.store.CreditBook;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreSettings;
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

class CreditCommandsTest {
  @TempDir private Path folder;
  private Path config;
  private Path database;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeConfiguration() throws IOException {
    config = folder.resolve("tollgate.yaml");
    database = folder.resolve("data/tollgate.db");
    Files.writeString(folder.resolve("deck.csv"), "destination,origin,rate\n43,,0.1\n");
    Files.writeString(
        config,
        """
        node: {data: data}
        listen: [{transport: udp, bind: "127.0.0.1:5060"}]
        lists: {here: [127.0.0.1]}
        decks: {d: {file: deck.csv, currency: USD}, e: {file: deck.csv, currency: EUR}}
        accounts: {acme: {deck: d, credit: {kind: prepaid}}, free: {deck: d}}
        trunks: {one: {account: acme, auth: list, lists: [here]}}
        carriers: {c: {gateways: [{uri: "sip:192.0.2.9"}]}}
        """);
  }

  private int execute(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    Cli.Surroundings surroundings =
        new Cli.Surroundings(name -> null, name -> null, () -> () -> {}, Optional::empty);
    CommandLine tool =
        Cli.commandLine(
            (config, file) -> {
              throw new AssertionError("nothing is run here");
            },
            surroundings);
    tool.setOut(new PrintWriter(out));
    tool.setErr(new PrintWriter(err, true));
    return tool.execute(args);
  }

  private int change(String what, String account, String amount, String... more) {
    List<String> args =
        new ArrayList<>(List.of("credit", what, account, amount, "--config", config.toString()));
    args.addAll(List.of(more));
    return execute(args.toArray(String[]::new));
  }

  private int show(String... more) {
    List<String> args = new ArrayList<>(List.of("credit", "show", "--store", database.toString()));
    args.addAll(List.of(more));
    return execute(args.toArray(String[]::new));
  }

  @Test
  void moneyComesInAndGoesOutAndIsShown() {
    assertThat(change("add", "acme", "25.00", "--id", "invoice-17", "--note", "March")).isZero();
    assertThat(out).hasToString("invoice-17 made; acme has 25.0000 USD\n");
    assertThat(change("add", "acme", "25.00", "--id", "invoice-17")).isZero();
    assertThat(out).hasToString("invoice-17 made before; acme has 25.0000 USD\n");
    assertThat(change("deduct", "acme", "0.000000001", "--id", "fix")).isZero();
    assertThat(out).hasToString("fix made; acme has 24.999999999 USD\n");
    assertThat(show("acme")).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line ->
                assertThat(line).matches("acme +24\\.999999999 USD  drawn 0\\.0000, held 0\\.0000"),
            line -> assertThat(line).contains("-0.000000001  fix"),
            line -> assertThat(line).endsWith("25.0000  invoice-17  March"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "acme | 0     | the amount 0.0000 is not more than 0",
        "acme | a lot | is not a decimal number such as 0.0390",
        "free | 1     | that has credit",
        "none | 1     | that has credit",
      })
  void mistakesAreOneLine(String account, String amount, String why) {
    assertThat(change("add", account, amount)).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1).first().asString().contains(why);
    assertThat(database).doesNotExist();
  }

  @Test
  void anEdgeThatRunsHasTheDatabaseForItself() {
    try (Store running = Store.open(new StoreSettings(database))) {
      assertThat(change("add", "acme", "1")).isEqualTo(1);
      assertThat(err.toString())
          .contains("the edge runs (this process)", "POST /v1/credit/acme/entries")
          .hasLineCount(1);
      assertThat(execute("credit", "release", "c-1", "--config", config.toString())).isEqualTo(1);
      assertThat(err.toString())
          .contains("the edge runs (this process)", "DELETE /v1/credit/held/c-1")
          .hasLineCount(1);
      new CreditBook(running).open("acme", "USD");
      assertThat(show()).isZero();
      assertThat(out.toString()).startsWith("acme ");
    }
  }

  @Test
  void whatIsHeldForACallIsLetGo() {
    assertThat(change("add", "acme", "1")).isZero();
    try (Store running = Store.open(new StoreSettings(database))) {
      CreditBook book = new CreditBook(running);
      book.draw("acme", 0, Long.MAX_VALUE);
      book.hold(List.of(new CreditBook.Hold("call-1", "acme", 390_000_000)));
    }
    assertThat(execute("credit", "release", "call-2", "--config", config.toString())).isEqualTo(1);
    assertThat(show("acme")).isZero();
    assertThat(out.toString())
        .contains("drawn 0.3900, held 0.3900")
        .contains("held for call call-1: 0.3900");
    assertThat(execute("credit", "release", "call-1", "--config", config.toString())).isZero();
    assertThat(show("acme")).isZero();
    assertThat(out.toString()).contains("1.0000 USD  drawn 0.0000, held 0.0000");
  }

  @Test
  void aBalanceKeepsItsCurrency() throws IOException {
    assertThat(change("add", "acme", "1")).isZero();
    Files.writeString(
        config, Files.readString(config).replace("deck: d, credit", "deck: e, credit"));
    assertThat(change("add", "acme", "1")).isEqualTo(1);
    assertThat(err.toString()).contains("the balance of acme is in USD, its deck in EUR");
  }
}
