package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Ports;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import io.tollgate.scenarios.harness.StreamPhone;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Peers that connect and then take their time, over TCP and TLS: they are shown the door. */
class SlowConnectionsTest {
  private static final int TLS_PORT = Ports.free();
  private static final int HANDSHAKES = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a slow peer takes over each byte: the message would take 20 s. */
  private static final long DRIP_NANOS = 50_000_000L;

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config ->
              config
                  .put(
                      "listen",
                      """
                      [{transport: udp, bind: "127.0.0.1:%1$d"}, {transport: tcp, bind: "127.0.0.1:%1$d"},
                        {transport: tls, bind: "127.0.0.1:%2$d"}]\
                      """
                          .formatted(config.sipPort(), TLS_PORT))
                  .put(
                      "connections",
                      "{message: 1s, idle: 4s, handshake: 3s, handshakes: %d}"
                          .formatted(HANDSHAKES)));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  private static InetSocketAddress tls() {
    return new InetSocketAddress("127.0.0.1", TLS_PORT);
  }

  private static double open() {
    return edge.metrics().sum("tollgate_sip_connections");
  }

  @Test
  void aMessageThatTakesForEverIsNotWaitedForOverTcp() throws Exception {
    dripping(100, () -> StreamPhone.tcp("127.0.0.1", edge.sip()));
  }

  @Test
  void norOverTls() throws Exception {
    dripping(40, () -> StreamPhone.tls(tls()));
  }

  /** Connections, each of which sends one byte at a time, until the edge closes it. */
  private void dripping(int count, Supplier<StreamPhone> connect) throws Exception {
    try (ExecutorService drips = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> sent = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        StreamPhone phone = connect.get();
        sent.add(
            drips.submit(
                () -> {
                  try (phone) {
                    return drip(phone);
                  }
                }));
      }
      aGoodCall();
      for (Future<Integer> bytes : sent) {
        assertThat(bytes.get()).as("bytes that the edge took").isBetween(1, 400);
      }
    }
    Await.that("no connection", PATIENCE, () -> open() == 0);
  }

  private static int drip(StreamPhone phone) {
    String invite = phone.request("INVITE", "+4366412345678");
    for (int i = 0; i < invite.length(); i++) {
      if (!phone.send(invite.substring(i, i + 1))) {
        return i;
      }
      LockSupport.parkNanos(DRIP_NANOS);
    }
    return invite.length() + 400; // it was never closed
  }

  @Test
  void silenceEndsAConnection() {
    try (StreamPhone tcp = StreamPhone.tcp("127.0.0.1", edge.sip());
        StreamPhone overTls = StreamPhone.tls(tls())) {
      for (StreamPhone phone : List.of(tcp, overTls)) {
        phone.send(phone.request("OPTIONS", "anybody"));
        assertThat(phone.receiveUntil(answer -> true).getFirst()).startsWith("SIP/2.0 ");
      }
      tcp.awaitClose();
      overTls.awaitClose();
    }
  }

  /** Twenty times as many as may shake hands at once, none of which says a word. */
  @Test
  void handshakesThatNobodyGoesOnWithAreBoundedAndGivenUp() throws Exception {
    double before = edge.metrics().sum("tollgate_sip_connections_turned_away_total");
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 20 * HANDSHAKES; i++) {
        Socket socket = new Socket();
        silent.add(socket);
        socket.connect(tls(), 60_000);
        if (i % HANDSHAKES == 0) {
          assertThat(edge.metrics().sum("tollgate_sip_handshakes"))
              .as("handshakes under way")
              .isLessThanOrEqualTo(HANDSHAKES);
        }
      }
      aGoodCall();
      Await.that(
          "most of them to be turned away",
          PATIENCE,
          () -> edge.metrics().sum("tollgate_sip_connections_turned_away_total") > before);
      Await.that("a handshake that goes well", PATIENCE, this::canConnect);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
    Await.that("no connection", PATIENCE, () -> open() == 0);
    Await.that("no handshake", PATIENCE, () -> edge.metrics().sum("tollgate_sip_handshakes") == 0);
  }

  /** As many real handshakes as a few hundred clients make at once. */
  @Test
  void aFloodOfHandshakesLeavesRoomForCalls() throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> tried = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        tried.add(clients.submit(this::canConnect));
      }
      aGoodCall();
      int served = 0;
      for (Future<Boolean> each : tried) {
        served += each.get() ? 1 : 0;
      }
      assertThat(served).as("clients that got through").isPositive();
    }
    Await.that("room for another", PATIENCE, this::canConnect);
    Await.that("no connection", PATIENCE, () -> open() == 0);
  }

  private boolean canConnect() {
    try (StreamPhone phone = StreamPhone.tls(tls())) {
      return phone.send(phone.request("OPTIONS", "anybody"))
          && !phone.receiveUntil(answer -> true).isEmpty();
    } catch (UncheckedIOException turnedAway) {
      return false;
    }
  }

  private void aGoodCall() {
    Sipp callee = sipp.uas("uas-answers", edge.carrierPort()).start();
    Sipp caller =
        sipp.uac("uac-call-expect-200", edge.sip()).call("+4366412345678", "+33123456789").run();
    callee.succeed();
    record().ended("normal", "caller", 200, 16).matches(edge.records().one(caller));
  }
}
