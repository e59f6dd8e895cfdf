package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.CarrierCost;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.Cost;
import io.tollgate.proxy.route.RouteSelector;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.CallerIdPolicy;
import io.tollgate.proxy.trunk.CallingHours;
import io.tollgate.proxy.trunk.CallingHoursText;
import io.tollgate.proxy.trunk.Destinations;
import io.tollgate.proxy.trunk.DigestAuthenticator;
import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.DigestUser;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkAuthenticator;
import io.tollgate.proxy.trunk.TrunkDirectory;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDeckReader;
import io.tollgate.rating.deck.RateDecks;
import io.tollgate.rating.number.E164;
import io.tollgate.rating.number.NumberBlock;
import io.tollgate.rating.number.NumberSet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallSetupTest {
  private static final String DECK =
      """
      destination,origin,rate,increments,blocked
      43664,,0.3980,60/60,
      43664,33,0.0390,60/60,
      881,,9.0000,60/60,yes
      """;
  private static final DigestSettings DIGEST =
      new DigestSettings(
          "tollgate.test", DigestSettings.DEFAULT_ALGORITHMS, DigestSettings.DEFAULT_NONCE_LIFE);

  @TempDir private Path folder;

  private final CallHarness harness = new CallHarness();
  private final AdmissionControl admission = new AdmissionControl();
  private final RateDecks decks = new RateDecks();
  private RouteSelector routes =
      new RouteSelector(List.of(new Carrier("c1", CallHarness.gateways(1))));
  private boolean overloaded;
  private int ids;

  private final Account account = new Account("acme", "demo", 2);
  private final Trunk listed =
      Trunk.builder("hq", account, AuthMode.LIST)
          .at(List.of(AddressPrefix.parse("127.0.0.1/32")))
          .build();
  private TrunkDirectory trunks = new TrunkDirectory(List.of(listed));

  @BeforeEach
  void readDeck() throws IOException, DeckException {
    RateDeck deck =
        RateDeckReader.read(
            Files.writeString(folder.resolve("deck.csv"), DECK),
            DeckSettings.of("demo", "USD").withUnknownOrigin(RateDeck.UnknownOrigin.HIGHEST));
    decks.put(deck);
  }

  private CallSetup setup() {
    return new CallSetup(
        new TrunkAuthenticator(() -> trunks, new DigestAuthenticator(DIGEST, new SecureRandom())),
        admission,
        decks,
        () -> new CallPolicy(routes, harness.settings),
        "fra",
        () -> "id-" + ++ids,
        () -> overloaded,
        harness.environment());
  }

  private CallRequest request(String from, String to, String address) {
    return request(ClaimedIdentity.ofFrom(from), to, address);
  }

  private CallRequest request(ClaimedIdentity identity, String to, String address) {
    CallRequest call = harness.request();
    return new CallRequest(
        new InetSocketAddress(address, 5061),
        "sip:" + to + "@edge",
        to,
        "edge",
        identity,
        "",
        List.of(),
        70,
        call.callId(),
        call.offer(),
        call.receivedNanos(),
        call.receivedAt());
  }

  private void receive(String from, String to) {
    setup().receive(request(from, to, "127.0.0.1"), harness.caller);
  }

  @ParameterizedTest
  @CsvSource({"+33123456789, 0.0390, 33", "+12125550100, 0.3980, ''", "anonymous,    0.3980, ''"})
  void aCallIsPricedByDestinationAndOriginBeforeItRings(String from, String rate, String origin) {
    receive(from, "+436641234567");
    assertThat(harness.invitations).hasSize(1);
    Call call = harness.registry.calls().getFirst();
    assertThat(call.context().tariff().ratePerMinute()).isEqualTo(Money.parse(rate));
    assertThat(call.context().tariff().originPrefix()).isEqualTo(origin);
    assertThat(call.context().tariff().destinationPrefix()).isEqualTo("43664");
    assertThat(admission.activeCalls()).isEqualTo(1);

    call.calleeAnswered(CallHarness.ANSWER);
    harness.turn(Duration.ofSeconds(1));
    call.hungUp(harness.caller);
    assertThat(harness.record().charge().amount()).isEqualTo(Money.parse(rate));
    assertThat(admission.activeCalls()).isZero();
  }

  @Test
  void whatIsRatedIsWhatTheSecondLegAsserts() {
    receive("+33123456789", "+436641234567");
    assertThat(harness.invitations.getFirst().caller().number())
        .hasToString("Optional[+33123456789]");
    assertThat(harness.invitations.getFirst().to().e164()).hasToString("+436641234567");
  }

  @Test
  void aCallerWithoutANumberStaysAnonymous() {
    receive("softphone", "+436641234567");
    assertThat(harness.invitations.getFirst().caller().number()).isEmpty();
  }

  /** Headers by weight, who is believed, and who is rated and asserted. */
  @ParameterizedTest
  @CsvSource({
    "false, '',                    '',           '',           +33123456789, +33123456789,"
        + " +33123456789",
    "false, +12125550100,          '',           '',           +33123456789, +33123456789,"
        + " +33123456789",
    "true,  +12125550100,          '',           '',           +33123456789, +12125550100,"
        + " +12125550100",
    "true,  x +12125550100,        '',           '',           +33123456789, +12125550100,"
        + " +12125550100",
    "true,  +12125550100 +3311111, +33123456781, +33123456782, +33123456783, +12125550100,"
        + " +12125550100",
    "true,  x,                     +33123456781, '',           +33123456783, x,            nobody",
    "false, x,                     +33123456781, +12125550100, anonymous,    +33123456781,"
        + " +33123456781",
    "false, '',                    '',           +33123456782, anonymous,    +33123456782,"
        + " +33123456782",
    "false, '',                    100,          +33123456782, +33123456783, 100,          nobody",
    "false, '',                    '',           '',           anonymous,    anonymous,    nobody",
    "false, '',                    '',           '',           '',           '',           nobody"
  })
  void theWeightiestHeaderDecidesWhoIsRatedAndAsserted(
      boolean trust,
      String asserted,
      String preferred,
      String remoteParty,
      String from,
      String received,
      String caller) {
    listedBy(CallerIdPolicy.ANY.trusting(trust));
    receive(
        new ClaimedIdentity(words(asserted), words(preferred), words(remoteParty), from, false));
    assertRatedIsAsserted(caller, false);
    Call call = harness.registry.calls().getFirst();
    assertThat(call.context().parties().fromReceived()).isEqualTo(received);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  private void listedBy(CallerIdPolicy policy) {
    trunks =
        new TrunkDirectory(
            List.of(
                Trunk.builder("hq", account, AuthMode.LIST)
                    .at(listed.addresses())
                    .callerId(policy)
                    .build()));
  }

  private void receive(ClaimedIdentity identity) {
    setup().receive(request(identity, "+436641234567", "127.0.0.1"), harness.caller);
  }

  /** The price, the record and the second leg speak of one and the same caller. */
  private void assertRatedIsAsserted(String caller, boolean restricted) {
    CallContext context = harness.registry.calls().getFirst().context();
    CallerIdentity sent = harness.invitations.getFirst().caller();
    assertThat(sent.number().map(E164::toString).orElse("nobody")).isEqualTo(caller);
    assertThat(sent.restricted()).isEqualTo(restricted);
    assertThat(context.parties().from()).isEqualTo(sent.number());
    boolean cheap = sent.number().filter(number -> number.toString().startsWith("+33")).isPresent();
    assertThat(context.tariff().originPrefix()).isEqualTo(cheap ? "33" : "");
    assertThat(context.tariff().ratePerMinute())
        .isEqualTo(Money.parse(cheap ? "0.0390" : "0.3980"));
  }

  @Test
  void aHiddenCallerIsRatedByTheNumberThatIsHidden() {
    receive(new ClaimedIdentity(List.of(), List.of("+33123456789"), List.of(), "anonymous", true));
    assertRatedIsAsserted("+33123456789", true);
  }

  /** The dear caller +1212… who says that he is the cheap +33…, under each choice. */
  @ParameterizedTest
  @CsvSource({
    "ANY,     '',           +33123456789, +33123456789", // his own word: for trunks that are
    // trusted
    "OWNED,   '',           +33123456789, refused",
    "OWNED,   '',           +12125550100, +12125550100",
    "OWNED,   '',           anonymous,    refused",
    "OWNED,   '',           '',           refused",
    "OWNED,   '',           33123456789,  refused",
    "OWNED,   +12125550199, anonymous,    +12125550199",
    "OWNED,   +12125550199, +33123456789, refused",
    "DEFAULT, +12125550199, +33123456789, +12125550199",
    "DEFAULT, +12125550199, anonymous,    +12125550199",
    "DEFAULT, +12125550199, +12125550100, +12125550100"
  })
  void aSpoofedCheapOriginIsRefusedOrReplaced(
      CallerIdPolicy.Choice choice, String defaultNumber, String from, String caller) {
    listedBy(
        new CallerIdPolicy(
            choice,
            NumberSet.of(List.of(NumberBlock.parse("+1212555010*"))),
            defaultNumber.isEmpty() ? Optional.empty() : Optional.of(E164.of(defaultNumber)),
            false));
    // Whatever header he says it in.
    for (ClaimedIdentity claimed :
        List.of(
            ClaimedIdentity.ofFrom(from),
            new ClaimedIdentity(List.of(), List.of(from), List.of(), "+12125550100", false),
            new ClaimedIdentity(
                List.of("+33123456789"), List.of(), List.of(from), "+12125550100", false))) {
      harness.invitations.clear();
      harness.records.clear();
      receive(claimed);
      if (caller.equals("refused")) {
        assertThat(harness.caller.lastAsked()).isEqualTo("refuse 403 caller-id");
        assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.CALLER_ID);
        assertThat(harness.record().parties().from()).isEmpty();
        assertThat(harness.record().parties().fromReceived()).isEqualTo(from);
        assertThat(harness.record().tariff()).isEmpty();
        assertThat(harness.invitations).isEmpty();
        assertThat(admission.activeCalls()).isZero();
      } else {
        assertRatedIsAsserted(caller, false);
        harness.registry.calls().forEach(call -> call.hangUp(HangupCause.ADMIN));
        harness.listener().calleeUnreachable();
      }
      harness.turn(Duration.ofSeconds(2)); // a call a second
    }
  }

  @Test
  void callsKnowTheirCostsAfterTheSettingsHaveChanged() {
    Tariff cost = CallHarness.TARIFF;
    harness.costs = (carrier, to, from) -> new Cost.Known(cost);
    CallSetup setup = setup();
    harness.settings = new CallSettings(Duration.ofSeconds(20), Duration.ofHours(1));
    setup.receive(request("+33123456789", "+436641234567", "127.0.0.1"), harness.caller);
    harness.listener().calleeRefused(486, 17);
    assertThat(harness.record().cost()).map(CarrierCost::tariff).contains(cost);
  }

  @Test
  void aWrongNumberIsToldBeforeAWrongCaller() {
    listedBy(
        new CallerIdPolicy(
            CallerIdPolicy.Choice.OWNED,
            NumberSet.of(List.of(NumberBlock.parse("+1212555010*"))),
            Optional.empty(),
            false));
    receive("+33123456789", "0043664123456");
    assertThat(harness.caller.asked()).containsExactly("refuse 484 not-e164");
  }

  @ParameterizedTest
  @CsvSource({
    "0043664123456,  484, not-e164, 28",
    "+43,            484, not-e164, 28",
    "'',             484, not-e164, 28",
    "+819012345678,  404, no-rate, 3",
    "+881612345678,  403, destination-barred, 21"
  })
  void theFirstFailureAnswersAndIsRecorded(String to, int status, String code, int q850) {
    receive("+33123456789", to);
    assertThat(harness.caller.asked()).containsExactly("refuse " + status + ' ' + code);
    Cdr record = harness.record();
    assertThat(record.ending())
        .isEqualTo(new Cdr.Ending(HangupCause.ofCode(code), Cdr.HungUpBy.EDGE, status, q850));
    assertThat(record.parties().toReceived()).isEqualTo(to);
    assertThat(record.path().trunk()).isEqualTo("hq");
    assertThat(record.charge().amount()).isEqualTo(Money.ZERO);
    assertThat(record.callIdA()).isEqualTo("a@caller");
    assertThat(record.callIdB()).isEmpty();
    assertThat(harness.invitations).isEmpty();
    assertThat(admission.activeCalls()).isZero();
    assertThat(harness.observed).contains("refused " + code);
  }

  @Test
  void theSecondCallOfASecondIsTooMany() {
    receive("+33123456789", "+436641234567");
    receive("+33123456789", "+436641234567");
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 503 cps-trunk");
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.CPS_TRUNK);
    assertThat(harness.invitations).hasSize(1);
  }

  @Test
  void withoutAGatewayThereIsNoRoute() {
    routes = new RouteSelector(List.of());
    receive("+33123456789", "+436641234567");
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 503 no-route");
    assertThat(harness.record().tariff()).isPresent();
    assertThat(admission.activeCalls()).isZero();
  }

  @Test
  void aStrangerIsRefusedAndOnlyTenASecondAreRecorded() {
    CallSetup setup = setup();
    for (int i = 0; i < 25; i++) {
      setup.receive(request("+33123456789", "+436641234567", "192.0.2.66"), harness.caller);
    }
    assertThat(harness.caller.asked()).hasSize(25).containsOnly("refuse 403 unknown-source");
    assertThat(harness.records)
        .hasSize(10)
        .allSatisfy(record -> assertThat(record.path()).isEqualTo(Cdr.Path.NOWHERE));
    assertThat(harness.observed).hasSize(25).containsOnly("refused unknown-source");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theTrunkDecidesWhetherItIsToldThePrice(boolean announce) {
    trunks =
        new TrunkDirectory(
            List.of(
                Trunk.builder("hq", account, AuthMode.LIST)
                    .at(listed.addresses())
                    .announcePrice(announce)
                    .build()));
    receive("+33123456789", "+436641234567");
    harness.registry.calls().getFirst().calleeAnswered(CallHarness.ANSWER);
    assertThat(harness.caller.announced().isPresent()).isEqualTo(announce);
  }

  @Test
  void aDigestTrunkIsChallengedWhichIsNoAttempt() {
    trunks =
        new TrunkDirectory(
            List.of(
                Trunk.builder("softphone", account, AuthMode.DIGEST)
                    .user(
                        DigestUser.ofPassword(
                            "softphone", "tollgate.test", "secret", DIGEST.algorithms()))
                    .build()));
    receive("softphone", "+436641234567");
    assertThat(harness.caller.asked()).containsExactly("refuse 407 auth-required");
    assertThat(harness.records).isEmpty();
    assertThat(harness.observed).containsExactly("challenged");
  }

  @Test
  void overloadIsShedWithoutState() {
    overloaded = true;
    receive("+33123456789", "+436641234567");
    assertThat(harness.caller.asked()).containsExactly("refuse 503 overload");
    assertThat(harness.records).isEmpty();
    assertThat(harness.observed).containsExactly("refused overload");
  }

  @Test
  void anEdgeThatStopsTakesNoCalls() {
    CallSetup setup = setup();
    setup.close();
    setup.receive(request("+33123456789", "+436641234567", "127.0.0.1"), harness.caller);
    assertThat(harness.caller.asked()).containsExactly("refuse 503 shutdown");
  }

  @Test
  void anInviteThatIsWrongWhoeverSentItIsRecorded() {
    setup()
        .refuse(
            request("+33123456789", "+436641234567", "127.0.0.1"),
            harness.caller,
            Refusal.of(HangupCause.HOPS, "Max-Forwards is used up"));
    assertThat(harness.record().ending().sipStatus()).isEqualTo(483);
  }

  @Test
  void anErrorOnTheWayRefusesAndHoldsNothing() {
    harness.breaking = "rated";
    receive("+33123456789", "+436641234567");
    assertThat(harness.caller.asked()).containsExactly("refuse 500 node-failure");
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.NODE_FAILURE);
    assertThat(admission.activeCalls()).isZero();
  }

  /** The trunk and its account with these limits. */
  private void limited(CallLimits ofTrunk, CallLimits ofAccount, int cps) {
    Account limited = new Account("acme", "demo", cps, ofAccount);
    trunks =
        new TrunkDirectory(
            List.of(
                Trunk.builder("hq", limited, AuthMode.LIST)
                    .at(listed.addresses())
                    .cps(cps)
                    .limits(ofTrunk)
                    .build()));
  }

  private void assertRefused(String code, int status, int q850) {
    assertThat(harness.invitations).isEmpty();
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse " + status + ' ' + code);
    assertThat(harness.observed).containsExactly("refused " + code);
    assertThat(harness.record().ending())
        .isEqualTo(new Cdr.Ending(HangupCause.ofCode(code), Cdr.HungUpBy.EDGE, status, q850));
    assertThat(admission.activeCalls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void destinationsAreBarredForATrunkOrItsAccountBeforeTheyArePriced(boolean forTrunk) {
    CallLimits barred = CallLimits.NONE.withDestinations(Destinations.of(Set.of(), Set.of("436")));
    limited(forTrunk ? barred : CallLimits.NONE, forTrunk ? CallLimits.NONE : barred, 2);
    receive("+33123456789", "+436641234567");
    assertRefused("destination-barred", 403, 21);
    assertThat(harness.record().tariff()).isEmpty();
    assertThat(harness.record().parties().to()).contains(E164.of("+436641234567"));
  }

  @ParameterizedTest
  @CsvSource({"0.0389, true", "0.0389, false"})
  void aCallAboveTheCeilingIsRefusedWithItsPriceInTheRecord(String ceiling, boolean forTrunk) {
    CallLimits cheap = CallLimits.NONE.withRateCeiling(Money.parse(ceiling));
    limited(forTrunk ? cheap : CallLimits.NONE, forTrunk ? CallLimits.NONE : cheap, 2);
    receive("+33123456789", "+436641234567");
    assertRefused("rate-too-high", 403, 21);
    assertThat(harness.record().tariff().orElseThrow().ratePerMinute())
        .isEqualTo(Money.parse("0.0390"));
  }

  @Test
  void aCallAtTheCeilingPasses() {
    limited(CallLimits.NONE.withRateCeiling(Money.parse("0.0390")), CallLimits.NONE, 2);
    receive("+33123456789", "+436641234567");
    assertThat(harness.invitations).hasSize(1);
  }

  /** The clock shows Sunday, 1 March 2026, 12:00 in UTC. */
  @ParameterizedTest
  @CsvSource({
    "UTC,             sun 08:00-12:01, true",
    "UTC,             sun 08:00-12:00, false",
    "UTC,             mon-sat 00:00-24:00, false",
    "Europe/Vienna,   sun 13:00-14:00, true",
    "America/Jamaica, sun 08:00-18:00, false",
  })
  void callsAreMadeWithinTheCallingHours(String zone, String open, boolean passes) {
    CallLimits hours =
        CallLimits.NONE.withHours(new CallingHours(ZoneId.of(zone), CallingHoursText.parse(open)));
    limited(CallLimits.NONE, hours, 2);
    receive("+33123456789", "+436641234567");
    if (passes) {
      assertThat(harness.invitations).hasSize(1);
    } else {
      assertRefused("calling-hours", 403, 21);
    }
  }

  @Test
  void theNarrowestBoundIsTheCalls() {
    CallingHours hours =
        new CallingHours(ZoneId.of("UTC"), CallingHoursText.parse("sun 08:00-12:30"));
    limited(
        CallLimits.NONE.withLongestCall(Duration.ofHours(1)),
        CallLimits.NONE.withLongestCall(Duration.ofMinutes(5)).withHours(hours),
        2);
    receive("+33123456789", "+436641234567");
    assertThat(harness.registry.calls().getFirst().context().bounds())
        .isEqualTo(
            new CallBounds(
                Optional.of(Duration.ofMinutes(5)),
                Optional.of(Instant.parse("2026-03-01T12:30:00Z"))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noMoreCallsAreUpThanChannels(boolean forTrunk) {
    CallLimits two = CallLimits.NONE.withChannels(2);
    limited(forTrunk ? two : CallLimits.NONE, forTrunk ? CallLimits.NONE : two, 100);
    CallSetup setup = setup();
    for (int i = 0; i < 3; i++) {
      setup.receive(request("+33123456789", "+436641234567", "127.0.0.1"), harness.caller);
    }
    assertThat(harness.invitations).hasSize(2);
    assertThat(harness.record().ending())
        .isEqualTo(new Cdr.Ending(HangupCause.CHANNELS, Cdr.HungUpBy.EDGE, 503, 34));
    harness.registry.calls().getFirst().calleeRefused(486, 0);
    setup.receive(request("+33123456789", "+436641234567", "127.0.0.1"), harness.caller);
    assertThat(harness.invitations).hasSize(3);
  }

  /** Offered every 10 ms for 10 s; the burst comes on top, and what drains in 100 ms. */
  @ParameterizedTest(name = "{0} a second: {1}")
  @CsvSource({"1, 11", "2, 22", "50, 554"})
  void asManyCallsAreLetInAsThePaceSays(int cps, int expected) {
    limited(CallLimits.NONE, CallLimits.NONE, cps);
    CallSetup setup = setup();
    for (int i = 0; i < 1_000; i++) {
      setup.receive(request("+33123456789", "+436641234567", "127.0.0.1"), harness.caller);
      harness.turn(Duration.ofMillis(10));
    }
    assertThat(harness.invitations).hasSize(expected);
    assertThat(harness.observed.stream().filter("refused cps-trunk"::equals))
        .hasSize(1_000 - expected);
  }
}
