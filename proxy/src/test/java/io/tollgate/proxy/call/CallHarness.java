package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.limit.Permit;
import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.CostTable;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayStates;
import io.tollgate.proxy.route.Hunt;
import io.tollgate.proxy.route.RouteSelector;
import io.tollgate.proxy.route.Seizure;
import io.tollgate.proxy.time.TimerWheel;
import io.tollgate.proxy.time.TurnedClock;
import io.tollgate.proxy.trunk.DigestAuthenticator;
import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.RoutePolicy;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkAuthenticator;
import io.tollgate.proxy.trunk.TrunkDirectory;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.RatingResult;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.deck.RateDecks;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A whole call without a network: recording legs, a clock that the test turns, and what came of it.
 */
final class CallHarness {
  static final Body OFFER = sdp("offer");
  static final Body ANSWER = sdp("answer");

  /** 0.0390 a minute, by the started minute. */
  static final Tariff TARIFF =
      new Tariff(
          "demo",
          12,
          "USD",
          4,
          "43664",
          "33",
          Money.parse("0.0390"),
          Money.ZERO,
          Money.ZERO,
          Money.ZERO,
          new Increments(60, 60),
          0,
          0);

  final TurnedClock clock = new TurnedClock();
  final TimerWheel timers = new TimerWheel(10_000_000, 512, clock.nanos());
  final CallRegistry registry = new CallRegistry();
  final List<Cdr> records = new ArrayList<>();
  final RecordingLeg caller = new RecordingLeg("a@caller");
  final List<RecordingLeg> callees = new ArrayList<>();
  final List<Invitation> invitations = new ArrayList<>();
  final List<String> observed = new ArrayList<>();
  final List<LegListener> listeners = new ArrayList<>();
  int released;
  private int ids;
  private int lateIds;
  Money settled = Money.ZERO;

  /** What is observed or done next time with this name throws. */
  String breaking = "";

  boolean announcePrice = true;
  CallBounds bounds = CallBounds.NONE;
  CostTable costs = CostTable.NONE;
  GatewayStates states = GatewayStates.ALWAYS_USABLE;
  CallSettings settings = new CallSettings(Duration.ofSeconds(180), Duration.ofHours(4));

