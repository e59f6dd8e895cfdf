package io.tollgate.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.trunk.RouteOrder;
import io.tollgate.proxy.trunk.RoutePolicy;
import io.tollgate.rating.number.E164;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The orders, and who is passed over. */
class CarrierHuntTest {
  private static final E164 MOBILE = E164.of("+436641234567");
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Map<String, Availability> health = new HashMap<>();
  private final Map<String, Boolean> admits = new HashMap<>();
  private final List<String> shown = new ArrayList<>();
  private final GatewayBook book = new GatewayBook(gateway -> state(gateway.id()));
  private final Map<String, Cost> costs = new HashMap<>();
  private final CostTable table = (carrier, to, from) -> costs.getOrDefault(carrier, Cost.UNKNOWN);

  private GatewayState state(String id) {
    return new GatewayState() {
      @Override
      public Availability availability(long nowNanos) {
        return health.getOrDefault(id, Availability.USABLE);
      }

      @Override
      public boolean enter(long nowNanos) {
        return admits.getOrDefault(id, true);
      }

      @Override
      public void report(AttemptSign sign, long nowNanos) {
        shown.add(id + ' ' + sign);
      }
    };
  }

  private static Gateway gateway(String carrier, String id, Dispatch dispatch) {
    return new Gateway(
        id,
        carrier,
        new GatewayUri(
            new InetSocketAddress("192.0.2.1", 5060), io.tollgate.proxy.net.Transport.UDP),
        GatewayTerms.NONE,
        dispatch);
  }

  /** One gateway of each of these carriers, by its name. */
  private RouteSelector routes(String... carriers) {
    List<Carrier> all = new ArrayList<>();
    for (String carrier : carriers) {
      all.add(new Carrier(carrier, List.of(gateway(carrier, carrier, Dispatch.DEFAULT))));
    }
    return new RouteSelector(all, book, RoutingSettings.DEFAULT);
  }

  private RouteSelector routes(Gateway... gateways) {
    return new RouteSelector(
        List.of(new Carrier("c", List.of(gateways))), book, RoutingSettings.DEFAULT);
  }

  private List<String> tried(RouteSelector routes, RouteOrder order, boolean mayLose, String pop) {
    return ids(
        Ways.of(
            routes.hunt(Ways.request(MOBILE, new RoutePolicy(order, mayLose), pop, 7), table), 0));
  }

  private List<String> tried(RouteSelector routes) {
    return tried(routes, RouteOrder.PRIORITY, false, "");
  }

  private static List<String> ids(List<Gateway> gateways) {
    return gateways.stream().map(Gateway::id).toList();
  }

  private Map<String, PassOver> explained(RouteSelector routes) {
    Map<String, PassOver> why = new HashMap<>();
    routes
        .explain(Ways.request(MOBILE, RoutePolicy.DEFAULT, "", 7), table, 0)
        .forEach(option -> why.put(option.gateway().id(), option.passedOver()));
    return why;
  }

  private void cost(String carrier, String rate) {
    costs.put(carrier, new Cost.Known(Ways.tariff(rate, "USD")));
  }

  @Test
  void whatCostsLeastComesFirstAndWhatNobodyKnowsLast() {
    cost("dear", "0.0380");
    cost("cheap", "0.0100");
    costs.put("euro", new Cost.Known(Ways.tariff("0.0001", "EUR")));
    assertThat(tried(routes("unknown", "dear", "euro", "cheap"), RouteOrder.LEAST_COST, false, ""))
        .containsExactly("cheap", "dear", "unknown", "euro");
  }

  @Test
  void aCarrierThatChargesMoreThanTheCustomerPaysIsPassedOverUnlessThatIsAllowed() {
    cost("dear", "0.0391");
    cost("even", "0.0390");
    costs.put("bars", Cost.NOT_TAKEN);
    RouteSelector routes = routes("dear", "bars", "even", "unknown");
    assertThat(tried(routes)).containsExactly("even", "unknown");
    assertThat(tried(routes, RouteOrder.PRIORITY, true, ""))
        .containsExactly("dear", "even", "unknown");
    assertThat(explained(routes))
        .containsEntry("dear", PassOver.MARGIN)
        .containsEntry("bars", PassOver.NO_COST)
        .containsEntry("even", PassOver.NOTHING);
  }

