package io.tollgate.proxy.sip;

import io.netty.channel.EventLoop;
import io.tollgate.proxy.call.CallObserver;
import io.tollgate.proxy.call.CallSetup;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.transport.EventLoops;
import io.tollgate.proxy.sip.transport.UdpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
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
  private final List<InetSocketAddress> addresses = new ArrayList<>();

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

  private SipEdge(EventLoops eventLoops) {
    this.eventLoops = eventLoops;
  }

  /**
   * Listens.
   *
   * @param known whether some list, gateway or PoP names an address
   * @throws ListenException where an address cannot be bound; nothing is left open then
   */
  public static SipEdge start(
      SipSettings settings,
      Predicate<InetAddress> known,
      SetupFactory setups,
      CallObserver calls,
      SipObserver wire)
      throws ListenException {
    int count = settings.loopCount();
    List<InetSocketAddress> probed = probe(settings.listen());
    SipEdge edge = new SipEdge(new EventLoops(count, true));
    try {
      List<EventLoop> loops = edge.eventLoops.loops();
      for (int i = 0; i < count; i++) {
        edge.engines.add(new LoopEngine(i, loops.get(i), settings, known, setups, calls, wire));
      }
      for (int i = 0; i < settings.listen().size(); i++) {
        edge.listen(i, settings.listen().get(i), probed.get(i));
      }
      edge.engines.forEach(LoopEngine::start);
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
        if (address.getPort() != 0) {
          UdpSocket.requireFree(address);
        }
      } catch (IOException e) {
        throw cannotBind(i, address, e);
      }
      addresses.add(address);
    }
    return addresses;
  }

  private static ListenException cannotBind(int index, InetSocketAddress address, IOException e) {
    return new ListenException(
        index,
        "cannot listen on udp "
            + address.getAddress().getHostAddress()
            + ":"
            + address.getPort()
            + ": "
            + e.getMessage(),
        e);
  }

  private void listen(int index, ListenSettings settings, InetSocketAddress address)
      throws ListenException {
    InetSocketAddress wanted = address;
    try {
      for (LoopEngine engine : engines) {
        UdpSocket socket = engine.open(eventLoops, index, settings, wanted, engines);
        wanted = socket.address(); // with port 0 the first socket decides, the others share it
      }
    } catch (IOException e) {
      throw cannotBind(index, wanted, e);
    }
    addresses.add(wanted);
    LOG.info("listening on udp {}:{}", wanted.getAddress().getHostAddress(), wanted.getPort());
  }

  /** The addresses that are bound, in the order of the settings. */
  public List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  /** The listening points whose sockets are not open, in words for the operator. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (InetSocketAddress address : addresses) {
      if (!engines.stream().allMatch(engine -> engine.listensOn(address))) {
        missing.add("udp " + address.getAddress().getHostAddress() + ":" + address.getPort());
      }
    }
    return missing;
  }

  /** How many calls are not over. Asks every loop, and waits for its answer. */
  public int activeCalls() {
    return engines.stream().mapToInt(LoopEngine::activeCalls).sum();
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
    engines.forEach(LoopEngine::close);
    eventLoops.close();
  }
}
