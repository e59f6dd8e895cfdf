package io.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tollgate.proxy.config.ConfigException;
import io.tollgate.proxy.config.ConfigLoader;
import io.tollgate.proxy.config.StartFailure;
import io.tollgate.proxy.config.TollgateConfig;
import io.tollgate.proxy.http.trunk.CreditSource;
import io.tollgate.proxy.store.CreditBook;
import io.tollgate.proxy.store.Store;
import io.tollgate.rating.charge.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The money of a running edge's accounts, by its configuration. */
class CreditInForceTest {
  @TempDir private Path folder;
  private Store store;
  private CreditBook book;

  @BeforeEach
  void open() throws IOException, ConfigException {
    store = Store.open(config("USD").store());
    book = new CreditBook(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private TollgateConfig config(String currency) throws IOException, ConfigException {
    return config(currency, "acme: {deck: d, credit: {kind: postpaid, limit: 5}}");
  }

  private TollgateConfig config(String currency, String acme) throws IOException, ConfigException {
    Files.writeString(folder.resolve("deck.csv"), "destination,origin,rate\n43,,0.1\n");
    Path file =
        Files.writeString(
            folder.resolve("tollgate.yaml"),
            """
            node: {data: data}
            listen: [{transport: udp, bind: "127.0.0.1:5060"}]
            lists: {here: [127.0.0.1]}
            decks: {d: {file: deck.csv, currency: %s}}
            accounts: {%s, free: {deck: d}}
            trunks: {one: {account: acme, auth: list, lists: [here]}}
            carriers: {c: {gateways: [{uri: "sip:192.0.2.9"}]}}
            """
                .formatted(currency, acme));
    return new ConfigLoader(name -> null).check(file);
  }

  private static CreditBook.Entry entry(String id, String amount) {
    return new CreditBook.Entry(id, "acme", Money.parse(amount).nanos(), "", Instant.EPOCH);
  }

  @Test
  void paymentsAreThereForCallsAtOnceAndWhatIsTakenOutIsNot() throws Exception {
    CreditInForce credit = CreditInForce.start(config("USD"), book);
    assertThat(free(credit)).isEqualTo("5.0000");
    credit.enter(entry("1", "25"));
    assertThat(free(credit)).isEqualTo("30.0000");
    credit.enter(entry("2", "-26"));
    assertThat(free(credit)).isEqualTo("4.0000");
    assertThat(credit.accounts())
        .containsExactly(
            new CreditSource.View(
                "acme",
                "USD",
                "postpaid",
                Money.parse("5"),
                Money.parse("-1"),
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO));
    credit.close();
    assertThat(book.standings().getFirst().granted()).isZero();
  }

  private static String free(CreditInForce credit) {
    return new Money(credit.ledger().onNode("acme", Instant.now()).free()).toString();
  }

  @Test
  void anAccountThatGetsCreditWhileTheEdgeRunsCanPayAtOnce() throws Exception {
    TollgateConfig before = config("USD", "acme: {deck: d}");
    CreditInForce credit = CreditInForce.start(before, book);
    assertThat(credit.accounts()).isEmpty();
    credit.follow(config("USD"));
    assertThat(free(credit)).isEqualTo("5.0000");
    assertThat(credit.accounts()).extracting(CreditSource.View::kind).containsExactly("postpaid");
    credit.follow(before);
    assertThat(credit.accounts()).extracting(CreditSource.View::kind).containsExactly("");
    credit.close();
  }

  @Test
  void aBalanceInAnotherCurrencyStopsTheStart() throws Exception {
    CreditInForce.start(config("USD"), book).close();
    TollgateConfig other = config("EUR");
    assertThatExceptionOfType(StartFailure.class)
        .isThrownBy(() -> CreditInForce.start(other, book))
        .withMessage("its prices are in EUR, but the account's balance is in USD")
        .satisfies(failure -> assertThat(failure.field()).isEqualTo("accounts.acme.deck"));
  }
}