  @Test
  void gatewaysAtThePointOfPresenceComeBeforeAllOthers() {
    RouteSelector routes =
        routes(
            gateway("c", "syd", Dispatch.DEFAULT.at("syd")),
            gateway("c", "everywhere", Dispatch.DEFAULT),
            gateway("c", "fra", Dispatch.DEFAULT.at("fra")));
    assertThat(tried(routes, RouteOrder.PRIORITY, false, "fra"))
        .containsExactly("everywhere", "fra", "syd");
    assertThat(tried(routes, RouteOrder.PRIORITY, false, "syd"))
        .containsExactly("syd", "everywhere", "fra");
    assertThat(tried(routes, RouteOrder.PRIORITY, false, "gru"))
        .containsExactly("everywhere", "syd", "fra");
  }

  @Test
  void byShareEachComesFirstAsOftenAsItsShareSays() {
    RouteSelector routes =
        routes(
            gateway("c", "reserve", Dispatch.DEFAULT),
            gateway("c", "sixty", Dispatch.DEFAULT.withShare(60)),
            gateway("c", "forty", Dispatch.DEFAULT.withShare(40)));
    Map<String, Integer> firsts = new HashMap<>();
    for (int call = 0; call < 10_000; call++) {
      List<String> order =
          ids(
              Ways.of(
                  routes.hunt(
                      Ways.request(
                          MOBILE,
                          new RoutePolicy(RouteOrder.PERCENTAGE, false),
                          "",
                          call * 1_000_003L),
                      table),
                  0));
      firsts.merge(order.getFirst(), 1, Integer::sum);
      assertThat(order).hasSize(3).endsWith("reserve");
    }
    assertThat(firsts.get("sixty")).isCloseTo(6_000, Offset.offset(250));
    assertThat(firsts.get("forty")).isCloseTo(4_000, Offset.offset(250));
  }

  @Test
  void whatIsAnsweredMostAndSoonestComesFirstAndTheWindowForgets() {
    RouteSelector routes = routes("slow", "fails", "new", "good");
    for (int i = 0; i < 40; i++) {
      attempt(routes, "slow", true, 6_000);
      attempt(routes, "fails", false, 100);
      attempt(routes, "good", true, 100);
    }
    assertThat(tried(routes, RouteOrder.QUALITY, false, ""))
        .containsExactly("good", "slow", "new", "fails");
    long later = RoutingSettings.DEFAULT.qualityWindow().toNanos() + SECOND;
    assertThat(
            ids(
                Ways.of(
                    routes.hunt(
                        Ways.request(MOBILE, new RoutePolicy(RouteOrder.QUALITY, false), "", 7),
                        table),
                    later)))
        .as("all are as good as new")
        .containsExactly("slow", "fails", "new", "good");
  }

  private void attempt(RouteSelector routes, String id, boolean answered, long delayMillis) {
    Hunt hunt = routes.hunt(Ways.request(MOBILE, RoutePolicy.DEFAULT, "", 7), table);
    Seizure place = hunt.seize(0).orElseThrow();
    while (!place.gateway().id().equals(id)) {
      place.release(0);
      place = hunt.seize(0).orElseThrow();
    }
    place.heard(delayMillis, 0);
    place.heard(99_999, 0);
    place.ended(answered, 0);
    place.ended(!answered, 0);
    place.release(0);
  }

