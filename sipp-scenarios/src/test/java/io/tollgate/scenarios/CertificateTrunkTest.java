package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A trunk that is bound to a name in its client certificate: SIPp calls through stunnel, which
 * shows one by OpenSSL. The address alone is nobody's.
 */
class CertificateTrunkTest {
  private static final Path FOLDER =
      Path.of("target/certificates", UUID.randomUUID().toString().substring(0, 8)).toAbsolutePath();
  private static final Authority AUTHORITY = new Authority(FOLDER);
  private static final int TLS_PORT = Ports.free();

  @RegisterExtension static final Edge edge = Edge.with(CertificateTrunkTest::bound);
  @RegisterExtension final SippRuns sipp = new SippRuns();

  private static EdgeConfig bound(EdgeConfig config) {
    Path certificate = AUTHORITY.issue("edge", "IP:127.0.0.1");
    return config
        .put(
            "listen",
            """
            [{transport: udp, bind: "127.0.0.1:%d"},
             {transport: tls, bind: "127.0.0.1:%d", certificate: %s, key: %s,
              clientAuthorities: %s, clientCertificates: optional}]\
            """
                .formatted(
                    config.sipPort(),
                    TLS_PORT,
                    certificate,
                    certificate.toString().replace(".pem", ".key"),
                    AUTHORITY.certificate()))
        .put(
            "trunks",
            "{pbx: {account: acme, auth: list, lists: [here], certificate: pbx.example.net, cps:"
                + " 9}}");
  }

  private Sipp through(Stunnel tunnel, int port, String scenario) {
    try {
      return sipp.uac(scenario, new InetSocketAddress("127.0.0.1", port))
          .overTcp()
          .call("+436641234567", "+33123456789")
          .pause(Duration.ofMillis(200))
          .run();
    } finally {
      tunnel.close();
    }
  }

  private static double strangers() {
    return edge.metrics().sum("tollgate_calls_refused_total", "code=\"unknown-source\"");
  }

  @Test
  void itsOwnNameLetsItIn() {
    sipp.uas("uas-answers", edge.carrierPort()).start();
    Path certificate = AUTHORITY.issue("pbx", "DNS:other.example.net,DNS:PBX.example.net");
    int plain = Ports.free();
    Sipp caller =
        through(
            Stunnel.towards(FOLDER, plain, TLS_PORT, AUTHORITY.certificate(), certificate),
            plain,
            "uac-call-expect-200");
    record()
        .with("trunk", "pbx")
        .ended("normal", "caller", 200, 16)
        .matches(edge.records().one(caller));
  }

  @Test
  void anothersNameDoesNot() {
    double before = strangers();
    Path certificate = AUTHORITY.issue("thief", "DNS:pbx.example.net.thief.test");
    int plain = Ports.free();
    through(
        Stunnel.towards(FOLDER, plain, TLS_PORT, AUTHORITY.certificate(), certificate),
        plain,
        "uac-stranger-expect-403");
    assertThat(strangers()).isEqualTo(before + 1);
  }

  @Test
  void norDoesNone() {
    double before = strangers();
    int plain = Ports.free();
    through(
        Stunnel.towards(FOLDER, plain, TLS_PORT, AUTHORITY.certificate()),
        plain,
        "uac-stranger-expect-403");
    assertThat(strangers()).isEqualTo(before + 1);
  }

  @Test
  void norTheRightAddressOverUdp() {
    double before = strangers();
    sipp.uac("uac-stranger-expect-403", edge.sip()).call("+436641234567", "+33123456789").run();
    assertThat(strangers()).isEqualTo(before + 1);
  }
}
