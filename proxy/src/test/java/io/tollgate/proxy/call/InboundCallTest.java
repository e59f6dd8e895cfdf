package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.admission.Verdict;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.Contacts;
import io.tollgate.proxy.route.Dispatch;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayState;
import io.tollgate.proxy.route.GatewayStates;
import io.tollgate.proxy.route.GatewayTerms;
import io.tollgate.proxy.route.GatewayUri;
import io.tollgate.proxy.route.TrunkContacts;
import io.tollgate.proxy.route.dns.Location;
import io.tollgate.proxy.route.dns.ServerName;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.Arrival;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.CallingHours;
import io.tollgate.proxy.trunk.DigestUser;
import io.tollgate.proxy.trunk.OtherMethods;
import io.tollgate.proxy.trunk.RegisterRequest;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.number.E164;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls from a carrier to numbers of ours. */
class InboundCallTest {
  private static final String FRENCH = "+33123456789";

  private final OwnNumbers edge = new OwnNumbers();
  private final CallHarness harness = edge.harness;

  private Cdr refused() {
    assertThat(harness.invitations).isEmpty();
    assertThat(edge.admission.activeCalls()).isZero();
    assertThat(harness.registry.size()).isZero();
    return harness.record();
  }

  private static Cdr.Path path(String account, String trunk) {
    return new Cdr.Path(account, trunk, "c1", "g1", "fra");
  }

  @ParameterizedTest
  @CsvSource({
    "+4930123411,   +33123456789,  +4930123411, +33123456789, 0.0085",
    "030 1234 11,   030 555 7788,  +4930123411, +49305557788, 0.0085",
    "0049800 12345, 0033123456789, +4980012345, +33123456789, 0.0210"
  })
  void goesToTheContactOfItsTrunkAndIsPaidForByItsAccount(
      String to, String from, String toE164, String fromE164, String charge) {
    edge.carrierCalls(from, to);
    assertThat(edge.admission.activeCalls(edge.pbx)).isEqualTo(1);
    Invitation invitation = harness.invitations.getFirst();
    assertThat(invitation.gateway().id()).isEqualTo("contact1");
    assertThat(invitation.to().e164()).isEqualTo(E164.of(toE164));
    assertThat(invitation.caller()).isEqualTo(CallerIdentity.of(E164.of(fromE164)));
    assertThat(invitation.maxForwards()).isEqualTo(69);
    Call call = harness.registry.calls().getFirst();
    assertThat(call.view().trunk()).isEqualTo("pbx");
    assertThat(call.view().carrier()).isEqualTo("c1");

    harness.listener().calleeAnswered(CallHarness.ANSWER);
    harness.turn(Duration.ofSeconds(20));
    harness.listener().hungUp(harness.callee());
    assertThat(harness.caller.asked()).containsSequence("answer", "hang up normal");
    assertThat(harness.caller.announced()).as("the price of another").isEmpty();
    Cdr record = harness.record();
    assertThat(record.direction()).isEqualTo(Cdr.Direction.INBOUND);
    assertThat(record.path()).isEqualTo(path("beta", "pbx"));
    assertThat(record.parties())
        .isEqualTo(
            new Cdr.Parties(
                from,
                to,
                Optional.of(E164.of(fromE164)),
                Optional.of(E164.of(toE164)),
                "192.0.2.1:5060"));
    assertThat(record.charge().amount()).isEqualTo(Money.parse(charge));
    assertThat(record.tariff().orElseThrow().deck()).startsWith("prices:beta:inbound.");
    assertThat(record.cost()).isEmpty();
    assertThat(record.part()).isEmpty();
    assertThat(record.ending().hungUpBy()).isEqualTo(Cdr.HungUpBy.CALLEE);
    assertThat(edge.admission.activeCalls()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "+4930123500, unknown-number, 404, 1",
    "+4312345678, unknown-number, 404, 1",
    "desk,        not-e164,       484, 28"
  })
  void whatIsNotOursIsRefused(String to, String code, int status, int q850) {
    edge.carrierCalls(FRENCH, to);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse " + status + ' ' + code);
    Cdr record = refused();
    assertThat(record.direction()).isEqualTo(Cdr.Direction.INBOUND);
    assertThat(record.path()).isEqualTo(path("", ""));
    assertThat(record.ending())
        .isEqualTo(new Cdr.Ending(HangupCause.ofCode(code), Cdr.HungUpBy.EDGE, status, q850));
  }

  @Test
  void aTrunkMayTakeNoCalls() {
    edge.contacts = new TrunkContacts(edge.pbx, true, false, edge.contacts.fixed());
    edge.carrierCalls(FRENCH, "+4930123411");
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 403 destination-barred");
    assertThat(refused().path()).isEqualTo(path("beta", "pbx"));
  }

  @Test
  void whatIsNotSoldIsNotConnected() {
    edge.books.clear();
    edge.carrierCalls(FRENCH, "+4930123411");
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 404 no-rate");
    assertThat(refused().tariff()).isEmpty();
  }

