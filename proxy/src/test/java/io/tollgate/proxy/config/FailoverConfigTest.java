package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.Unreachable;
import io.tollgate.proxy.route.FailoverPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** Which failures move a call on, in the configuration. */
class FailoverConfigTest extends BadConfig {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(
            "{next: [200]}",
            "next[0]: '200' is no failure; write a status such as 503, a class such as 5xx,"
                + " timeout, connection or tls"),
        mistake(
            "{end: [486], next: [5xx, 486]}",
            "end[0]: 486 is among next, too; take it out of" + " one list"),
        mistake("{next: 503}", "next: it is a number, not a list; write failover.next: […]"),
        mistake(
            "{afterEarlyMedia: never}",
            "afterEarlyMedia: it is a text, not true or false; write failover.afterEarlyMedia:"
                + " true"),
        mistake(
            "{retry: [503]}",
            "retry: there is no such field; the fields here are next, end," + " afterEarlyMedia"));
  }

  private static Arguments mistake(String said, String error) {
    return Arguments.arguments(
        "loops: 2\n", "loops: 2\nfailover: " + said + "\n", "tollgate.yaml:31: failover." + error);
  }

  private FailoverPolicy policy(int gateway) throws ConfigException {
    return files.check().carriers().getFirst().gateways().get(gateway).dispatch().failover();
  }

  @Test
  void withoutItFailuresAreTakenAsTheyMostlyAreMeant() throws ConfigException {
    assertThat(policy(0)).isEqualTo(FailoverPolicy.DEFAULT);
  }

  @Test
  void aStatusSaysMoreThanItsClassAndACarrierMoreThanTheFile() throws ConfigException {
    files.with("loops: 2\n", "loops: 2\nfailover: {next: [4xx, 503], end: [5xx, 404, timeout]}\n");
    FailoverPolicy policy = policy(0);
    assertThat(policy.movesOn(486)).isTrue();
    assertThat(policy.movesOn(404)).isFalse();
    assertThat(policy.movesOn(500)).isFalse();
    assertThat(policy.movesOn(503)).isTrue();
    assertThat(policy.movesOn(603)).isFalse();
    assertThat(policy.movesOn(Unreachable.SILENT)).isFalse();
    assertThat(policy.movesOn(Unreachable.TLS)).isTrue();
    assertThat(policy.afterEarlyMedia()).isFalse();

    String file = "loops: 2\nfailover: {end: [5xx]}\n";
    files.write(
        "tollgate.yaml",
        ConfigFolder.GOOD
            .replace("loops: 2\n", file)
            .replace("  c1:\n", "  c1:\n    failover: {next: [502], afterEarlyMedia: true}\n"));
    FailoverPolicy own = policy(1);
    assertThat(own.movesOn(502)).isTrue();
    assertThat(own.movesOn(503)).isFalse();
    assertThat(own.afterEarlyMedia()).isTrue();
  }
}
