package io.tollgate.proxy.sip;

import io.netty.channel.EventLoop;
import io.tollgate.proxy.admission.SourceGuard;
import io.tollgate.proxy.call.CallObserver;
import io.tollgate.proxy.call.CallSetup;
import io.tollgate.proxy.call.CallView;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.file.FileWatch;
import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.health.ProbeTarget;
import io.tollgate.proxy.route.pop.Verdicts;
import io.tollgate.proxy.sip.observe.SipObserver;
import io.tollgate.proxy.sip.reach.TrunkServices;
import io.tollgate.proxy.sip.tls.CertificateFiles;
import io.tollgate.proxy.sip.tls.SelfSigned;
import io.tollgate.proxy.sip.tls.TlsClientSettings;
import io.tollgate.proxy.sip.tls.TlsFileException;
import io.tollgate.proxy.sip.tls.TlsPointSettings;
import io.tollgate.proxy.sip.tls.TlsSecurity;
import io.tollgate.proxy.sip.transport.ConnectionCensus;
import io.tollgate.proxy.sip.transport.EventLoops;
import io.tollgate.proxy.sip.transport.StreamLimits;
import io.tollgate.proxy.sip.transport.StreamSecurity;
import io.tollgate.proxy.sip.transport.StreamSocket;
import io.tollgate.proxy.sip.transport.UdpSocket;
import io.tollgate.proxy.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SIP side of the edge: its loops and listening points, started and stopped. Messages become
 * call events in {@link SipReceiver}, on each loop by itself.
 */
