package io.tollgate.proxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cdr.CarrierCost;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.Cdrs;
import io.tollgate.proxy.cdr.SqliteCdrStore;
import io.tollgate.proxy.deck.DeckFile;
import io.tollgate.proxy.deck.DeckSwap;
import io.tollgate.proxy.store.DeckVersions;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreSettings;
import io.tollgate.rating.charge.Charge;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.RateDecks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CdrExplainTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int explain(String id, Path file) {
    CommandLine commandLine =
        Cli.commandLine(
            (config, source) -> {
              throw new AssertionError("nothing is started here");
            },
            new Cli.Surroundings(name -> null, name -> null, () -> () -> {}, Optional::empty));
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute("cdr", "explain", id, "--store", file.toString());
  }

  @Test
  void itReadsBesideTheEdgeThatWrites() {
    Path file = folder.resolve("tollgate.db");
    try (Store store = Store.open(new StoreSettings(file))) {
      new SqliteCdrStore(store).append(List.of(Cdrs.answered("some-id")));
      assertThat(explain("some-id", file)).isZero();
    }
    assertThat(out.toString().lines())
        .containsExactly(
            "call       from +33123456789 to +436641234567, ended: normal",
            "price      0.0390 USD a minute: deck demo@3, destination 43664, origin 33",
            "attempt    fee 0.0010",
            "duration   32.000 s from answer to end, counted as 32 s",
            "increments 30/6: 30 s and 1 times 6 s are 36 s",
            "time       36 s of 0.0390 / 60 s: 0.0234",
            "charge     0.0234 USD, rounded half up to 4 decimals",
            "record     36 s billed, 0.0234 and attempt fee 0.0010: the same",
            "deck       demo@3 is not kept here: its price is taken from the record");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void whatTheCarrierChargesAndWhatIsLeftFollowThePrice() {
    Path file = folder.resolve("tollgate.db");
    try (Store store = Store.open(new StoreSettings(file))) {
      new SqliteCdrStore(store).append(List.of(Cdrs.carried("some-id")));
    }
    assertThat(explain("some-id", file)).isZero();
    assertThat(out.toString().lines().skip(8))
        .containsExactly(
            "cost       0.0120 USD a minute: deck wholesale@9, destination 4366, origin any other",
            "attempt    fee 0.0000",
            "duration   32.000 s from answer to end, counted as 32 s",
            "increments 1/1: 1 s and 31 times 1 s are 32 s",
            "time       32 s of 0.0120 / 60 s: 0.0064",
            "charge     0.0064 USD, rounded half up to 4 decimals",
            "record     32 s billed, 0.0064 and attempt fee 0.0000: the same",
            "tried      carrier c0, gateway c0-fra: 0.0002 USD",
            "margin     0.0178 USD: 0.0244 less 0.0064, less what was tried before",
            "deck       demo@3 is not kept here: its price is taken from the record",
            "deck       wholesale@9 is not kept here: its price is taken from the record");
  }

  @Test
  void aCarriersChargeThatWasChangedIsTold() {
    Path file = folder.resolve("tollgate.db");
    Cdr right = Cdrs.carried("some-id");
    CarrierCost cost = right.cost().orElseThrow();
    Cdr changed =
        new Cdr(
            right.id(),
            right.direction(),
            right.parties(),
            right.path(),
            right.tariff(),
            right.charge(),
            Optional.of(
                new CarrierCost(cost.tariff(), new Charge(32, Money.parse("0.0063"), Money.ZERO))),
            right.attempts(),
            right.times(),
            right.ending(),
            right.callIdA(),
            right.callIdB());
    try (Store store = Store.open(new StoreSettings(file))) {
      new SqliteCdrStore(store).append(List.of(changed));
    }
    assertThat(explain("some-id", file)).isEqualTo(1);
    assertThat(out.toString()).contains("32 s billed, 0.0063 and attempt fee 0.0000: NOT the same");
  }

  /** The store holds the third version of a deck, whose terms are those of the record. */
  private void keepDeck(Store store, String rate) throws Exception {
    RateDecks decks = new RateDecks();
    DeckSwap swap = new DeckSwap(new DeckVersions(store), decks, InstantSource.system());
    Path deck = folder.resolve("demo.csv");
    for (String price : List.of("0.1", "0.2", rate)) {
      Files.writeString(
          deck,
          "destination,origin,rate,attempt fee,increments\n43664,33,%s,0.001,30/6\n"
              .formatted(price));
      swap.put(new DeckFile(deck, DeckSettings.of("demo", "USD")).load());
    }
  }

  @Test
  void thePriceIsLookedUpAgainInTheDeckThatTheRecordNames() throws Exception {
    Path file = folder.resolve("tollgate.db");
    try (Store store = Store.open(new StoreSettings(file))) {
      new SqliteCdrStore(store).append(List.of(Cdrs.answered("some-id")));
      keepDeck(store, "0.0390");
    }
    assertThat(explain("some-id", file)).as(out + "" + err).isZero();
    assertThat(out.toString())
        .contains("deck       demo@3 as it is kept has this price for this call");
  }

  @Test
  void aRecordWhosePriceTheDeckDoesNotHaveIsTold() throws Exception {
    Path file = folder.resolve("tollgate.db");
    try (Store store = Store.open(new StoreSettings(file))) {
      new SqliteCdrStore(store).append(List.of(Cdrs.answered("some-id")));
      keepDeck(store, "0.0380");
    }
    assertThat(explain("some-id", file)).isEqualTo(1);
    assertThat(out.toString())
        .contains("demo@3 as it is kept has ANOTHER price for this call: 0.0380 USD a minute");
    assertThat(err.toString()).contains("record some-id does not follow from a deck that it names");
  }

  @Test
  void itReadsAStoreThatNobodyHasOpen() {
    Path file = folder.resolve("tollgate.db");
    try (Store store = Store.open(new StoreSettings(file))) {
      new SqliteCdrStore(store).append(List.of(Cdrs.refused("refused")));
    }
    assertThat(explain("refused", file)).isZero();
    assertThat(out.toString()).contains("turned away before it was priced");
  }

  @Test
  void aRecordThatWasChangedIsTold() {
    Path file = folder.resolve("tollgate.db");
    Cdr right = Cdrs.answered("some-id");
    Cdr changed =
        new Cdr(
            right.id(),
            right.direction(),
            right.parties(),
            right.path(),
            right.tariff(),
            new Charge(36, Money.parse("0.0235"), Money.parse("0.001")),
            right.times(),
            right.ending(),
            right.callIdA(),
            right.callIdB());
    try (Store store = Store.open(new StoreSettings(file))) {
      new SqliteCdrStore(store).append(List.of(changed));
      assertThat(explain("some-id", file)).isEqualTo(1);
    }
    assertThat(out.toString()).contains("0.0235 and attempt fee 0.0010: NOT the same");
    assertThat(err.toString().lines())
        .containsExactly(
            "tollgate cdr explain: record some-id does not follow from its own tariff and"
                + " duration");
  }

  @Test
  void whatIsNotThereIsOneLineAndExitCode1() throws IOException {
    Path file = folder.resolve("tollgate.db");
    assertThat(explain("some-id", file)).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "tollgate cdr explain: store " + file + ": there is no such file; correct the path");
    assertThat(file).doesNotExist();

    err.getBuffer().setLength(0);
    Files.writeString(file, "not a database, but long enough to be looked at".repeat(30));
    assertThat(explain("some-id", file)).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1).allMatch(line -> line.contains("not a SQLite"));

    err.getBuffer().setLength(0);
    Path good = folder.resolve("good.db");
    Store.open(new StoreSettings(good)).close();
    assertThat(explain("some-id", good)).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly("tollgate cdr explain: store " + good + ": no record has the id some-id");
  }
}
