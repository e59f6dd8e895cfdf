package io.tollgate.proxy.sip;

import io.tollgate.proxy.admission.AdmissionControl;
import io.tollgate.proxy.call.CallEnvironment;
import io.tollgate.proxy.call.CallObserver;
import io.tollgate.proxy.call.CallPolicy;
import io.tollgate.proxy.call.CallRegistry;
import io.tollgate.proxy.call.CallSettings;
import io.tollgate.proxy.call.CallSetup;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.Carrier;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.RouteSelector;
import io.tollgate.proxy.sip.dialog.SessionTimerSettings;
import io.tollgate.proxy.sip.leg.OutgoingLeg;
import io.tollgate.proxy.sip.leg.SipLoop;
import io.tollgate.proxy.sip.observe.LoopHoldings;
import io.tollgate.proxy.sip.observe.SipObserver;
import io.tollgate.proxy.sip.reach.TrunkServices;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import io.tollgate.proxy.sip.transport.LoopStack;
import io.tollgate.proxy.sip.transport.RecordingPoint;
import io.tollgate.proxy.sip.transport.UdpPoint;
import io.tollgate.proxy.time.TimerWheel;
import io.tollgate.proxy.time.TurnedClock;
import io.tollgate.proxy.trunk.Account;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.CallerIdPolicy;
import io.tollgate.proxy.trunk.DigestAuthenticator;
import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.RegistrationSettings;
import io.tollgate.proxy.trunk.Registrations;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkAuthenticator;
import io.tollgate.proxy.trunk.TrunkDirectory;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.RateDeckReader;
import io.tollgate.rating.deck.RateDecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole loop of the edge without sockets: messages go in as text and come out as text, on a clock
 * that the test turns, JAIN-SIP's transactions included.
 */
final class SipHarness {
  static final InetSocketAddress EDGE = new InetSocketAddress("127.0.0.1", 5070);
  static final InetSocketAddress CALLER = new InetSocketAddress("127.0.0.1", 5061);
  static final InetSocketAddress CARRIER = new InetSocketAddress("192.0.2.9", 5090);
  static final InetSocketAddress STRANGER = new InetSocketAddress("198.51.100.66", 5060);

  static final Account ACME = new Account("acme", "demo", 1000);

  /** Where another point of presence is. */
  static final InetAddress POP = InetAddress.ofLiteral("192.0.2.78");

  private static final LoopHoldings NOTHING = new LoopHoldings(0, 0, 0, 0, 0, 0, 0, 0, 0);
  private static final Duration STEP = Duration.ofMillis(10);

