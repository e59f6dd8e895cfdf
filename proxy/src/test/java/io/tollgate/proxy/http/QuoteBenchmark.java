package io.tollgate.proxy.http;

import io.tollgate.proxy.http.exchange.Accept;
import io.tollgate.proxy.http.exchange.BadRequestException;
import io.tollgate.proxy.http.exchange.Handler;
import io.tollgate.proxy.http.exchange.Query;
import io.tollgate.proxy.http.exchange.Request;
import io.tollgate.proxy.http.exchange.RequestBody;
import io.tollgate.proxy.http.exchange.Response;
import io.tollgate.proxy.http.price.QuotePages;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Terms;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.Price;
import io.tollgate.rating.deck.Rate;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDeckBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A quote in a deck of a million destinations: from the query to the last byte of the answer, and
 * the same over HTTP on loopback, one after the other on a connection that stays, by the JDK's
 * client, whose time is in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 2,
    jvmArgsAppend = {"-XX:+UseParallelGC", "-Xmx4g"})
public class QuoteBenchmark {
  private static final int DESTINATIONS = 1_000_000;
  private static final int QUERIES = 1 << 14;
  private static final RequestBody EMPTY = new RequestBody(InputStream.nullInputStream(), 0);

  private final String[] queries = new String[QUERIES];
  private final ListedDecks decks = new ListedDecks();
  private Handler quote;
  private AdminServer server;
  private HttpClient client;
  private int next;

  @Setup(Level.Trial)
  public void start() throws IOException {
    RateDeckBuilder deck = RateDeck.builder(DeckSettings.of("demo", "USD"));
    for (int i = 0; i < DESTINATIONS; i++) {
      Money rate = new Money(100_000L * (1 + i % 5_000));
      Price price = new Price(false, Terms.of(rate, Increments.PER_MINUTE), "");
      deck.add(new Rate(Integer.toString(2_000_000 + i), "", price));
    }
    decks.decks.put("demo", deck.build());
    decks.accounts.put("acme", "demo");
    Random random = new Random(1);
    for (int i = 0; i < QUERIES; i++) {
      int to = 2_000_000 + random.nextInt(DESTINATIONS);
      queries[i] = "account=acme&to=%2B" + to + "1234&from=%2B33123456789&seconds=61";
    }
    quote = new QuotePages(decks, InstantSource.system()).routes().getFirst().handler();
    server =
        AdminServer.start(
            new HttpSettings(new InetSocketAddress("127.0.0.1", 0)),
            new AdminSources(
                List::of, (_, _) -> {}, new ListedCdrs(), decks, IdleEdge.operations()));
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @TearDown(Level.Trial)
  public void stop() {
    client.close();
    server.close();
  }

  private String nextQuery() {
    next = next + 1 & QUERIES - 1;
    return queries[next];
  }

  @Benchmark
  public int page() throws BadRequestException, IOException {
    Request request = new Request(Map.of(), Query.parse(nextQuery()), new Accept(""), EMPTY);
    Response response = quote.answer(request);
    response.body().writeTo(OutputStream.nullOutputStream());
    return response.status();
  }

  @Benchmark
  public int overHttp() throws IOException, InterruptedException {
    URI uri =
        URI.create("http://127.0.0.1:" + server.address().getPort() + "/v1/quote?" + nextQuery());
    HttpResponse<byte[]> response =
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(new String(response.body()));
    }
    return response.body().length;
  }
}
