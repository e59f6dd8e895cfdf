package io.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  @Test
  void anEdgeThatTakesCallsIsReady() {
    assertThat(readiness(true, List.of(), false, false).missing()).isEmpty();
  }

  @Test
  void whateverKeepsCallsAwayIsSaid() {
    assertThat(readiness(true, List.of("udp 127.0.0.1:5060"), false, false).missing())
        .containsExactly("udp 127.0.0.1:5060");
    assertThat(readiness(false, List.of(), false, false).missing())
        .containsExactly("the edge is starting or stopping");
    assertThat(readiness(true, List.of(), true, false).missing())
        .containsExactly("new calls, which are turned away until DELETE /v1/drain");
    assertThat(readiness(true, List.of(), false, true).missing())
        .containsExactly(
            "room for records: new calls are refused until the store takes those that wait");
  }

  private static Readiness readiness(
      boolean running, List<String> silent, boolean draining, boolean full) {
    return new Readiness(() -> running, () -> silent, () -> draining, () -> full);
  }
}
