package io.tollgate.proxy.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.net.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections over real sockets, seen from a peer that is none of ours. */
class StreamSocketTest {
  private static final int PATIENCE_SECONDS = 60;
  private static final String MESSAGE = "OPTIONS sip:a SIP/2.0\r\nl: 3\r\n\r\nabc";
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<Unframeable> unframeable = new LinkedBlockingQueue<>();
  private EventLoops loops;
  private StreamSocket socket;
  private ConnectionCensus census;

  private record Received(String text, InetSocketAddress source, Runnable taken) {}

  private boolean banned;

  private void open(StreamLimits limits, boolean known) {
    open(limits, known, true, LOOPBACK);
  }

  private void open(StreamLimits limits, boolean known, boolean epoll, InetAddress address) {
    loops = new EventLoops(2, epoll);
    census = new ConnectionCensus(limits, peer -> known, peer -> banned);
    try {
      socket =
          StreamSocket.open(
              Transport.TCP,
              loops,
              new InetSocketAddress(address, 0),
              StreamSecurity.NONE,
              limits,
              census,
              new StreamInlet() {
                @Override
                public void received(byte[] message, InetSocketAddress source, Runnable taken) {
                  received.add(
                      new Received(new String(message, StandardCharsets.UTF_8), source, taken));
                }

                @Override
                public void unframeable(Unframeable what, InetSocketAddress source) {
                  unframeable.add(what);
                }
              });
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    socket.startAccepting();
  }

  @AfterEach
  void close() {
    socket.close();
    loops.close();
    assertThat(census.openConnections()).isZero();
    assertThat(census.handshakes()).isZero();
    assertThat(socket.connectionCount()).isZero();
  }

  private static StreamLimits limits(int perStranger, Duration message, Duration idle) {
    StreamLimits usual = StreamLimits.DEFAULT;
    return new StreamLimits(
        usual.total(),
        perStranger,
        usual.handshakes(),
        usual.connect(),
        usual.handshake(),
        message,
        idle,
        usual.head(),
        usual.body(),
        100_000);
  }

  private static final StreamLimits PATIENT =
      limits(2, Duration.ofMinutes(1), Duration.ofMinutes(1));

  private Socket connect() throws IOException {
    Socket peer = new Socket(socket.address().getAddress(), socket.address().getPort());
    peer.setSoTimeout(PATIENCE_SECONDS * 1000);
    return peer;
  }

  private static void send(Socket peer, String text) throws IOException {
    peer.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    peer.getOutputStream().flush();
  }

  private static String read(Socket peer, int length) throws IOException {
    return new String(peer.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
  }

  /** Whether the edge has closed the connection, by a goodbye or a reset. */
  private static boolean isClosed(Socket peer) throws IOException {
    try {
      return peer.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  private <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll 127.0.0.1", "selector 127.0.0.1", "epoll ::1", "selector ::1"})
  void whatComesIsAnsweredByTheConnectionThatItCameBy(String how) throws Exception {
    String[] words = how.split(" ");
    open(PATIENT, true, words[0].equals("epoll"), InetAddress.ofLiteral(words[1]));
    try (Socket peer = connect()) {
      send(peer, MESSAGE);
      Received message = next(received);
      assertThat(message.text).isEqualTo(MESSAGE);
      assertThat(message.source.getPort()).isEqualTo(peer.getLocalPort());
      message.taken.run();
      // Where it says it listens nobody does: the flow is what counts.
      InetSocketAddress elsewhere = new InetSocketAddress(socket.address().getAddress(), 9);
      socket.connection(message.source, elsewhere).send("answer".getBytes(StandardCharsets.UTF_8));
      assertThat(read(peer, 6)).isEqualTo("answer");
      assertThat(socket.connectionCount()).isEqualTo(1);
    }
  }

  @Test
  void aConnectionOfOursIsOpenedOnceAndShared() throws Exception {
    open(PATIENT, true);
    try (ServerSocket server = new ServerSocket(0, 10, LOOPBACK)) {
      InetSocketAddress peer = new InetSocketAddress(LOOPBACK, server.getLocalPort());
      socket.connection(peer, peer).send("one".getBytes(StandardCharsets.UTF_8));
      socket.connection(peer, peer).send("two".getBytes(StandardCharsets.UTF_8));
      try (Socket accepted = server.accept()) {
        accepted.setSoTimeout(PATIENCE_SECONDS * 1000);
        assertThat(read(accepted, 6)).isEqualTo("onetwo");
        send(accepted, MESSAGE);
        assertThat(next(received).source).isEqualTo(peer);
        assertThat(socket.connectionCount()).isEqualTo(1);
        assertThat(census.openConnections()).isEqualTo(1);
      }
    }
  }

  @Test
  void whoeverWaitsHearsAtOnceThatNobodyListens() throws Exception {
    open(PATIENT, true);
    // tcpmux: a port that was only just free may be somebody else's by now.
    InetSocketAddress peer = new InetSocketAddress(LOOPBACK, 1);
    CountDownLatch broken = new CountDownLatch(1);
    StreamConnection connection = socket.connection(peer, peer);
    connection.whenBroken(Runnable::run, why -> broken.countDown());
    connection.send("lost".getBytes(StandardCharsets.UTF_8));
    assertThat(broken.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoeverWaitsHearsThatAConnectionBroke() throws Exception {
    open(PATIENT, true);
    CountDownLatch broken = new CountDownLatch(1);
    CountDownLatch unwatched = new CountDownLatch(1);
    try (Socket peer = connect()) {
      send(peer, MESSAGE);
      InetSocketAddress source = next(received).source;
      StreamConnection connection = socket.connection(source, source);
      connection.whenBroken(Runnable::run, why -> broken.countDown());
      connection.whenBroken(Runnable::run, why -> unwatched.countDown()).end();
    }
    assertThat(broken.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(unwatched.getCount()).isEqualTo(1);
  }

  @Test
  void aMessageThatDoesNotEndInTimeEndsItsConnection() throws Exception {
    open(limits(2, Duration.ofMillis(300), Duration.ofMinutes(1)), true);
    try (Socket peer = connect()) {
      send(peer, MESSAGE + "INVITE sip:a");
      next(received);
      assertThat(isClosed(peer)).isTrue();
    }
  }

  @Test
  void aSilentConnectionIsClosed() throws Exception {
    open(limits(2, Duration.ofMinutes(1), Duration.ofMillis(300)), true);
    try (Socket peer = connect()) {
      assertThat(isClosed(peer)).isTrue();
    }
  }

  @Test
  void aKeepAliveIsAnswered() throws Exception {
    open(PATIENT, true);
    try (Socket peer = connect()) {
      send(peer, "\r\n\r\n");
      assertThat(read(peer, 2)).isEqualTo("\r\n");
    }
  }

  @Test
  void whatCannotBeCutIsToldAndEndsItsConnection() throws Exception {
    open(PATIENT, true);
    try (Socket peer = connect()) {
      send(peer, "OPTIONS sip:a SIP/2.0\r\n\r\n");
      assertThat(next(unframeable).why()).isEqualTo(Unframeable.Why.NO_LENGTH);
      assertThat(isClosed(peer)).isTrue();
    }
  }

  @Test
  void aStrangerHasFewConnections() throws Exception {
    open(PATIENT, false);
    try (Socket one = connect();
        Socket two = connect()) {
      send(one, MESSAGE);
      send(two, MESSAGE);
      next(received);
      next(received);
      try (Socket three = connect()) {
        assertThat(isClosed(three)).isTrue();
      }
      assertThat(census.turnedAway()).isEqualTo(1);
    }
  }

  @Test
  void whoIsBannedHasNone() throws Exception {
    banned = true;
    open(PATIENT, false);
    try (Socket one = connect()) {
      assertThat(isClosed(one)).isTrue();
    }
    assertThat(census.turnedAway()).isEqualTo(1);
  }

  @Test
  void aPeerWhoseMessagesWaitIsNotReadFrom() throws Exception {
    open(PATIENT, true);
    try (Socket peer = connect()) {
      String many = MESSAGE.repeat(100_000);
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      send(peer, many);
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  });
      for (int taken = 0; taken < 100_000; taken++) {
        next(received).taken.run();
        // One read is what may come at once, beside what waits.
        assertThat(received.size()).isLessThan(10_000);
      }
      sender.join();
    }
  }

  @Test
  void aPeerWhoDoesNotReadIsGivenUp() throws Exception {
    open(PATIENT, true);
    try (Socket peer = connect()) {
      send(peer, MESSAGE);
      InetSocketAddress source = next(received).source;
      StreamConnection connection = socket.connection(source, source);
      CountDownLatch broken = new CountDownLatch(1);
      connection.whenBroken(Runnable::run, why -> broken.countDown());
      for (int i = 0; i < 5_000 && broken.getCount() > 0; i++) {
        connection.send(new byte[10_000]);
      }
      assertThat(broken.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }
}