  @Test
  void aFullGatewayIsPassedOverUntilACallHasLeftItOnce() {
    RouteSelector routes =
        routes(
            gateway(
                "c",
                "two",
                Dispatch.DEFAULT.withCaps(new GatewayCaps(OptionalInt.empty(), OptionalInt.of(2)))),
            gateway("c", "other", Dispatch.DEFAULT));
    Seizure first = seize(routes, 0);
    Seizure second = seize(routes, 0);
    assertThat(List.of(first.gateway().id(), second.gateway().id())).containsOnly("two");
    assertThat(seize(routes, 0).gateway().id()).isEqualTo("other");
    assertThat(explained(routes)).containsEntry("two", PassOver.CHANNELS);
    first.release(0);
    first.release(0);
    assertThat(seize(routes, 0).gateway().id()).isEqualTo("two");
    assertThat(seize(routes, 0).gateway().id()).as("released once").isEqualTo("other");
  }

  @Test
  void aGatewayGetsNoMoreNewCallsASecondThanItTakesAndANewConfigurationFindsThemCounted() {
    Gateway slow =
        gateway(
            "c",
            "slow",
            Dispatch.DEFAULT.withCaps(new GatewayCaps(OptionalInt.of(1), OptionalInt.empty())));
    Gateway other = gateway("c", "other", Dispatch.DEFAULT);
    assertThat(seize(routes(slow, other), 5 * SECOND).gateway()).isEqualTo(slow);
    assertThat(seize(routes(slow, other), 5 * SECOND).gateway()).isEqualTo(other);
    assertThat(seize(routes(slow, other), 6 * SECOND).gateway()).isEqualTo(slow);
  }

  private Seizure seize(RouteSelector routes, long now) {
    return routes
        .hunt(Ways.request(MOBILE, RoutePolicy.DEFAULT, "", 7), table)
        .seize(now)
        .orElseThrow();
  }

  @Test
  void theSickAndTheDrainedArePassedOver() {
    health.put("broken", Availability.BROKEN);
    health.put("drained", Availability.DRAINED);
    admits.put("trial", false);
    RouteSelector routes = routes("broken", "drained", "trial", "well");
    assertThat(tried(routes)).containsExactly("well");
    assertThat(shown).containsExactly("well NOTHING");
    assertThat(explained(routes))
        .containsEntry("broken", PassOver.BREAKER)
        .containsEntry("drained", PassOver.DRAINED)
        .containsEntry("well", PassOver.NOTHING);
  }

  @Test
  void whoIsLeftOutSaysWhy() {
    RouteSelector routes =
        new RouteSelector(
            List.of(
                new Carrier(
                    "germany",
                    List.of(gateway("germany", "germany", Dispatch.DEFAULT)),
                    new Destinations(List.of("49"), List.of()))),
            book,
            RoutingSettings.DEFAULT);
    assertThat(explained(routes)).containsExactly(Map.entry("germany", PassOver.DESTINATION));
    Hunt hunt = routes.hunt(Ways.request(MOBILE, RoutePolicy.DEFAULT, "", 7), table);
    assertThat(hunt.seize(0)).isEmpty();
    assertThat(hunt.lastPassedOver()).isEqualTo(PassOver.DESTINATION);
  }

  @Test
  void whomACarrierAsksForComesNextAndOnce() {
    Gateway third = gateway("c", "third", Dispatch.DEFAULT);
    RouteSelector routes =
        routes(
            gateway("c", "first", Dispatch.DEFAULT.at("fra")),
            gateway("c", "second", Dispatch.DEFAULT.at("fra")),
            third);
    Hunt hunt =
        routes.hunt(
            new RouteRequest(MOBILE, Optional.empty(), Ways.PRICE, RoutePolicy.DEFAULT, "fra", 7),
            table);
    assertThat(hunt.seize(0).orElseThrow().gateway().id()).isEqualTo("first");
    hunt.prefer(third);
    assertThat(ids(Ways.of(hunt, 0))).containsExactly("third", "second");
  }

  @Test
  void anExplanationTakesNothing() {
    RouteSelector routes =
        routes(
            gateway(
                "c",
                "one",
                Dispatch.DEFAULT.withCaps(new GatewayCaps(OptionalInt.of(1), OptionalInt.of(1)))));
    for (int i = 0; i < 3; i++) {
      assertThat(explained(routes)).containsEntry("one", PassOver.NOTHING);
    }
    assertThat(seize(routes, 0).gateway().id()).isEqualTo("one");
  }
}