  @Test
  void channelsCountCallsBothWays() {
    edge.channels(1);
    edge.carrierCalls(FRENCH, "+4930123411");
    assertThat(edge.admission.admit(edge.pbx, harness.clock.nanos()))
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused -> assertThat(refused.cause()).isEqualTo(HangupCause.CHANNELS));
    edge.carrierCalls(FRENCH, "+4930123412");
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 486 channels");
    assertThat(harness.record().ending().q850()).isEqualTo(17);
    assertThat(harness.invitations).hasSize(1);
  }

  @Test
  void callsPerSecondAndHoursAreForCallsThatTheTrunkMakes() {
    CallingHours closed = new CallingHours(ZoneOffset.UTC, List.of(new CallingHours.Span(0, 1)));
    assertThat(closed.isOpen(harness.clock.now())).isFalse();
    edge.pbx = edge.pbx.but().limits(CallLimits.NONE.withHours(closed)).build();
    edge.contacts = Contacts.of(edge.pbx, 1);
    for (int i = 0; i < 5; i++) {
      edge.carrierCalls(FRENCH, "+4930123411");
    }
    assertThat(harness.invitations).hasSize(5);
    assertThat(edge.admission.activeCalls(edge.pbx)).isEqualTo(5);
  }

  @Test
  void theLongestCallBoundsItToo() {
    edge.pbx =
        edge.pbx.but().limits(CallLimits.NONE.withLongestCall(Duration.ofMinutes(1))).build();
    edge.contacts = Contacts.of(edge.pbx, 1);
    edge.carrierCalls(FRENCH, "+4930123411");
    harness.listener().calleeAnswered(CallHarness.ANSWER);
    harness.turn(Duration.ofSeconds(61));
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.MAX_DURATION);
  }

  @Test
  void theNextContactIsTriedWhereOneIsSilentOrFails() {
    edge.contacts = Contacts.of(edge.pbx, 3);
    edge.carrierCalls(FRENCH, "+4930123411");
    harness.listener().calleeUnreachable();
    harness.listener().calleeRefused(503, 0);
    assertThat(harness.invitations)
        .extracting(invitation -> invitation.gateway().id())
        .containsExactly("contact1", "contact2", "contact3");
    harness.listener().calleeRefused(500, 0);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 480 contacts-failed");
    Cdr record = harness.record();
    assertThat(record.path()).isEqualTo(path("beta", "pbx"));
    assertThat(record.ending().q850()).isEqualTo(27);
    assertThat(record.charge().total()).isEqualTo(Money.ZERO);
  }

  @ParameterizedTest
  @CsvSource({"486, busy", "603, declined", "404, unreachable"})
  void whatTheCalledSideSaysEndsIt(int status, String code) {
    edge.carrierCalls(FRENCH, "+4930123411");
    harness.listener().calleeRefused(status, 0);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse " + status + ' ' + code);
    assertThat(harness.invitations).hasSize(1);
    assertThat(harness.record().ending().hungUpBy()).isEqualTo(Cdr.HungUpBy.CALLEE);
  }

  @Test
  void whoHidesHisNumberIsShownToTrustedTrunksOnly() {
    for (boolean trusted : List.of(false, true)) {
      edge.contacts =
          new TrunkContacts(
              edge.pbx,
              false,
              trusted,
              List.of(
                  edge.contacts
                      .fixed()
                      .getFirst()
                      .on(new GatewayTerms(Optional.empty(), trusted, false))));
      ClaimedIdentity hidden = new ClaimedIdentity(List.of(), List.of(), List.of(), FRENCH, true);
      edge.setup()
          .receive(edge.request("192.0.2.1", hidden, "+4930123411", List.of()), harness.caller);
      Invitation invitation = harness.invitations.getLast();
      assertThat(invitation.caller())
          .isEqualTo(new CallerIdentity(Optional.of(E164.of(FRENCH)), true));
      assertThat(invitation.gateway().terms().trusted()).isEqualTo(trusted);
    }
  }

  @Test
  void aCarrierWithCredentialsIsChallenged() {
    edge.carrierUser =
        Optional.of(
            DigestUser.ofPassword("c1", "tollgate.test", "secret", OwnNumbers.DIGEST.algorithms()));
    edge.carrierCalls(FRENCH, "+4930123411");
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 407 auth-required");
    assertThat(harness.records).as("challenges are no attempts").isEmpty();
    assertThat(harness.observed).containsExactly("challenged");
    edge.setup()
        .receive(
            edge.request(
                "192.0.2.1",
                ClaimedIdentity.ofFrom(FRENCH),
                "+4930123411",
                List.of(
                    "Digest username=\"c1\", realm=\"tollgate.test\", nonce=\"x\","
                        + " uri=\"sip:+4930123411@edge\", response=\"00\"")),
            harness.caller);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 407 auth-failed");
    assertThat(refused().path()).isEqualTo(path("", ""));
  }

  /** A softphone that registers from there, saying that it is somewhere else. */
  private Trunk registers(String... sources) {
    Trunk phone =
        Trunk.builder("phone", new Account("beta", "demo", 2), AuthMode.DIGEST)
            .user(
                DigestUser.ofPassword(
                    "phone", "tollgate.test", "secret", OwnNumbers.DIGEST.algorithms()))
            .otherMethods(new OtherMethods(true, false))
            .build();
    for (String source : sources) {
      edge.registrations.register(
          phone,
          new RegisterRequest(
              List.of(
                  new RegisterRequest.Contact(
                      "sip:phone@10.0.0.7:5062;ob=" + source, source, OptionalInt.of(600))),
              false,
              OptionalInt.empty(),
              new Arrival(
                  new InetSocketAddress(source, 40_000),
                  Transport.TCP,
                  new InetSocketAddress("192.0.2.200", 5060),
                  List.of()),
              "",
              "r@" + source,
              1,
              harness.clock.now()),
          harness.clock.nanos());
    }
    return phone;
  }

  @Test
  void aRegisteredTrunkIsReachedWhereItRegisteredFrom() {
    edge.contacts =
        new TrunkContacts(registers("198.51.100.1", "198.51.100.2"), false, false, List.of());
    edge.carrierCalls(FRENCH, "+4930123411");
    Gateway last = harness.invitations.getFirst().gateway();
    assertThat(last.address()).isEqualTo(new InetSocketAddress("198.51.100.2", 40_000));
    assertThat(last.uri().transport()).isEqualTo(Transport.TCP);
    assertThat(last.flow().orElseThrow().contact())
        .isEqualTo("sip:phone@10.0.0.7:5062;ob=198.51.100.2");
    assertThat(last.flow().orElseThrow().listeningPoint())
        .isEqualTo(new InetSocketAddress("192.0.2.200", 5060));
    harness.listener().calleeUnreachable();
    assertThat(harness.invitations.get(1).gateway().address())
        .isEqualTo(new InetSocketAddress("198.51.100.1", 40_000));
  }

  private Gateway named(String id) {
    return new Gateway(
        id,
        "",
        GatewayUri.of(new ServerName(id + ".test", 0, Optional.empty(), false)),
        GatewayTerms.NONE,
        Dispatch.DEFAULT);
  }

  /** Where the gateway {@code here} is; where others are, nobody knows. */
  private static GatewayStates at(String... addresses) {
    return new GatewayStates() {
      @Override
      public GatewayState of(Gateway gateway) {
        return GatewayState.ALWAYS_USABLE;
      }

      @Override
      public List<Gateway> at(Gateway gateway, long lot) {
        return gateway.id().equals("here")
            ? Stream.of(addresses).map(address -> gateway.at(target(gateway, address))).toList()
            : List.of();
      }
    };
  }

  private static GatewayUri target(Gateway gateway, String address) {
    return gateway
        .uri()
        .at(new Location.Target(new InetSocketAddress(address, 5060), Transport.UDP, 0, 0));
  }

  @Test
  void aContactWithANameIsTriedAtEachOfItsAddresses() {
    harness.states = at("192.0.2.7", "192.0.2.8");
    edge.contacts =
        new TrunkContacts(edge.pbx, false, false, List.of(named("nowhere"), named("here")));
    edge.carrierCalls(FRENCH, "+4930123411");
    harness.listener().calleeUnreachable();
    assertThat(harness.invitations)
        .extracting(invitation -> invitation.gateway().address().getAddress().getHostAddress())
        .containsExactly("192.0.2.7", "192.0.2.8");
  }

  @Test
  void whereNobodyKnowsWhereItsContactsAreTheCallEnds() {
    harness.states = at();
    edge.contacts = new TrunkContacts(edge.pbx, false, false, List.of(named("nowhere")));
    edge.carrierCalls(FRENCH, "+4930123411");
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 480 contacts-failed");
    refused();
  }

  @Test
  void aTrunkThatIsNotRegisteredIsNotThere() {
    edge.contacts = new TrunkContacts(registers(), false, false, List.of());
    edge.carrierCalls(FRENCH, "+4930123411");
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 480 not-registered");
    assertThat(refused().ending().q850()).isEqualTo(20);
  }

  @Test
  void aTrunkAtTheCarriersAddressCallsFromItsOwnPorts() {
    edge.hq = OwnNumbers.trunk("hq", edge.hq.account(), "192.0.2.0/24").build();
    edge.carrierCalls(FRENCH, "+4930123411");
    assertThat(harness.registry.calls().getFirst().view().carrier()).isEqualTo("c1");
    edge.setup()
        .receive(
            edge.request(
                new InetSocketAddress("192.0.2.1", 5999),
                ClaimedIdentity.ofFrom(FRENCH),
                "+4930123411",
                List.of()),
            harness.caller);
    assertThat(harness.registry.calls())
        .extracting(call -> call.view().trunk())
        .contains("hq")
        .as("the trunk's halves of an on-net call beside the carrier's call")
        .hasSize(3);
  }

  @Test
  void anErrorOfTheEdgesOwnEndsItWithARecord() {
    harness.breaking = "invite";
    edge.carrierCalls(FRENCH, "+4930123411");
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 500 node-failure");
    assertThat(edge.admission.activeCalls()).isZero();
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.NODE_FAILURE);
  }
}