public final class SipEdge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SipEdge.class);

  private final EventLoops eventLoops;
  private final List<LoopEngine> engines = new ArrayList<>();
  private final List<FileWatch> watches = new ArrayList<>();
  private volatile boolean draining;
  private final Function<InetSocketAddress, Optional<String>> tlsNames;
  private final TlsClientSettings clientTls;
  private final List<StreamSocket> streams = new ArrayList<>();
  private final List<Point> points = new ArrayList<>();
  private final StreamLimits limits;
  private final ConnectionCensus census;
  private final Arrivals arrivals;

  /** A listening point that is there. */
  private record Point(Transport transport, InetSocketAddress address) {}

  /**
   * Whom the configuration names. All may be asked by any thread, at any time.
   *
   * @param known whether some list, gateway or PoP names an address
   * @param pops whether another point of presence is at an address
   * @param tlsNames the host that a peer must prove to be; its address where it says nothing
   * @param probed whom to ask whether they are there
   * @param verdicts signs what other points of presence are told of calls; empty where none go
   *     there
   * @param roundTrips told how many nanoseconds an answer takes to a caller and back; by every loop
   */
  public record Peers(
      Predicate<InetAddress> known,
      Predicate<InetAddress> pops,
      Function<InetSocketAddress, Optional<String>> tlsNames,
      Supplier<List<ProbeTarget>> probed,
      Optional<Verdicts> verdicts,
      ObjLongConsumer<InetAddress> roundTrips) {}

  /** Makes the set-up of one loop, out of what the calls of that loop share. */
  @FunctionalInterface
  public interface SetupFactory {
    /** Called once a loop. */
    CallSetup create(LoopResources resources);
  }

  /** What a listening point could not have. */
  public static final class ListenException extends IOException {
    private final int index;

    ListenException(int index, String message, Throwable cause) {
      super(message, cause);
      this.index = index;
    }

    /** Which of the listening points, from 0. */
    public int index() {
      return index;
    }
  }

  private SipEdge(
      EventLoops eventLoops,
      SipSettings settings,
      Peers peers,
      SourceGuard guard,
      SipObserver wire) {
    this.eventLoops = eventLoops;
    this.tlsNames = peers.tlsNames();
    this.clientTls = settings.tls();
    this.limits = settings.connections();
    this.census =
        new ConnectionCensus(
            limits, peers.known(), address -> !guard.admits(address, Clock.SYSTEM.nanos()));
    this.arrivals = new Arrivals(engines, Clock.SYSTEM, wire, guard);
  }

  /**
   * Listens.
   *
   * @param services answers what is no call
   * @param peers whom the configuration names
   * @param guard asked before anything is parsed
   * @throws ListenException where an address cannot be bound; nothing is left open then
   */
  public static SipEdge start(
      SipSettings settings,
      TrunkServices services,
      Peers peers,
      SourceGuard guard,
      SetupFactory setups,
      CallObserver calls,
      SipObserver wire)
      throws ListenException {
    int count = settings.loopCount();
    List<InetSocketAddress> probed = probe(settings.listen());
    SipEdge edge = new SipEdge(new EventLoops(count, true), settings, peers, guard, wire);
    try {
      List<EventLoop> loops = edge.eventLoops.loops();
      for (int i = 0; i < count; i++) {
        edge.engines.add(
            new LoopEngine(i, loops.get(i), settings, services, peers, guard, setups, calls, wire));
      }
      for (int i = 0; i < settings.listen().size(); i++) {
        edge.listen(i, settings.listen().get(i), probed.get(i));
      }
      edge.engines.forEach(LoopEngine::start);
      edge.streams.forEach(StreamSocket::startAccepting);
    } catch (ListenException | RuntimeException e) {
      edge.close();
      throw e;
    }
    return edge;
  }

  private static List<InetSocketAddress> probe(List<ListenSettings> listen) throws ListenException {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (int i = 0; i < listen.size(); i++) {
      InetSocketAddress address = listen.get(i).bind();
      try {
        if (listen.get(i).transport() == Transport.UDP && address.getPort() != 0) {
          UdpSocket.requireFree(address);
        }
      } catch (IOException e) {
        throw cannotListen(i, Transport.UDP, address, e);
      }
      addresses.add(address);
    }
    return addresses;
  }

  private static ListenException cannotListen(
      int index, Transport transport, InetSocketAddress address, Exception e) {
    return new ListenException(
        index, "cannot listen on " + name(transport, address) + ": " + e.getMessage(), e);
  }

  private static String name(Transport transport, InetSocketAddress address) {
    return transport.label()
        + " "
        + address.getAddress().getHostAddress()
        + ":"
        + address.getPort();
  }

  private void listen(int index, ListenSettings settings, InetSocketAddress address)
      throws ListenException {
    InetSocketAddress bound = address;
    try {
      if (settings.transport() == Transport.UDP) {
        for (LoopEngine engine : engines) {
          // With port 0 the first socket decides, the others share it.
          bound = engine.open(eventLoops, index, settings, bound, arrivals).address();
        }
      } else {
        StreamSocket socket = open(index, settings, address);
        streams.add(socket);
        bound = socket.address();
        for (LoopEngine engine : engines) {
          engine.join(socket, settings);
        }
      }
    } catch (IOException e) {
      throw cannotListen(index, settings.transport(), bound, e);
    }
    points.add(new Point(settings.transport(), bound));
    LOG.info("listening on {}", name(settings.transport(), bound));
  }

  private StreamSocket open(int index, ListenSettings settings, InetSocketAddress address)
      throws IOException {
    return StreamSocket.open(
        settings.transport(),
        eventLoops,
        address,
        settings.tls().isPresent()
            ? security(settings, settings.tls().get(), address)
            : StreamSecurity.NONE,
        limits,
        census,
        arrivals.connections(index));
  }

  private StreamSecurity security(
      ListenSettings settings, TlsPointSettings tls, InetSocketAddress address) throws IOException {
    try {
      List<CertificateFiles> shown =
          tls.certificates().isEmpty()
              ? List.of(
                  SelfSigned.in(
                      tls.selfSigned(), settings.advertisedHost(address), Clock.SYSTEM.now()))
              : tls.certificates();
      TlsSecurity security =
          new TlsSecurity(tls, shown, clientTls, tlsNames, limits.handshake(), limits.connect());
      watches.add(FileWatch.start("certificate-watch", security.files(), () -> reload(security)));
      return security;
    } catch (TlsFileException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void reload(TlsSecurity security) {
    try {
      security.reload();
      LOG.info("certificates read again: {}", security.files());
    } catch (TlsFileException e) {
      LOG.error("the certificates stay as they are: {}", e.getMessage());
    }
  }

  /** The addresses that are bound, in the order of the settings. */
  public List<InetSocketAddress> addresses() {
    return points.stream().map(Point::address).toList();
  }

  /** The listening points whose sockets are not open, in words for the operator. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (Point point : points) {
      if (!isOpen(point)) {
        missing.add(name(point.transport, point.address));
      }
    }
    return missing;
  }

  private boolean isOpen(Point point) {
    return point.transport == Transport.UDP
        ? engines.stream().allMatch(engine -> engine.listensOn(point.address))
        : streams.stream()
            .filter(socket -> socket.transport() == point.transport)
            .anyMatch(socket -> socket.address().equals(point.address) && socket.isOpen());
  }

  /** How many TCP and TLS connections are open; from any thread. */
  public int openConnections() {
    return census.openConnections();
  }

  /** How many TLS handshakes of clients are under way; from any thread. */
  public int handshakes() {
    return census.handshakes();
  }

  /** How many connections have been turned away since the start; from any thread. */
  public long connectionsTurnedAway() {
    return census.turnedAway();
  }

  /** How many calls are not over. Asks every loop, and waits for its answer. */
  public int activeCalls() {
    return engines.stream().mapToInt(LoopEngine::activeCalls).sum();
  }

  /** So many of the calls that are not over. Asks every loop, and waits for its answer. */
  public List<CallView> calls(int limit) {
    return engines.stream().flatMap(engine -> engine.calls(limit).stream()).limit(limit).toList();
  }

  /**
   * Ends a call on both sides. Asks every loop, and waits for its answer.
   *
   * @return whether there was such a call
   */
  public boolean hangUp(String id, HangupCause cause) {
    return engines.stream().anyMatch(engine -> engine.hangUp(id, cause));
  }

  /** Turns new calls away, or takes them again; those that are up go on. */
  public void drain(boolean turnAway) {
    draining = turnAway;
    engines.forEach(engine -> engine.drain(turnAway));
  }

  /** Whether new calls are turned away until further notice. */
  public boolean isDraining() {
    return draining;
  }

  /**
   * Ends every call and waits until the other sides have heard of it.
   *
   * @param patience how long to wait at most
   */
  public void hangUpAll(Duration patience) {
    CountDownLatch quiet = new CountDownLatch(engines.size());
    for (LoopEngine engine : engines) {
      engine.hangUpAll(HangupCause.SHUTDOWN, patience, quiet::countDown);
    }
    try {
      if (!quiet.await(patience.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("some peers did not answer their BYE in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes the sockets and stops the loops. Calls that are up stay up at their peers. */
  @Override
  public void close() {
    watches.forEach(FileWatch::close);
    streams.forEach(StreamSocket::close);
    engines.forEach(LoopEngine::close);
    eventLoops.close();
  }
}
