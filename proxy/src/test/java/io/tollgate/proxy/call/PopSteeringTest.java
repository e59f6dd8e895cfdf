package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.Cost;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayBook;
import io.tollgate.proxy.route.GatewayStates;
import io.tollgate.proxy.route.GatewayUri;
import io.tollgate.proxy.route.RouteSelector;
import io.tollgate.proxy.route.pop.GeoLocator;
import io.tollgate.proxy.route.pop.GeoPoint;
import io.tollgate.proxy.route.pop.GeoSettings;
import io.tollgate.proxy.route.pop.Pop;
import io.tollgate.proxy.route.pop.PopSelector;
import io.tollgate.proxy.route.pop.RoundTrips;
import io.tollgate.proxy.route.pop.SteeringMode;
import io.tollgate.proxy.route.pop.SteeringSettings;
import io.tollgate.proxy.route.pop.VerdictKey;
import io.tollgate.proxy.route.pop.VerdictTerms;
import io.tollgate.proxy.route.pop.Verdicts;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.DigestAuthenticator;
import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.RouteOrder;
import io.tollgate.proxy.trunk.RoutePolicy;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkAuthenticator;
import io.tollgate.proxy.trunk.TrunkDirectory;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.RateDeckReader;
import io.tollgate.rating.deck.RateDecks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of this node in Frankfurt, of callers in São Paulo, and of the other points' edges. */
class PopSteeringTest {
  private static final VerdictKey KEY = new VerdictKey("0123456789abcdef0123456789abcdef");
  private static final String CALLER = "198.51.100.7";
  private static final String GRU_EDGE = "192.0.2.200";
  private static final String CALLED = "+436641234567";
  private static final Pop FRA = new Pop("fra", new GeoPoint(50.11, 8.68), "sip:fra.test");
  private static final Pop GRU = new Pop("gru", new GeoPoint(-23.55, -46.63), "sip:gru.test:5070");
  private static final Pop IAD = new Pop("iad", new GeoPoint(38.95, -77.45), "sip:iad.test");

  @TempDir private Path folder;

  private final CallHarness harness = new CallHarness();
  private final AdmissionControl admission = new AdmissionControl();
  private final RateDecks decks = new RateDecks();
  private final Set<String> down = new HashSet<>();
  private final Verdicts ours = new Verdicts(KEY, "fra");
  private final Verdicts gru = new Verdicts(KEY, "gru");
  private RoutePolicy routePolicy = RoutePolicy.DEFAULT;
  private List<Carrier> carriers = List.of(new Carrier("c1", CallHarness.gateways(1)));
  private int ids;

  @BeforeEach
  void readDeck() throws IOException, DeckException {
    decks.put(
        RateDeckReader.read(
            Files.writeString(
                folder.resolve("deck.csv"), "destination,rate,increments\n43664,0.0390,60/60\n"),
            DeckSettings.of("demo", "USD")));
  }

  private static Gateway edge(String pop, String address) {
    return new Gateway(
        pop,
        SteeringSettings.CARRIER,
        new GatewayUri(new InetSocketAddress(address, 5060), Transport.UDP));
  }

  private CallSetup setup(SteeringMode mode) {
    Trunk trunk =
        Trunk.builder("hq", new Account("acme", "demo", 5), AuthMode.LIST)
            .at(List.of(AddressPrefix.parse("198.51.100.0/24")))
            .routePolicy(routePolicy)
            .build();
    TrunkDirectory trunks = new TrunkDirectory(List.of(trunk));
    RouteSelector routes = new RouteSelector(carriers);
    PopSelector selector =
        new PopSelector(
            List.of(FRA, GRU, IAD),
            FRA,
            new GeoLocator(
                new GeoSettings(
                    Map.of(AddressPrefix.parse(CALLER), GRU.at()), Optional.empty(), false)),
            RoundTrips.NONE,
            pop -> !down.contains(pop.id()));
    return new CallSetup(
            new TrunkAuthenticator(
                () -> trunks,
                new DigestAuthenticator(
                    new DigestSettings(
                        "tollgate.test",
                        DigestSettings.DEFAULT_ALGORITHMS,
                        DigestSettings.DEFAULT_NONCE_LIFE),
                    new SecureRandom())),
            admission,
            decks,
            () -> new CallPolicy(routes, harness.settings),
            "fra",
            () -> "id-" + ++ids,
            () -> false,
            harness.environment())
        .steeredBy(
            new PopSteering(
                new SteeringSettings(
                    mode,
                    Optional.of(KEY),
                    List.of(edge("gru", GRU_EDGE), edge("iad", "192.0.2.201"))),
                selector,
                Optional.of(ours),
                address -> address.equals(InetAddress.ofLiteral(GRU_EDGE)),
                new GatewayBook(GatewayStates.ALWAYS_USABLE)));
  }

