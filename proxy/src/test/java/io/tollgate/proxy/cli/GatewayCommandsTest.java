package io.tollgate.proxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** What the commands make of an edge's answers; {@code GatewayHealthTest} has a real edge. */
@Timeout(300)
class GatewayCommandsTest {
  private static final String GATEWAYS =
      """
      {"gateways": [
        {"carrier": "c1", "gateway": "a", "uri": "sip:192.0.2.1", "drained": false, "addresses":
          [{"address": "sip:192.0.2.1;transport=udp", "breaker": "closed", "attempts": 4}]},
        {"carrier": "c1", "gateway": "b", "uri": "sip:192.0.2.2", "drained": false, "addresses":
          [{"address": "sip:192.0.2.2;transport=udp", "breaker": "open", "attempts": 3}]},
        {"carrier": "c1", "gateway": "c", "uri": "sip:192.0.2.3", "drained": false, "addresses":
          [{"address": "sip:192.0.2.3;transport=udp", "breaker": "half-open", "attempts": 3}]},
        {"carrier": "c1", "gateway": "d", "uri": "sip:d.example", "drained": false, "addresses": [],
          "problem": "nobody knows it"}]}
      """;
  private static final String POPS =
      """
      {"pops": [
        {"pop": "fra", "uri": "sip:192.0.2.8", "home": true},
        {"pop": "gru", "uri": "sip:192.0.2.9", "home": false, "drained": true, "addresses":
          [{"address": "sip:192.0.2.9;transport=udp", "breaker": "closed", "attempts": 0}]}]}
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private HttpServer edge;

  @BeforeEach
  void listen() throws IOException {
    edge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    edge.start();
  }

  @AfterEach
  void stop() {
    edge.stop(0);
  }

  private void answers(String path, int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    edge.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private int execute(String... args) {
    CommandLine tool =
        Cli.commandLine(
            (config, source) -> {
              throw new AssertionError("nothing is run here");
            },
            new Cli.Surroundings(name -> null, name -> null, () -> () -> {}, Optional::empty));
    tool.setOut(new PrintWriter(out, true));
    tool.setErr(new PrintWriter(err, true));
    return tool.execute(args);
  }

  private String url() {
    return "http://127.0.0.1:" + edge.getAddress().getPort();
  }

  /** "closed" is how a breaker is when all is well, and says the contrary to whoever reads it. */
  @Test
  void theListSaysWhichTakeCallsAndHasPointsOfPresenceToo() {
    answers("/v1/gateways", 200, GATEWAYS);
    answers("/v1/pops", 200, POPS);
    assertThat(execute("gateway", "list", "--server", url())).isZero();
    assertThat(out.toString().lines())
        .hasSize(6)
        .anyMatch(
            line -> line.matches("c1/a +sip:192\\.0\\.2\\.1;transport=udp +takes calls +4 .*"))
        .anyMatch(line -> line.matches("c1/b .* paused +3 .*"))
        .anyMatch(line -> line.matches("c1/c .* on trial +3 .*"))
        .anyMatch(line -> line.matches("c1/d +sip:d\\.example: nobody knows it"))
        .anyMatch(
            line -> line.matches("pop/gru +sip:192\\.0\\.2\\.9;transport=udp +drained +0 .*"));
  }

  @Test
  void aTokenForReadingIsToldToBeOne() {
    answers("/v1/gateways/c1/a/drain", 403, "{\"error\":\"this token is for reading only\"}");
    assertThat(execute("gateway", "drain", "c1/a", "--server", url())).isEqualTo(Cli.FAILED);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "tollgate gateway drain: the token is for reading only; this needs http.token");
  }
}
