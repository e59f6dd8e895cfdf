package io.tollgate.proxy.route;

import io.tollgate.proxy.trunk.RouteOrder;
import io.tollgate.proxy.trunk.RoutePolicy;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.charge.Terms;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.Price;
import io.tollgate.rating.deck.Rate;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDeckBuilder;
import io.tollgate.rating.deck.RateDecks;
import io.tollgate.rating.number.DialPlan;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Steps 4 and 7 of the life of an INVITE, its number and its way: 200 gateways of 20 carriers, who
 * have 50,000 prefixes as destinations and as many in their decks. Besides the way itself the
 * result is both numbers, the place at the gateway and its carrier's tariff.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {"-XX:+UseParallelGC", "-Xmx1g"})
public class RouteBenchmark {
  private static final int CARRIERS = 20;
  private static final int GATEWAYS_EACH = 10;
  private static final int PREFIXES_EACH = 2_500;
  private static final int NUMBERS = 1 << 14;
  private static final RoutePolicy PRIORITY = RoutePolicy.DEFAULT;
  private static final RoutePolicy LEAST_COST = new RoutePolicy(RouteOrder.LEAST_COST, false);
  private static final RoutePolicy QUALITY = new RoutePolicy(RouteOrder.QUALITY, false);

  private final RateDecks decks = new RateDecks();
  private final DialPlan plan = DialPlan.strict();
  private final Tariff price = Ways.tariff("9.0000", "USD");
  private final CostTable costs = new CarrierDecks(Optional::of, decks);
  private RouteSelector routes;
  private String[] numbers;
  private int next;

  /** Carriers that take overlapping parts of the world. */
  @Setup
  public void make() {
    SplittableRandom random = new SplittableRandom(7);
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      codes.add("43" + random.nextInt(100, 1_000_000));
    }
    List<Carrier> carriers = new ArrayList<>();
    for (int c = 0; c < CARRIERS; c++) {
      String id = "carrier" + c;
      Set<String> taken = new LinkedHashSet<>();
      while (taken.size() < PREFIXES_EACH) {
        taken.add(codes.get(random.nextInt(codes.size())));
      }
      RateDeckBuilder deck = RateDeck.builder(DeckSettings.of(id, "USD"));
      for (String prefix : taken) {
        Money rate = new Money(random.nextLong(1_000_000, 900_000_000));
        deck.add(
            new Rate(prefix, "", new Price(false, Terms.of(rate, new Increments(60, 60)), "")));
      }
      decks.put(deck.build());
      List<Gateway> gateways = new ArrayList<>();
      for (int g = 0; g < GATEWAYS_EACH; g++) {
        gateways.add(gateway(id, g));
      }
      carriers.add(
          new Carrier(
              id, gateways, new Destinations(List.copyOf(taken), List.of()), Optional.of(id)));
    }
    routes = new RouteSelector(carriers);
    numbers = new String[NUMBERS];
    for (int i = 0; i < NUMBERS; i++) {
      String begins = codes.get(random.nextInt(codes.size()));
      do {
        numbers[i] = "+" + begins + random.nextInt(1000, 10_000);
        begins = codes.get(random.nextInt(codes.size()));
      } while (!routes.takes(E164.of(numbers[i])));
    }
  }

  private static Gateway gateway(String carrier, int g) {
    return new Gateway(
        "g" + g,
        carrier,
        new GatewayUri(
            new InetSocketAddress("192.0.2." + (g + 1), 5060), io.tollgate.proxy.net.Transport.UDP),
        GatewayTerms.NONE,
        new Dispatch(1 + g % 2, 1 + g, NumberFormat.E164, Dispatch.DEFAULT.setupTimer()));
  }

  private Seizure route(RoutePolicy policy) {
    if (plan.read(numbers[next++ & NUMBERS - 1]) instanceof DialledNumber.Number(E164 to)) {
      Optional<E164> from = plan.readCaller("+33123456789");
      long now = next;
      Seizure place =
          routes
              .hunt(new RouteRequest(to, from, price, policy, "fra", now), costs)
              .seize(now)
              .orElseThrow();
      place.release(now);
      return place;
    }
    throw new AssertionError("a number that is none");
  }

  /** By priority and weight. */
  @Benchmark
  public Seizure priority() {
    return route(PRIORITY);
  }

  /** By the decks of all carriers that take the number. */
  @Benchmark
  public Seizure leastCost() {
    return route(LEAST_COST);
  }

  /** By answers and post-dial delay. */
  @Benchmark
  public Seizure quality() {
    return route(QUALITY);
  }

  /** The number alone: step 4. */
  @Benchmark
  public DialledNumber number() {
    return plan.read(numbers[next++ & NUMBERS - 1]);
  }
}