  /** Two gateways of one carrier. */
  static List<Gateway> gateways(int count) {
    List<Gateway> gateways = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      gateways.add(new Gateway("g" + i, "c1", new InetSocketAddress("192.0.2." + i, 5060)));
    }
    return gateways;
  }

  static Body sdp(String text) {
    return new Body("application/sdp", text.getBytes(StandardCharsets.UTF_8));
  }

  /** Who calls, told by this directory. */
  static TrunkAuthenticator authenticator(TrunkDirectory trunks) {
    DigestSettings digest =
        new DigestSettings(
            "tollgate.test", DigestSettings.DEFAULT_ALGORITHMS, DigestSettings.DEFAULT_NONCE_LIFE);
    return new TrunkAuthenticator(
        () -> trunks, new DigestAuthenticator(digest, new SecureRandom()));
  }

  /** The pipeline for one trunk's calls, which one carrier takes. */
  CallSetup setup(Trunk trunk, AdmissionControl admission, RateDecks decks) {
    RouteSelector routes = new RouteSelector(List.of(new Carrier("c1", gateways(1))));
    return new CallSetup(
        authenticator(new TrunkDirectory(List.of(trunk))),
        admission,
        decks,
        () -> new CallPolicy(routes, CallSettings.DEFAULT),
        "fra",
        () -> "id-" + ++ids,
        () -> false,
        environment());
  }

  CallEnvironment environment() {
    return new CallEnvironment(
        clock,
        timers,
        registry,
        this::invite,
        settings,
        (carrier, to, from) -> costs.cost(carrier, to, from),
        states,
        () -> "late-" + ++lateIds,
        records::add,
        new Observer(),
        address -> Optional.empty());
  }

  private CalleeLeg invite(Invitation invitation, LegListener call) {
    breakOn("invite");
    listeners.add(call);
    invitations.add(invitation);
    RecordingLeg leg = new RecordingLeg("b" + invitations.size() + "@edge");
    callees.add(leg);
    return leg;
  }

  private void breakOn(String what) {
    if (breaking.equals(what)) {
      throw new IllegalStateException("broken on purpose");
    }
  }

  /** What the last gateway's leg tells of it. */
  LegListener listener() {
    return listeners.getLast();
  }

  /** The INVITE that a call starts with, 2 ms ago. */
  CallRequest request() {
    return request(ClaimedIdentity.ofFrom("+33123456789"), "+436641234567");
  }

  /** One of another caller, or to another number. */
  CallRequest request(ClaimedIdentity identity, String to) {
    return request(new InetSocketAddress("127.0.0.1", 5061), identity, to, List.of());
  }

  /**
   * One from elsewhere.
   *
   * @param shown the credentials that it shows
   */
  CallRequest request(
      InetSocketAddress source, ClaimedIdentity identity, String to, List<String> shown) {
    return new CallRequest(
        source,
        "sip:" + to + "@edge",
        to,
        "edge",
        identity,
        "",
        shown,
        70,
        caller.callId(),
        OFFER,
        clock.nanos() - 2_000_000,
        clock.now());
  }

  /** A call over so many gateways, its first INVITE on the way. */
  Call start(int gatewayCount) {
    return start(gateways(gatewayCount));
  }

  /** A call over these. */
  Call start(List<Gateway> gateways) {
    return start(gateways, permit());
  }

  /** A call over one gateway that holds this. */
  Call start(Permit permit) {
    return start(gateways(1), permit);
  }

  private Call start(List<Gateway> gateways, Permit permit) {
    Hunt hunt = hunt(gateways);
    Seizure first = hunt.seize(clock.nanos()).orElseThrow();
    return Call.start(context(), environment(), caller, permit, request(), hunt, first);
  }

  /** The way through gateways that are in order. */
  Hunt hunt(List<Gateway> gateways) {
    return Hunt.over(
        gateways,
        E164.of("+436641234567"),
        Optional.of(E164.of("+33123456789")),
        (carrier, to, from) -> costs.cost(carrier, to, from),
        states);
  }

  /** A call that is up. */
  Call answered() {
    Call call = start(1);
    turn(Duration.ofMillis(100));
    call.calleeProgressed(180, Body.NONE);
    turn(Duration.ofSeconds(3));
    call.calleeAnswered(ANSWER);
    call.acknowledged(caller, Body.NONE);
    return call;
  }

  Permit permit() {
    return charge -> {
      released++;
      settled = charge;
    };
  }

  CallContext context() {
    return new CallContext(
        "id-1",
        Cdr.Direction.OUTBOUND,
        "acme",
        "hq",
        "fra",
        new Cdr.Parties(
            "+33123456789",
            "+436641234567",
            Optional.of(E164.of("+33123456789")),
            Optional.of(E164.of("+436641234567")),
            "127.0.0.1:5061"),
        new DialledNumber.Number(E164.of("+436641234567")),
        false,
        TARIFF,
        announcePrice,
        bounds,
        clock.now(),
        CallOrigin.TRUNK,
        RoutePolicy.DEFAULT);
  }

  /** What carries a call on here that another process answered. */
  RestoredLegs legs() {
    return new RestoredLegs() {
      @Override
      public CallerLeg caller(LegSnapshot leg) {
        return caller;
      }

      @Override
      public CalleeLeg callee(LegSnapshot leg, LegListener listener) {
        callees.add(new RecordingLeg(leg.callId()));
        return callees.getLast();
      }

      @Override
      public Gateway gateway(String carrier, String gateway) {
        return gateways(9).stream().filter(g -> g.id().equals(gateway)).findFirst().orElseThrow();
      }
    };
  }

  /** The leg of the last INVITE. */
  RecordingLeg callee() {
    return callees.getLast();
  }

  /** The one record. */
  Cdr record() {
    if (records.size() != 1) {
      throw new AssertionError("not one record but " + records);
    }
    return records.getFirst();
  }

  /** The call has let go of all that it held, once. */
  void assertNothingIsHeld() {
    assertThat(released).isEqualTo(1);
    assertThat(registry.size()).isZero();
    assertThat(timers.pending()).isZero();
  }

  /** Lets time go by, and fires what falls due. */
  void turn(Duration time) {
    clock.turn(time);
    timers.advance(clock.nanos());
  }

  private final class Observer implements CallObserver {
    @Override
    public void started(long setupNanos) {
      observed.add("started " + setupNanos / 1000);
    }

    @Override
    public void rated(RatingResult result) {
      breakOn("rated");
    }

    @Override
    public void ringing(long nanos) {
      breakOn("ringing");
      observed.add("ringing " + nanos / 1_000_000);
    }

    @Override
    public void answered() {
      breakOn("answered");
      observed.add("answered");
    }

    @Override
    public void answeredTooLate() {
      observed.add("answered too late");
    }

    @Override
    public void ended(Cdr record) {
      breakOn("ended");
      observed.add("ended");
    }

    @Override
    public void refused(io.tollgate.proxy.cause.HangupCause cause) {
      observed.add("refused " + cause.code());
    }

    @Override
    public void challenged() {
      observed.add("challenged");
    }
  }
}