  private void receive(SteeringMode mode, String source, String verdict) {
    CallRequest from =
        harness.request(
            new InetSocketAddress(source, 5060),
            ClaimedIdentity.ofFrom("+33123456789"),
            CALLED,
            List.of());
    setup(mode)
        .receive(
            new CallRequest(
                from.presented(),
                from.identity(),
                from.forwardings(),
                from.maxForwards(),
                from.callId(),
                from.offer(),
                from.receivedNanos(),
                from.receivedAt(),
                verdict),
            harness.caller);
  }

  private String verdict() {
    return verdict(RoutePolicy.DEFAULT, false);
  }

  /** Of a call for which the customer pays 0.0390 a minute. */
  private String verdict(RoutePolicy policy, boolean emergency) {
    return gru.sign(
        new Verdicts.Subject(harness.caller.callId(), CALLED, CALLED.substring(1)),
        new VerdictTerms(policy, emergency, CallHarness.TARIFF),
        "fra",
        harness.clock.now());
  }

  private List<String> tried() {
    return harness.invitations.stream().map(call -> call.gateway().id()).toList();
  }

  @Test
  void theNearestPointIsTriedThenTheNextThenOurOwnCarriers() {
    receive(SteeringMode.FORWARD, CALLER, "");
    harness.listener().calleeRefused(503, 0);
    harness.listener().calleeRefused(503, 0);
    assertThat(tried()).containsExactly("gru", "iad", "g1");
    assertThat(admission.activeCalls()).as("admitted once").isOne();
  }

  @Test
  void aPointThatTakesNoCallsIsPassedOver() {
    down.add("gru");
    receive(SteeringMode.FORWARD, CALLER, "");
    assertThat(tried()).containsExactly("iad");
  }

  @Test
  void withoutSteeringItLeavesFromHere() {
    receive(SteeringMode.OFF, CALLER, "");
    assertThat(tried()).containsExactly("g1");
  }

  @Test
  void redirectedTheCallIsNotCounted() {
    receive(SteeringMode.REDIRECT, CALLER, "");
    assertThat(harness.invitations).isEmpty();
    Cdr record = harness.records.getFirst();
    assertThat(record.ending().cause()).isEqualTo(HangupCause.REDIRECTED);
    assertThat(record.ending().sipStatus()).isEqualTo(302);
    assertThat(record.path().trunk()).isEqualTo("hq");
    assertThat(admission.activeCalls()).isZero();
  }

  @Test
  void anotherPointsCallIsNeitherAdmittedNorChargedNorSentToAThird() {
    receive(SteeringMode.FORWARD, GRU_EDGE, verdict());
    assertThat(tried()).containsExactly("g1");
    assertThat(admission.activeCalls()).isZero();
    harness.listener().calleeRefused(486, 17);
    Cdr record = harness.records.getFirst();
    assertThat(record.direction()).isEqualTo(Cdr.Direction.TRANSIT);
    assertThat(record.tariff()).isEmpty();
    assertThat(record.path().account()).isEmpty();
    assertThat(record.path().carrier()).isEqualTo("c1");
  }

  /** Carrier c1, first in the file, charges more than the customer pays; c2 less. */
  private void twoCarriers() {
    carriers =
        List.of(
            new Carrier("c1", CallHarness.gateways(1)),
            new Carrier(
                "c2", List.of(new Gateway("g2", "c2", new InetSocketAddress("192.0.2.2", 5060)))));
    harness.costs =
        (carrier, to, from) ->
            new Cost.Known(wholesale(carrier.equals("c1") ? "0.0500" : "0.0100"));
  }