  final TurnedClock clock = new TurnedClock();
  final TimerWheel timers = new TimerWheel(10_000_000, 512, clock.nanos());
  final CallRegistry registry = new CallRegistry();
  final List<Cdr> records = new ArrayList<>();
  final List<String> wire = new ArrayList<>();
  final AdmissionControl admission = new AdmissionControl();
  final Registrations registrations =
      new Registrations(
          new RegistrationSettings(
              Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1), 2));
  final SipLoop loop;
  final ListeningPoint point;
  final RecordingPoint tcp;
  final CallEnvironment environment;
  final CallSetup setup;
  private final Deque<Sent> sent = new ArrayDeque<>();
  private final SipReceiver receiver;
  private int ids;

  /** A message that left the edge. */
  record Sent(String text, InetSocketAddress to) {
    String firstLine() {
      return text.substring(0, text.indexOf("\r\n"));
    }

    /** The values of all headers of a name. */
    List<String> headers(String name) {
      return Pattern.compile("(?m)^" + name + ": (.*?)\r?$")
          .matcher(text)
          .results()
          .map(header -> header.group(1))
          .toList();
    }

    /** The value of a header. */
    String header(String name) {
      Matcher matcher = Pattern.compile("(?m)^" + name + ": (.*?)\r?$").matcher(text);
      if (!matcher.find()) {
        throw new AssertionError("no " + name + " in\n" + text);
      }
      return matcher.group(1);
    }

    String tag(String header) {
      return header(header).replaceAll(".*;tag=([^;>]*).*", "$1");
    }
  }

  /** An edge with one trunk at the caller's address, and with others. */
  SipHarness(Trunk... others) {
    this(CallSettings.DEFAULT, List.of(gateway()), trunks(others));
  }

  SipHarness(CallSettings settings) {
    this(settings, List.of(gateway()), List.of(hq(CallerIdPolicy.ANY)));
  }

  /** An edge with other gateways, and another way with callers' numbers. */
  SipHarness(List<Gateway> gateways, CallerIdPolicy callerId) {
    this(CallSettings.DEFAULT, gateways, List.of(hq(callerId)));
  }

  private static List<Trunk> trunks(Trunk... others) {
    List<Trunk> trunks = new ArrayList<>(List.of(others));
    trunks.addFirst(hq(CallerIdPolicy.ANY));
    return trunks;
  }

  private static Trunk hq(CallerIdPolicy callerId) {
    return Trunk.builder("hq", ACME, AuthMode.LIST)
        .at(List.of(AddressPrefix.parse("127.0.0.1/32")))
        .cps(1000)
        .callerId(callerId)
        .build();
  }

  private SipHarness(CallSettings settings, List<Gateway> gateways, List<Trunk> trunks) {
    RouteSelector routes = new RouteSelector(List.of(new Carrier("c1", gateways)));
    TrunkDirectory directory = new TrunkDirectory(trunks);
    TrunkAuthenticator authenticator =
        new TrunkAuthenticator(
            () -> directory,
            new DigestAuthenticator(
                new DigestSettings(
                    "tollgate.test",
                    DigestSettings.DEFAULT_ALGORITHMS,
                    DigestSettings.DEFAULT_NONCE_LIFE),
                new SecureRandom()));
    List<ListeningPoint> points = new ArrayList<>();
    LoopStack stack =
        SipStackFactory.create(0, clock, timers, (owner, address, port) -> points.getFirst());
    loop = new SipLoop(0, "edge.test", SessionTimerSettings.DEFAULT, clock, timers, stack);
    point =
        new UdpPoint(
            stack, EDGE, "127.0.0.1", EDGE.getPort(), (message, peer) -> sent(message, peer));
    points.add(point);
    tcp =
        new RecordingPoint(
            stack, Transport.TCP, EDGE, (message, peer, flow) -> sent(message, peer));
    loop.points().add(point);
    loop.points().add(tcp);
    try {
      stack.createListeningPoint("127.0.0.1", EDGE.getPort(), "udp");
    } catch (javax.sip.SipException | javax.sip.InvalidArgumentException e) {
      throw new AssertionError(e);
    }
    environment =
        new CallEnvironment(
            clock,
            timers,
            registry,
            (invitation, call) -> OutgoingLeg.invite(loop, point, invitation, call),
            settings,
            () -> "late",
            records::add,
            CallObserver.NONE,
            routes::gatewayAt);
    setup = setup(routes, authenticator);
    receiver =
        new SipReceiver(
            loop,
            setup,
            new TrunkServices(() -> directory, authenticator, registrations),
            this::known,
            POP::equals,
            CallObserver.NONE,
            new Wire(),
            "edge.test");
  }

  private void sent(byte[] message, InetSocketAddress peer) {
    Sent written = new Sent(new String(message, StandardCharsets.UTF_8), peer);
    HeaderAudit.check(written.text());
    sent.add(written);
  }

  private boolean known(InetAddress address) {
    return !address.equals(STRANGER.getAddress()) || registrations.knows(address);
  }

  private CallSetup setup(RouteSelector routes, TrunkAuthenticator authenticator) {
    return new CallSetup(
        authenticator,
        admission,
        decks(),
        () -> new CallPolicy(routes, environment.settings()),
        "fra",
        () -> "id-" + ++ids,
        () -> false,
        environment);
  }

  static Gateway gateway() {
    return new Gateway("g1", "c1", CARRIER);
  }

  private static RateDecks decks() {
    try {
      Path file = Files.createTempFile("deck", ".csv");
      Files.writeString(
          file, "destination,origin,rate,increments\n43664,,0.3980,60/60\n43664,33,0.0390,60/60\n");
      RateDecks decks = new RateDecks();
      decks.put(RateDeckReader.read(file, DeckSettings.of("demo", "USD")));
      Files.delete(file);
      return decks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DeckException e) {
      throw new AssertionError(e);
    }
  }

  /** A message comes in; {@code \n} ends a line. */
  void receive(InetSocketAddress source, String message) {
    receiveBytes(source, message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /** A message comes in, as these bytes. */
  void receiveBytes(InetSocketAddress source, byte[] message) {
    receiver.receive(message, source, point, clock.nanos());
  }

  /** The next message that the edge sent. */
  Sent next() {
    if (sent.isEmpty()) {
      throw new AssertionError("the edge sent nothing");
    }
    return sent.poll();
  }

  /** The next message that the edge sent, whose first line must contain {@code words}. */
  Sent next(String words) {
    Sent message = next();
    if (!message.firstLine().contains(words)) {
      throw new AssertionError("not " + words + " but\n" + message.text());
    }
    return message;
  }

  /**
   * Lets time go by until the edge sends something, whose first line must contain {@code words}.
   */
  Sent await(Duration limit, String words) {
    long started = clock.nanos();
    while (sent.isEmpty() && clock.nanos() - started < limit.toNanos()) {
      turn(STEP);
    }
    return next(words);
  }

  /** The one record. */
  Cdr record() {
    if (records.size() != 1) {
      throw new AssertionError("not one record but " + records);
    }
    return records.getFirst();
  }

  /** How many messages have not been looked at. */
  int unread() {
    return sent.size();
  }

  /** Forgets what the edge sent so far. */
  void skip() {
    sent.clear();
  }

  /** Lets time go by in small steps, as the loop's ticks do. */
  void turn(Duration time) {
    for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plus(STEP)) {
      clock.turn(STEP);
      timers.advance(clock.nanos());
      loop.answered().expire(clock.nanos());
    }
  }

  /** Checks that nothing is held: no transaction, timer, leg, permit or answer. */
  void assertNothingIsLeft() {
    turn(Duration.ofSeconds(70));
    List<String> left = new ArrayList<>();
    LoopHoldings holdings = loop.holdings(registry.size(), 0, 0);
    if (!holdings.equals(NOTHING)) {
      left.add(holdings.toString());
    }
    note(left, "admitted calls", admission.activeCalls());
    if (!left.isEmpty()) {
      throw new AssertionError("left over: " + left);
    }
  }

  private static void note(List<String> left, String what, int count) {
    if (count != 0) {
      left.add(count + " " + what);
    }
  }

  private final class Wire implements SipObserver {
    @Override
    public void malformed(Malformed reason) {
      wire.add(reason.label());
    }

    @Override
    public void registration(Registration outcome) {
      wire.add("register " + outcome);
    }

    @Override
    public void ignored() {
      wire.add("ignored");
    }

    @Override
    public void stray() {
      wire.add("stray");
    }
  }
}
