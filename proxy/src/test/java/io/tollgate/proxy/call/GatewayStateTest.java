package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cause.Unreachable;
import io.tollgate.proxy.route.AttemptSign;
import io.tollgate.proxy.route.Availability;
import io.tollgate.proxy.route.GatewayState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls ask about the health of gateways, and what they tell of it. */
class GatewayStateTest {
  private final CallHarness harness = new CallHarness();
  private final List<String> told = new ArrayList<>();
  private final Map<String, Availability> known = new HashMap<>();

  GatewayStateTest() {
    harness.states = gateway -> watched(gateway.id());
  }

  private GatewayState watched(String id) {
    return new GatewayState() {
      @Override
      public Availability availability(long nowNanos) {
        return known.getOrDefault(id, Availability.USABLE);
      }

      @Override
      public void report(AttemptSign sign, long nowNanos) {
        assertThat(nowNanos).isEqualTo(harness.clock.nanos());
        told.add(id + ' ' + sign);
      }
    };
  }

  @Test
  void onlyUsableGatewaysAreTried() {
    known.put("g1", Availability.BROKEN);
    known.put("g2", Availability.DRAINED);
    harness.start(3);
    assertThat(harness.invitations).hasSize(1);
    assertThat(harness.invitations.getFirst().gateway().id()).isEqualTo("g3");
    harness.listener().calleeAnswered(CallHarness.ANSWER);
    assertThat(told).containsExactly("g3 ALIVE");
  }

  @ParameterizedTest
  @CsvSource({
    "503, FAILED",
    "408, FAILED",
    "500, FAILED",
    "486, ALIVE",
    "404, ALIVE",
    "603, ALIVE"
  })
  void aRefusalSaysWhoseItIs(int status, AttemptSign sign) {
    harness.start(1);
    harness.listener().calleeRefused(status, 0);
    assertThat(told).containsExactly("g1 " + sign);
  }

  @Test
  void everyAttemptTellsOnce() {
    harness.start(4);
    harness.listener().calleeUnreachable(Unreachable.SILENT);
    harness.listener().calleeUnreachable(Unreachable.TLS);
    harness.listener().calleeRefused(503, 0);
    harness.listener().calleeProgressed(180, Body.NONE);
    harness.listener().calleeProgressed(183, Body.NONE);
    harness.listener().calleeAnswered(CallHarness.ANSWER);
    harness.turn(Duration.ofSeconds(5));
    harness.registry.calls().forEach(call -> call.hangUp(HangupCause.ADMIN));
    assertThat(told).containsExactly("g1 SILENT", "g2 UNREACHABLE", "g3 FAILED", "g4 ALIVE");
  }

  @Test
  void whoIsGivenUpBeforeAnySignHasShownNothing() {
    Call call = harness.start(1);
    call.callerCancelled();
    assertThat(told).isEmpty();
    call.abandon();
    assertThat(told).containsExactly("g1 NOTHING");
  }
}