  private static Tariff wholesale(String rate) {
    return new Tariff(
        "wholesale",
        1,
        "USD",
        4,
        "43",
        "",
        Money.parse(rate),
        Money.ZERO,
        Money.ZERO,
        Money.ZERO,
        Increments.PER_MINUTE,
        0,
        0);
  }

  @Test
  void anotherPointsCallIsNotMadeAtALossHereEither() {
    twoCarriers();
    receive(SteeringMode.FORWARD, GRU_EDGE, verdict());
    harness.listener().calleeRefused(503, 0);
    assertThat(tried()).as("not by c1").containsExactly("g2");
    assertThat(harness.records.getFirst().cost().orElseThrow().tariff().ratePerMinute())
        .isEqualTo(Money.parse("0.0100"));
  }

  @Test
  void whatItsTrunkWantsOfRoutesHoldsHere() {
    twoCarriers();
    receive(
        SteeringMode.FORWARD, GRU_EDGE, verdict(new RoutePolicy(RouteOrder.PRIORITY, true), false));
    harness.listener().calleeRefused(503, 0);
    assertThat(tried()).as("a loss is allowed").containsExactly("g1", "g2");
    receive(
        SteeringMode.FORWARD,
        GRU_EDGE,
        verdict(new RoutePolicy(RouteOrder.LEAST_COST, true), false));
    assertThat(tried()).as("the cheapest first").containsExactly("g1", "g2", "g2");
  }

  @Test
  void aCallForHelpIsMadeHereWhateverItCosts() {
    twoCarriers();
    receive(SteeringMode.FORWARD, GRU_EDGE, verdict(RoutePolicy.DEFAULT, true));
    assertThat(tried()).containsExactly("g1");
  }

  @Test
  void theOtherPointLearnsThePriceAndWhatTheTrunkWants() {
    routePolicy = new RoutePolicy(RouteOrder.QUALITY, true);
    receive(SteeringMode.FORWARD, CALLER, "");
    Invitation sent = harness.invitations.getFirst();
    assertThat(sent.routePolicy()).isEqualTo(routePolicy);
    assertThat(sent.price().ratePerMinute()).isEqualTo(Money.parse("0.0390"));
  }

  @Test
  void fromAnybodyElseAVerdictMeansNothing() {
    receive(SteeringMode.OFF, "203.0.113.66", verdict());
    assertThat(harness.invitations).isEmpty();
    assertThat(harness.records.getFirst().ending().cause()).isEqualTo(HangupCause.UNKNOWN_SOURCE);
  }

  @Test
  void aTrunksOwnVerdictDoesNotMakeItsCallsFree() {
    receive(SteeringMode.OFF, CALLER, verdict());
    assertThat(tried()).containsExactly("g1");
    assertThat(harness.registry.calls().getFirst().context().account()).isEqualTo("acme");
    assertThat(admission.activeCalls()).isOne();
  }

  @Test
  void aVerdictThatIsUsedAgainIsRefused() {
    String verdict = verdict();
    receive(SteeringMode.OFF, GRU_EDGE, verdict);
    receive(SteeringMode.OFF, GRU_EDGE, verdict);
    assertThat(tried()).hasSize(1);
    Cdr record = harness.records.getFirst();
    assertThat(record.ending().cause()).isEqualTo(HangupCause.BAD_VERDICT);
    assertThat(record.direction()).isEqualTo(Cdr.Direction.TRANSIT);
  }

  @Test
  void anEdgeWithoutAVerdictIsAStranger() {
    receive(SteeringMode.FORWARD, GRU_EDGE, "");
    assertThat(harness.records.getFirst().ending().cause()).isEqualTo(HangupCause.UNKNOWN_SOURCE);
  }

  @Test
  void anErrorOnTheWayOfAnotherPointsCallRefusesIt() {
    harness.costs =
        (carrier, to, from) -> {
          throw new IllegalStateException("broken on purpose");
        };
    receive(SteeringMode.OFF, GRU_EDGE, verdict());
    assertThat(harness.caller.asked()).containsExactly("refuse 500 node-failure");
    Cdr record = harness.record();
    assertThat(record.direction()).isEqualTo(Cdr.Direction.TRANSIT);
    assertThat(record.ending().cause()).isEqualTo(HangupCause.NODE_FAILURE);
  }
}
