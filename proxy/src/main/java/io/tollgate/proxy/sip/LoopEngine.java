package io.tollgate.proxy.sip;

import gov.nist.javax.sip.stack.SIPClientTransaction;
import io.netty.channel.EventLoop;
import io.tollgate.proxy.admission.LoadGuard;
import io.tollgate.proxy.admission.SourceGuard;
import io.tollgate.proxy.call.Call;
import io.tollgate.proxy.call.CallObserver;
import io.tollgate.proxy.call.CallRegistry;
import io.tollgate.proxy.call.CallSetup;
import io.tollgate.proxy.call.CallView;
import io.tollgate.proxy.call.CalleeLeg;
import io.tollgate.proxy.call.Invitation;
import io.tollgate.proxy.call.LegListener;
import io.tollgate.proxy.call.Refusal;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.sip.leg.OutgoingLeg;
import io.tollgate.proxy.sip.leg.SipLoop;
import io.tollgate.proxy.sip.observe.OffenceWatch;
import io.tollgate.proxy.sip.observe.SipObserver;
import io.tollgate.proxy.sip.overload.BusyCalls;
import io.tollgate.proxy.sip.overload.CallQueue;
import io.tollgate.proxy.sip.reach.OptionsProber;
import io.tollgate.proxy.sip.reach.TrunkServices;
import io.tollgate.proxy.sip.screen.RawRequest;
import io.tollgate.proxy.sip.transport.EventLoops;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import io.tollgate.proxy.sip.transport.LoopStack;
import io.tollgate.proxy.sip.transport.StreamPoint;
import io.tollgate.proxy.sip.transport.StreamSocket;
import io.tollgate.proxy.sip.transport.UdpPoint;
import io.tollgate.proxy.sip.transport.UdpSocket;
import io.tollgate.proxy.sip.transport.Unframeable;
import io.tollgate.proxy.time.Clock;
import io.tollgate.proxy.time.TimerWheel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sip.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One loop at work: its stack, sockets, timers and calls. What comes in on its sockets for calls of
 * other loops is handed over before anything is parsed.
 *
 * <p>Everything but {@link #start}, {@link #close} and what says otherwise runs on the loop.
 */
final class LoopEngine {
  private static final Logger LOG = LoggerFactory.getLogger(LoopEngine.class);

  private static final long TICK_NANOS = 10_000_000L;
  private static final int SLOTS = 4096;
  private static final long QUIET_CHECK_MILLIS = 20;

  private final int index;
  private final EventLoop eventLoop;
  private final Clock clock = Clock.SYSTEM;
  private final TimerWheel timers = new TimerWheel(TICK_NANOS, SLOTS, clock.nanos());
  private final CallRegistry registry = new CallRegistry();
  private final List<UdpSocket> sockets = new ArrayList<>();
  private final SipLoop loop;
  private final CallSetup setup;
  private final SipReceiver receiver;
  private final SipObserver wire;
  private final OffenceWatch offences;
  private final LoadGuard load;
  private final CallQueue queue;
  private final boolean queues;
  private final OptionsProber prober;
  private long tickDue;

  LoopEngine(
      int index,
      EventLoop eventLoop,
      SipSettings settings,
      TrunkServices services,
      SipEdge.Peers peers,
      SourceGuard guard,
      SipEdge.SetupFactory setups,
      CallObserver calls,
      SipObserver wire) {
    this.index = index;
    this.eventLoop = eventLoop;
    this.wire = wire;
    this.offences = new OffenceWatch(wire, guard);
    LoopStack stack = SipStackFactory.create(index, clock, timers, this::pointAt);
    this.loop = new SipLoop(index, settings.realm(), settings.sessionTimer(), clock, timers, stack);
    loop.signWith(peers.verdicts());
    loop.measureFor(peers.roundTrips());
    this.setup = setups.create(new LoopResources(index, clock, timers, registry, this::invite));
    this.receiver =
        new SipReceiver(
            loop, setup, services, peers.known(), peers.pops(), calls, offences, settings.realm());
    this.prober = new OptionsProber(loop, index, settings.loopCount(), peers.probed());
    this.load = new LoadGuard(settings.overload(), clock.nanos());
    this.queues = settings.overload().sheds();
    this.queue =
        new CallQueue(
            load,
            clock,
            service(new BusyCalls(calls, wire, busyHeaders(), loop.random().nextLong())),
            eventLoop,
            // A timer that is due runs after the next look at the sockets.
            task -> eventLoop.schedule(task, 0, TimeUnit.NANOSECONDS));
  }

  private String busyHeaders() {
    return loop.responses()
        .refusalHeaders(Refusal.of(HangupCause.OVERLOAD, "more calls than can be served"));
  }

  private CallQueue.Service service(BusyCalls busy) {
    return new CallQueue.Service() {
      @Override
      public void serve(byte[] message, InetSocketAddress source, int listenIndex, long readNanos) {
        LoopEngine.this.serve(message, source, listenIndex, readNanos);
      }

      @Override
      public void turnAway(byte[] invite, InetSocketAddress source, int listenIndex, long hash) {
        busy.turnAway(invite, source, loop.points().at(listenIndex), hash);
      }
    };
  }

  /** Opens a datagram socket of a listening point; called from the thread that starts the edge. */
  UdpSocket open(
      EventLoops eventLoops,
      int listenIndex,
      ListenSettings settings,
      InetSocketAddress address,
      Arrivals arrivals)
      throws IOException {
    UdpSocket socket =
        UdpSocket.open(
            eventLoops,
            eventLoop,
            address,
            (message, source, since) -> arrivals.datagram(message, source, listenIndex, since));
    sockets.add(socket);
    InetSocketAddress bound = socket.address();
    add(
        new UdpPoint(
            loop.stack(),
            bound,
            settings.advertisedHost(bound),
            settings.advertisedPort(bound),
            (message, peer) -> {
              socket.send(message, peer);
              wire.sent();
            }));
    return socket;
  }

  /** Takes part in a listening point whose connections belong to all loops. */
  void join(StreamSocket socket, ListenSettings settings) throws IOException {
    InetSocketAddress bound = socket.address();
    add(
        new StreamPoint(
            loop.stack(),
            socket,
            settings.advertisedHost(bound),
            settings.advertisedPort(bound),
            eventLoop,
            wire::sent));
  }

  private void add(ListeningPoint point) throws IOException {
    loop.points().add(point);
    try {
      loop.stack()
          .createListeningPoint(
              point.getIpAddress().getHostAddress(), point.getPort(), point.getTransport());
    } catch (javax.sip.SipException | javax.sip.InvalidArgumentException e) {
      throw new IOException("JAIN-SIP refuses the listening point", e);
    }
  }

  /** What JAIN-SIP asks for while a listening point is made: the point just opened. */
  private ListeningPoint pointAt(LoopStack stack, InetAddress address, int port) {
    return loop.points().last();
  }

  /** Starts the clockwork; from now on the loop takes messages. */
  void start() {
    eventLoop.execute(
        () -> {
          receiver.warmUp();
          prober.start();
          tickDue = clock.nanos() + TICK_NANOS;
          eventLoop.scheduleAtFixedRate(this::tick, TICK_NANOS, TICK_NANOS, TimeUnit.NANOSECONDS);
          sockets.forEach(UdpSocket::startReading); // not before: all sockets are open now
        });
  }

  private void tick() {
    try {
      long now = clock.nanos();
      wire.lag(index, Math.max(0, now - tickDue));
      tickDue = now + TICK_NANOS;
      timers.advance(now);
      loop.answered().expire(now);
      load.look(now);
      wire.load(index, load.delayNanos(), load.isShedding());
      wire.holds(index, loop.holdings(registry.size(), queue.size(), prober.timers()));
    } catch (RuntimeException | Error e) {
      LOG.error("a tick of loop {} failed", index, e); // thrown on, it would be the last one
    }
  }

  /** Whether the caller runs on this loop. */
  boolean isHere() {
    return eventLoop.inEventLoop();
  }

  /** Runs {@code task} on this loop, later. */
  void execute(Runnable task) {
    eventLoop.execute(task);
  }

  /**
   * A message for this loop.
   *
   * @param since when it may have come in, at the earliest
   * @param nanos when it was read
   * @param taken run when it has been dealt with
   */
  void receive(
      byte[] message,
      InetSocketAddress source,
      int listenIndex,
      long since,
      long nanos,
      Runnable taken) {
    if (queues) {
      queue.take(message, source, listenIndex, since, nanos, taken);
    } else {
      serve(message, source, listenIndex, nanos);
      taken.run();
    }
  }

  /**
   * A message of somebody who is banned: it is served where it belongs to a call of this loop.
   *
   * @return whether it was served
   */
  boolean receiveOfCall(byte[] message, InetSocketAddress source, int listenIndex, long nanos) {
    boolean ofCall =
        loop.dialogs().containsKey(RawRequest.dialogTag(message)) || queue.hasBegun(message, nanos);
    if (ofCall) {
      serve(message, source, listenIndex, nanos);
    }
    return ofCall;
  }

  private void serve(byte[] message, InetSocketAddress source, int listenIndex, long nanos) {
    offences.reading(source.getAddress(), nanos);
    receiver.receive(message, source, loop.points().at(listenIndex), nanos);
  }

  /** What came over a connection and cannot be cut into messages. */
  void receiveUnframeable(Unframeable what, InetSocketAddress source, int listenIndex) {
    offences.reading(source.getAddress(), clock.nanos());
    receiver.receiveUnframeable(what, source, loop.points().at(listenIndex));
  }

  private CalleeLeg invite(Invitation invitation, LegListener call) {
    Gateway gateway = invitation.gateway();
    return OutgoingLeg.invite(
        loop,
        gateway
            .flow()
            .flatMap(flow -> loop.points().bound(gateway.uri().transport(), flow.listeningPoint()))
            .orElseGet(
                () ->
                    loop.points().best(gateway.uri().transport(), gateway.address().getAddress())),
        invitation,
        call);
  }

  /** Whether the socket of a listening point is open; from any thread. */
  boolean listensOn(InetSocketAddress address) {
    return sockets.stream().anyMatch(socket -> socket.isOpen() && socket.address().equals(address));
  }

  /** How many calls are not over; from any thread, waits for the loop. */
  int activeCalls() {
    return eventLoop.submit(registry::size).syncUninterruptibly().getNow();
  }

  /** So many of the calls that are not over; from any thread, waits for the loop. */
  List<CallView> calls(int limit) {
    return eventLoop
        .submit(() -> registry.calls().stream().limit(limit).map(Call::view).toList())
        .syncUninterruptibly()
        .getNow();
  }

  /** Ends a call, if it is one of this loop's; from any thread, waits for the loop. */
  boolean hangUp(String id, HangupCause cause) {
    return eventLoop
        .submit(
            () -> {
              Optional<Call> call = registry.find(id);
              call.ifPresent(found -> found.hangUp(cause));
              return call.isPresent();
            })
        .syncUninterruptibly()
        .getNow();
  }

  /** Turns new calls away, or takes them again; from any thread. */
  void drain(boolean draining) {
    eventLoop.execute(draining ? setup::close : setup::open);
  }

  /** Ends the calls and runs {@code quiet} when the peers have heard of it; from any thread. */
  void hangUpAll(HangupCause cause, Duration patience, Runnable quiet) {
    eventLoop.execute(
        () -> {
          setup.close();
          prober.stop();
          registry.calls().forEach(call -> call.hangUp(cause));
          awaitQuiet(clock.nanos() + patience.toNanos(), quiet);
        });
  }

  private void awaitQuiet(long deadline, Runnable quiet) {
    if (registry.size() == 0 && loop.dialogs().isEmpty() && !isAskingAnybody()) {
      quiet.run();
    } else if (clock.nanos() - deadline >= 0) {
      registry.calls().forEach(Call::abandon);
      quiet.run();
    } else {
      eventLoop.schedule(
          () -> awaitQuiet(deadline, quiet), QUIET_CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private boolean isAskingAnybody() {
    for (SIPClientTransaction transaction : loop.stack().clientTransactions().values()) {
      TransactionState state = transaction.getState();
      if (transaction.getMethod().equals("OPTIONS")) {
        continue; // nobody is left who wants to know
      }
      if (state == TransactionState.CALLING
          || state == TransactionState.TRYING
          || state == TransactionState.PROCEEDING) {
        return true;
      }
    }
    return false;
  }

  /** Closes the sockets; from any thread. */
  void close() {
    sockets.forEach(UdpSocket::close);
  }
}
