package io.tollgate.scenarios;

import static io.tollgate.scenarios.harness.RecordFields.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Authority;
import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Baresip;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.EdgeConfig;
import io.tollgate.scenarios.harness.Linphone;
import io.tollgate.scenarios.harness.Ports;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Real softphones with passwords, by the transports that they have: baresip, whose TLS is
 * OpenSSL's, and linphone, whose TLS is Mbed TLS. Both check the edge's certificate.
 */
class PhoneTransportTest {
  private static final String PASSWORD = "correct-horse-battery-staple";
  private static final String CALLED = "+4366412345678";
  private static final String PHONES_NUMBER = "+4930123411";
  private static final Authority AUTHORITY =
      new Authority(
          Path.of("target/phones", UUID.randomUUID().toString().substring(0, 8)).toAbsolutePath());
  private static final int TLS_PORT = Ports.free();

  @RegisterExtension
  static final Edge edge =
      Edge.with(PhoneTransportTest::transports, Map.of("PHONE_PASSWORD", PASSWORD));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @TempDir Path folder;

  private static EdgeConfig transports(EdgeConfig config) {
    return config
        .listenOnAll(TLS_PORT, AUTHORITY.issue("edge", "IP:127.0.0.1,DNS:localhost"))
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
        .put(
            "accounts",
            "{acme: {deck: test, cps: 1000, prices: {inbound: {local: 0.0085, ip: 0},"
                + " outbound: {ip: 0}}}}")
        .put("numbers", "[{numbers: [\"" + PHONES_NUMBER + "\"], trunk: baresip}]")
        .put(
            "carriers",
            "{demo: {gateways: [{id: echo, uri: demo}]},"
                + " calling: {inbound: true, gateways: [{id: in, uri: \"sip:127.0.0.3:5060\"}]}}");
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
        .matches(edge.records().awaitAnswered("from baresip", "fromReceived", "baresip"));
  }

  @Test
  void baresipRegistersOverTlsAndSignsOff() {
    try (Baresip phone =
        Baresip.registerOverTls(folder, tls(), AUTHORITY.certificate(), "baresip", PASSWORD)) {
      Await.that(
          "a binding of baresip",
          Duration.ofSeconds(60),
          () -> edge.process().get("/v1/registrations").body().contains("transport=tls"));
      phone.quit();
    }
    Await.that(
        "no binding of baresip",
        Duration.ofSeconds(60),
        () -> !edge.process().get("/v1/registrations").body().contains("transport=tls"));
  }

  /**
   * Its connection comes from a port at which it does not listen, and its Contact has another: a
   * call reaches it by the connection that it registered over, or not at all.
   */
  @ParameterizedTest
  @ValueSource(strings = {"tcp", "tls"})
  void baresipIsCalledOnTheConnectionThatItRegisteredOver(String transport) {
    try (Baresip phone =
        transport.equals("tls")
            ? Baresip.answerOverTls(folder, tls(), AUTHORITY.certificate(), "baresip", PASSWORD)
            : Baresip.answerOverTcp(folder, edge.sip(), "baresip", PASSWORD)) {
      Await.that(
          "a binding of baresip",
          Duration.ofSeconds(60),
          () -> edge.process().get("/v1/registrations").body().contains("=" + transport));
      Sipp caller =
          sipp.uac("uac-call-expect-200", edge.sip(), "127.0.0.3")
              .call(PHONES_NUMBER, "+33123456789")
              .pause(Duration.ofSeconds(1))
              .run();
      phone.awaitReport("Call established");
      JsonNode cdr = edge.records().one(caller);
      record()
          .with("direction", "inbound")
          .with("trunk", "baresip")
          .with("to", PHONES_NUMBER)
          .ended("normal", "caller", 200, 16)
          .matches(cdr);
      assertThat(cdr.path("attempts")).hasSize(1);
      JsonNode attempt = cdr.path("attempts").path(0);
      assertThat(attempt.path("transport").asString()).isEqualTo(transport);
      assertThat(edge.process().get("/v1/registrations").body())
          .as("where it registered from")
          .contains("\"source\":\"" + attempt.path("address").asString() + "\"");
      phone.quit();
    }
    Await.that(
        "no binding of baresip",
        Duration.ofSeconds(60),
        () -> !edge.process().get("/v1/registrations").body().contains("=" + transport));
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
