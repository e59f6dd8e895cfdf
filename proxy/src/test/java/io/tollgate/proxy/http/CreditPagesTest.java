package io.tollgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.http.access.AccessToken;
import io.tollgate.proxy.http.access.AccessTokens;
import io.tollgate.proxy.http.trunk.CreditSource;
import io.tollgate.proxy.store.CreditBook;
import io.tollgate.rating.charge.Money;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Balances over HTTP. */
@Timeout(300)
class CreditPagesTest {
  private static final String ADMIN = "the-admin-token-0001";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Acme credit = new Acme();
  private AdminServer server;

  /** One account, whose entries say what it has. */
  private static final class Acme implements CreditSource {
    private final List<CreditBook.Entry> entries = new ArrayList<>();
    private final List<CreditBook.Hold> held =
        new ArrayList<>(List.of(new CreditBook.Hold("call-1", "acme", 40_000_000)));

    @Override
    public List<View> accounts() {
      long balance = entries.stream().mapToLong(CreditBook.Entry::amount).sum();
      return List.of(
          new View(
              "acme",
              "USD",
              "prepaid",
              Money.ZERO,
              new Money(balance),
              Money.ZERO,
              Money.parse("0.04"),
              Money.parse("1.5"),
              Money.parse("2.5")));
    }

    @Override
    public List<CreditBook.Entry> entries(String account, int atMost) {
      return List.copyOf(entries);
    }

    @Override
    public List<CreditBook.Hold> orphans(String account) {
      return List.copyOf(held);
    }

    @Override
    public CreditBook.Entered enter(CreditBook.Entry entry) {
      if (!entry.account().equals("acme")) {
        return CreditBook.Entered.NO_ACCOUNT;
      }
      Optional<CreditBook.Entry> known =
          entries.stream().filter(earlier -> earlier.id().equals(entry.id())).findFirst();
      if (known.isPresent()) {
        return known.get().amount() == entry.amount()
            ? CreditBook.Entered.ALREADY
            : CreditBook.Entered.CONTRADICTED;
      }
      entries.add(entry);
      return CreditBook.Entered.MADE;
    }

    @Override
    public boolean release(String call) {
      return held.removeIf(hold -> hold.call().equals(call));
    }
  }

  @BeforeEach
  void start() {
    server =
        AdminServer.start(
            new HttpSettings(
                new InetSocketAddress("127.0.0.1", 0),
                new AccessTokens(Optional.of(AccessToken.of(ADMIN)), Optional.empty())),
            new AdminSources(
                List::of,
                (_, _) -> {},
                new ListedCdrs(),
                new ListedDecks(),
                credit,
                Map::of,
                IdleEdge.operations()));
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    return client.send(
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + ADMIN)
            .method(method, BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void balancesAreRead() throws Exception {
    assertThat(get("/v1/credit").body())
        .isEqualTo(
            """
            {"accounts":[{"account":"acme","currency":"USD","kind":"prepaid","limit":"0.0000",\
            "balance":"0.0000","reserved":"0.0000","held":"0.0400","spentToday":"1.5000",\
            "spentThisMonth":"2.5000"}]}
            """);
    assertThat(get("/v1/credit/acme").body()).contains("\"heldCalls\":[{\"call\":\"call-1\"");
    assertThat(get("/v1/credit/nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void aPaymentIsMadeOnce() throws Exception {
    String payment =
        """
        {"id": "invoice-17", "amount": "25.00", "note": "March"}\
        """;
    HttpResponse<String> made = send("POST", "/v1/credit/acme/entries", payment);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.body()).contains("\"balance\":\"25.0000\"").contains("\"note\":\"March\"");
    assertThat(send("POST", "/v1/credit/acme/entries", payment).statusCode()).isEqualTo(200);
    String other = payment.replace("25.00", "26.00");
    assertThat(send("POST", "/v1/credit/acme/entries", other).statusCode()).isEqualTo(409);
    assertThat(credit.entries).hasSize(1);
    HttpResponse<String> unknown = send("POST", "/v1/credit/none/entries", payment);
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("no account of this name has credit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense                                | the body is not JSON",
        "[]                                      | the body is not a JSON object",
        "{'amount': '1'}                         | id is missing, or not a text",
        "{'id': 'a b', 'amount': '1'}            | id is not 1 to 64 of",
        "{'id': 'a', 'amount': 1}                | amount is missing, or not a text",
        "{'id': 'a', 'amount': '1e3'}            | is not a decimal number",
        "{'id': 'a', 'amount': '0'}              | amount is nothing",
        "{'id': 'a', 'amount': '1', 'sum': '1'}  | sum is not known",
        "{'id': 'a', 'amount': '1', 'note': '\\n'} | note is longer than 200",
      })
  void whatIsNotUnderstoodChangesNothing(String body, String why) throws Exception {
    HttpResponse<String> refused = send("POST", "/v1/credit/acme/entries", body.replace('\'', '"'));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains(why);
    assertThat(credit.entries).isEmpty();
  }

  @Test
  void heldMoneyIsLetGo() throws Exception {
    assertThat(send("DELETE", "/v1/credit/held/call-1", "").statusCode()).isEqualTo(200);
    assertThat(send("DELETE", "/v1/credit/held/call-1", "").statusCode()).isEqualTo(404);
  }
}
