package io.tollgate.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Authority;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.EdgeConfig;
import io.tollgate.scenarios.harness.Ports;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import io.tollgate.scenarios.harness.Stunnel;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls over TCP and TLS, on either side and from one to the other. */
class TransportTest {
  private static final Path FOLDER =
      Path.of("target/transport", UUID.randomUUID().toString().substring(0, 8)).toAbsolutePath();
  private static final Authority AUTHORITY = new Authority(FOLDER);
  private static final int TLS_PORT = Ports.free();
  private static final int TLS_CARRIER_PORT = Ports.free();

  @RegisterExtension static final Edge EDGE = Edge.with(TransportTest::transports);

  @RegisterExtension final SippRuns sipp = new SippRuns();

  private final List<Stunnel> tunnels = new ArrayList<>();

  @AfterEach
  void closeTunnels() {
    tunnels.forEach(Stunnel::close);
  }

  private static EdgeConfig transports(EdgeConfig config) {
    return config
        .listenOnAll(TLS_PORT, AUTHORITY.issue("edge", "IP:127.0.0.1"))
        .put("tls", "{authorities: " + AUTHORITY.certificate() + "}")
        .put(
            "carriers",
            """
            {c1: {gateways: [
              {id: tls, setupTimer: 30s, uri: "sip:127.0.0.1:%d;transport=tls"},
              {id: tcp, setupTimer: 30s, uri: "sip:127.0.0.1:%d;transport=tcp"},
              {id: udp, setupTimer: 30s, uri: "sip:127.0.0.1:%d"}]}}\
            """
                .formatted(TLS_CARRIER_PORT, config.carrierPort(), config.carrierPort()));
  }

  private Sipp caller(InetSocketAddress edge) {
    return sipp.uac("uac-call-expect-200", edge)
        .call("+436641234567", "+33123456789")
        .pause(Duration.ofMillis(500));
  }

  private void assertWentBy(String gateway, Sipp caller) {
    assertThat(EDGE.records().one(caller).path("gateway").asString()).isEqualTo(gateway);
  }

  @Test
  void aCallGoesFromTcpToTcpAndNoGatewayThatRefusesConnectionsHoldsItUp() {
    Sipp callee = sipp.uas("uas-answers", EDGE.carrierPort()).overTcp().start();
    Sipp caller = caller(EDGE.sip()).overTcp().run();
    callee.succeed();
    assertWentBy("tcp", caller);
    assertThat(caller.messages())
        .contains("Contact: <sip:127.0.0.1:" + EDGE.sip().getPort() + ";transport=tcp>");
    assertThat(callee.messages()).contains("Via: SIP/2.0/TCP").contains(";transport=tcp SIP/2.0");
  }

  @Test
  void aCallGoesFromTcpToUdp() {
    Sipp callee = sipp.uas("uas-answers", EDGE.carrierPort()).start();
    Sipp caller = caller(EDGE.sip()).overTcp().run();
    callee.succeed();
    assertWentBy("udp", caller);
  }

  @Test
  void aCallGoesFromTlsToTlsThroughOpenSsl() {
    int plain = Ports.free();
    int answering = Ports.free();
    Sipp callee = sipp.uas("uas-answers", answering).overTcp().start();
    tunnels.add(Stunnel.towards(FOLDER, plain, TLS_PORT, AUTHORITY.certificate()));
    tunnels.add(
        Stunnel.inFrontOf(
            FOLDER, TLS_CARRIER_PORT, answering, AUTHORITY.issue("carrier", "IP:127.0.0.1")));
    Sipp caller = caller(new InetSocketAddress("127.0.0.1", plain)).overTcp().run();
    callee.succeed();
    assertWentBy("tls", caller);
    assertThat(callee.messages()).contains("Via: SIP/2.0/TLS");
  }

  @Test
  void aCarrierWithACertificateForAnotherHostIsPassedOver() {
    int answering = Ports.free();
    Sipp callee = sipp.uas("uas-answers", EDGE.carrierPort()).start();
    tunnels.add(
        Stunnel.inFrontOf(
            FOLDER,
            TLS_CARRIER_PORT,
            answering,
            AUTHORITY.issue("impostor", "DNS:sip.elsewhere.test")));
    Sipp caller = caller(EDGE.sip()).run();
    callee.succeed();
    assertWentBy("udp", caller);
  }

  @Test
  void manyCallsShareOneConnection() {
    Sipp callee = sipp.uas("uas-answers", EDGE.carrierPort()).overTcp().calls(100).start();
    caller(EDGE.sip()).overTcp().calls(100).option("-r", "50").run();
    callee.succeed();
  }
}
