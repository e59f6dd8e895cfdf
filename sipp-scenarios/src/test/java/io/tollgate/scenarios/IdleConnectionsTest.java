package io.tollgate.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.StreamPhone;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Ten thousand connections that say nothing, held by a process of ten thousand files on either
 * side: each still works when it is asked to.
 */
class IdleConnectionsTest {
  private static final int CONNECTIONS = 10_000;

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config ->
              config
                  .put("lists", "{here: [127.0.0.0/24]}")
                  .put(
                      "listen",
                      """
                      [{transport: udp, bind: "127.0.0.1:%1$d"}, {transport: tcp, bind: "127.0.0.1:%1$d"}]\
                      """
                          .formatted(config.sipPort())));

  private static double open() {
    return edge.metrics().sum("tollgate_sip_connections");
  }

  /** Of ten addresses, so that none of them comes to the end of its ports. */
  private static String address(int connection) {
    return "127.0.0." + (1 + connection % 10);
  }

  @Test
  void tenThousandAreHeldAndAnswered() {
    InetSocketAddress sip = edge.sip();
    List<StreamPhone> phones = new ArrayList<>(CONNECTIONS);
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        phones.add(StreamPhone.tcp(address(i), sip));
      }
      Await.that("all connections", Duration.ofSeconds(60), () -> open() == CONNECTIONS);
      for (int i = 0; i < CONNECTIONS; i += 100) {
        StreamPhone phone = phones.get(i);
        assertThat(phone.send(phone.request("OPTIONS", "anybody"))).isTrue();
        assertThat(phone.receiveUntil(answer -> true).getFirst()).contains(phone.callId());
      }
      assertThat(open()).isEqualTo(CONNECTIONS);
    } finally {
      phones.forEach(StreamPhone::close);
    }
    Await.that("no connection", Duration.ofSeconds(60), () -> open() == 0);
  }
}
