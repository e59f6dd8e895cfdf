package io.tollgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.deck.DeckFile;
import io.tollgate.proxy.deck.DeckSwap;
import io.tollgate.proxy.http.access.AccessToken;
import io.tollgate.proxy.http.access.AccessTokens;
import io.tollgate.proxy.http.price.DeckSource;
import io.tollgate.proxy.store.DeckVersions;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreSettings;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDecks;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Decks that are put over HTTP. */
@Timeout(300)
class DeckUploadTest {
  private static final String TOKEN = "the-admin-token-0001";
  private static final String DECK = "destination,rate\n43,0.1\n";

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final RateDecks decks = new RateDecks();
  private Store store;
  private AdminServer server;

  @BeforeEach
  void start() throws Exception {
    store = Store.open(new StoreSettings(folder.resolve("tollgate.db")));
    DeckSwap swap = new DeckSwap(new DeckVersions(store), decks, InstantSource.system());
    Path file = Files.writeString(folder.resolve("demo.csv"), DECK);
    swap.put(new DeckFile(file, DeckSettings.of("demo", "USD")).load());
    DeckSource source =
        new DeckSource() {
          @Override
          public Map<String, RateDeck> inForce() {
            return decks.all();
          }

          @Override
          public Optional<String> deckOf(String account) {
            return Optional.empty();
          }

          @Override
          public Optional<DeckSwap> swap() {
            return Optional.of(swap);
          }
        };
    server =
        AdminServer.start(
            new HttpSettings(
                new InetSocketAddress("127.0.0.1", 0),
                new AccessTokens(Optional.of(AccessToken.of(TOKEN)), Optional.empty())),
            new AdminSources(
                List::of, (_, _) -> {}, new ListedCdrs(), source, IdleEdge.operations()));
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
    store.close();
  }

  private HttpResponse<String> send(String method, String path, String body, String token)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.address().getPort() + path))
            .method(method, BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> put(String path, String body) throws Exception {
    return send("PUT", path, body, TOKEN);
  }

  private String inForce() {
    return decks.find("demo").orElseThrow().toString();
  }

  @Test
  void aDeckIsInForceWhenTheAnswerComes() throws Exception {
    HttpResponse<String> answer = put("/v1/decks/demo", "[{\"destination\": 43, \"rate\": 0.2}]");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("ETag")).hasValue("\"demo@2\"");
    assertThat(answer.body())
        .startsWith("{\"id\":\"demo\",\"version\":2,\"validFrom\":\"")
        .endsWith("\",\"inForce\":true,\"rows\":1,\"prices\":1,\"leftOut\":[],\"warnings\":0}\n");
    assertThat(inForce()).isEqualTo("demo@2");
  }

  @Test
  void oneForLaterWaits() throws Exception {
    assertThat(put("/v1/decks/demo?validFrom=2099-01-01", "destination,rate\n43,0.2\n").body())
        .contains("\"validFrom\":\"2099-01-01T00:00:00Z\",\"inForce\":false");
    assertThat(inForce()).isEqualTo("demo@1");
    assertThat(send("GET", "/v1/decks/demo/versions", "", "").body())
        .isEqualTo(
            "{\"versions\":[{\"version\":1,\"inForce\":true,\"prices\":1},"
                + "{\"version\":2,\"validFrom\":\"2099-01-01T00:00:00Z\",\"prices\":1}]}\n");
    assertThat(send("GET", "/v1/decks/demo/versions/1", "", "").body()).isEqualTo(DECK);
    assertThat(send("GET", "/v1/decks/demo/versions/3", "", "").statusCode()).isEqualTo(404);
    assertThat(send("GET", "/v1/decks/demo/versions/last", "", "").statusCode()).isEqualTo(404);
  }

  @Test
  void aWrongDeckIsRefusedWithEveryProblem() throws Exception {
    HttpResponse<String> answer = put("/v1/decks/demo", "destination,rate\n43,free\n44,\n");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"error\":\"deck demo:2: rate: 'free' is not a decimal number")
        .contains("\"problems\":[\"2:4: rate: 'free'", "\"3:4: rate: it is empty");
    assertThat(inForce()).isEqualTo("demo@1");
    assertThat(put("/v1/decks/demo?lenient=true", "destination,rate\n43,free\n44,1\n").body())
        .contains("\"leftOut\":[\"2:4: rate: 'free'");
    assertThat(inForce()).isEqualTo("demo@2");
  }

  @Test
  void whatIsAskedWronglyChangesNothing() throws Exception {
    assertThat(put("/v1/decks/gold", DECK).statusCode()).isEqualTo(404);
    assertThat(put("/v1/decks/demo?validFrom=soon", DECK).statusCode()).isEqualTo(400);
    assertThat(put("/v1/decks/demo?lenient=perhaps", DECK).statusCode()).isEqualTo(400);
    assertThat(put("/v1/decks/demo?now=true", DECK).statusCode()).isEqualTo(400);
    assertThat(put("/v1/decks/demo", "").statusCode()).isEqualTo(400);
    assertThat(send("PUT", "/v1/decks/demo", "destination,rate\n43,9\n", "").statusCode())
        .isEqualTo(401);
    assertThat(send("PUT", "/v1/decks/demo", "destination,rate\n43,9\n", "guessed").statusCode())
        .isEqualTo(401);
    assertThat(inForce()).isEqualTo("demo@1");
  }
}
