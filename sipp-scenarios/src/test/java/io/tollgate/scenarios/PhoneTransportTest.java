package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;

import io.tollgate.scenarios.harness.Authority;
import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Baresip;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.EdgeConfig;
import io.tollgate.scenarios.harness.Linphone;
import io.tollgate.scenarios.harness.Ports;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real softphones with passwords, by the transports that they have: baresip, whose TLS is
 * OpenSSL's, and linphone, whose TLS is Mbed TLS. Both check the edge's certificate.
 */
class PhoneTransportTest {
  private static final String PASSWORD = "correct-horse-battery-staple";
  private static final String CALLED = "+4366412345678";
  private static final Authority AUTHORITY =
      new Authority(
          Path.of("target/phones", UUID.randomUUID().toString().substring(0, 8)).toAbsolutePath());
  private static final int TLS_PORT = Ports.free();

  @RegisterExtension
  static final Edge edge =
      Edge.with(PhoneTransportTest::transports, Map.of("PHONE_PASSWORD", PASSWORD));

  @TempDir Path folder;

  private static EdgeConfig transports(EdgeConfig config) {
    Path certificate = AUTHORITY.issue("edge", "IP:127.0.0.1,DNS:localhost");
    return config
        .put(
            "listen",
            """
            [{transport: udp, bind: "127.0.0.1:%d"}, {transport: tcp, bind: "127.0.0.1:%d"},
             {transport: tls, bind: "127.0.0.1:%d", certificate: %s, key: %s}]\
            """
                .formatted(
                    config.sipPort(),
                    config.sipPort(),
                    TLS_PORT,
                    certificate,
                    certificate.toString().replace(".pem", ".key")))
        .put(
            "trunks",
            """
            {baresip: {account: acme, auth: digest, user: baresip, registration: true,
               password: {env: PHONE_PASSWORD}},
             linphone-udp: {account: acme, auth: digest, user: linphone-udp,
               password: {env: PHONE_PASSWORD}},
             linphone-tcp: {account: acme, auth: digest, user: linphone-tcp,
               password: {env: PHONE_PASSWORD}},
             linphone-tls: {account: acme, auth: digest, user: linphone-tls,
               password: {env: PHONE_PASSWORD}}}\
            """)
        .put("demo", "{bind: \"127.0.0.1:" + config.carrierPort() + "\", ringFor: 300ms}")
        .put("carriers", "{demo: {gateways: [{id: echo, uri: demo}]}}");
  }

  private static InetSocketAddress tls() {
    return new InetSocketAddress("127.0.0.1", TLS_PORT);
  }

  @Test
  void baresipCallsOverTlsAndHearsItself() {
    try (Baresip phone =
        Baresip.callOverTls(folder, tls(), AUTHORITY.certificate(), "baresip", PASSWORD, CALLED)) {
      phone.awaitReport("Call established");
      phone.awaitReport("incoming rtp for 'audio' established");
      edge.metrics().awaitCalls(1);
      phone.quit();
    }
    record()
        .with("trunk", "baresip")
        .with("to", CALLED)
        .ended("normal", "caller", 200, 16)
        .matches(edge.records().awaitAnswered("from baresip", "trunk", "baresip"));
  }

  @Test
  void baresipRegistersOverTlsAndSignsOff() {
    try (Baresip phone =
        Baresip.registerOverTls(folder, tls(), AUTHORITY.certificate(), "baresip", PASSWORD)) {
      Await.that(
          "a binding of baresip",
          Duration.ofSeconds(20),
          () -> edge.process().get("/v1/registrations").body().contains("transport=tls"));
      phone.quit();
    }
    Await.that(
        "no binding of baresip",
        Duration.ofSeconds(20),
        () -> !edge.process().get("/v1/registrations").body().contains("transport=tls"));
  }

  @ParameterizedTest
  @CsvSource({"udp, 127.0.0.1", "tcp, 127.0.0.1", "tls, localhost"})
  void linphoneCalls(String transport, String host) {
    int port = transport.equals("tls") ? TLS_PORT : edge.sip().getPort();
    String server = host + ":" + port + ";transport=" + transport;
    String trunk = "linphone-" + transport;
    try (Linphone phone =
        Linphone.start(folder, server, AUTHORITY.certificate(), trunk, PASSWORD)) {
      phone.call("sip:" + CALLED + "@" + server);
      phone.awaitReport("Media streams established");
      edge.metrics().awaitCalls(1);
      phone.hangUp();
      phone.awaitReport("ended (No error)");
    }
    record()
        .with("trunk", trunk)
        .with("to", CALLED)
        .ended("normal", "caller", 200, 16)
        .matches(edge.records().awaitAnswered("from linphone", "trunk", trunk));
  }
}
