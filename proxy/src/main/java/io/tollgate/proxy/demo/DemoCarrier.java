package io.tollgate.proxy.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A carrier inside the edge's own process, so that a newcomer sees a whole call before having
 * anybody to send one to: it rings, answers, plays back what it hears and takes its leave. {@link
 * CalledParty} says which numbers are busy, absent, unwilling or brief.
 *
 * <p>It is a peer like any other: it speaks SIP over UDP on loopback with the edge and shares no
 * code with it. One daemon thread does everything; at most {@value DemoExchange#MOST_CALLS} calls
 * are up at one time. It makes no calls and registers nowhere.
 *
 * <p>{@link #start} and {@link #close} may be called from any thread.
 */
public final class DemoCarrier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DemoCarrier.class);
  private static final int LONGEST_DATAGRAM = 65_535;
  private static final int DATAGRAMS_A_TURN = 64;
  private static final int SOCKET_BUFFER = 1 << 20;
  private static final long IDLE_TURN = Duration.ofSeconds(10).toNanos();

  private final DemoSettings settings;
  private final Timers timers = new Timers();
  private final ByteBuffer in = ByteBuffer.allocateDirect(LONGEST_DATAGRAM);
  private final Selector selector;
  private final DatagramChannel channel;
  private final InetSocketAddress address;
  private final Thread thread;
  private final DemoExchange exchange;
  private volatile boolean closing;

  /**
   * Takes the address; calls are answered from {@link #start} on.
   *
   * @throws IOException where the address cannot be had; its message names the address
   */
  public DemoCarrier(DemoSettings settings) throws IOException {
    this.settings = settings;
    this.selector = Selector.open();
    this.channel = DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
      channel.bind(settings.bind());
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, (LongConsumer) this::readable);
      this.address = (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException e) {
      channel.close();
      selector.close();
      throw new IOException(
          "the demonstration carrier cannot listen on udp "
              + text(settings.bind())
              + ": "
              + e.getMessage(),
          e);
    }
    this.exchange =
        new DemoExchange(
            new Desk(
                this::send,
                timers,
                new Replies(address),
                new RtpEcho(selector, address.getAddress(), timers),
                settings.ringFor(),
                new SecureRandom()));
    this.thread = Thread.ofPlatform().name("demo-carrier").daemon().unstarted(this::run);
  }

  /** Where it takes calls. */
  public InetSocketAddress address() {
    return address;
  }

  /** Begins to take calls; returns at once. */
  public void start() {
    thread.start();
    LOG.info(
        "demonstration carrier on udp {}, rings for {} ms",
        text(address),
        settings.ringFor().toMillis());
  }

  /** Stops. Calls that are still up are forgotten without a word: end them at the edge before. */
  @Override
  public void close() throws IOException {
    closing = true;
    selector.wakeup();
    try {
      if (thread.isAlive() && thread != Thread.currentThread()) {
        thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (selector.isOpen()) {
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    }
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  private void run() {
    try {
      while (!closing) {
        long wait = timers.nanosToNext(System.nanoTime(), IDLE_TURN);
        // Rounded up: a timer is never asked before its time, which would spin.
        selector.select(this::ready, TimeUnit.NANOSECONDS.toMillis(wait) + 1);
        guarded(timers::run);
      }
    } catch (IOException e) {
      LOG.error("demonstration carrier stopped", e);
    }
  }

  private void ready(SelectionKey key) {
    guarded((LongConsumer) key.attachment());
  }

  /** One bad message must not take the carrier's thread with it. */
  private static void guarded(LongConsumer work) {
    try {
      work.accept(System.nanoTime());
    } catch (RuntimeException e) {
      LOG.warn("demonstration carrier: dropped what it could not handle", e);
    }
  }

  private void readable(long now) {
    try {
      for (int i = 0; i < DATAGRAMS_A_TURN; i++) {
        in.clear();
        SocketAddress source = channel.receive(in);
        if (source == null) {
          return;
        }
        in.flip();
        byte[] datagram = new byte[in.remaining()];
        in.get(datagram);
        exchange.receive(datagram, (InetSocketAddress) source, now);
      }
    } catch (IOException e) {
      LOG.debug("demonstration carrier: a datagram was lost", e);
    }
  }

  private void send(byte[] message, InetSocketAddress to) {
    try {
      channel.send(ByteBuffer.wrap(message), to);
    } catch (IOException e) {
      LOG.debug("demonstration carrier: a datagram to {} was lost", to, e);
    }
  }
}
