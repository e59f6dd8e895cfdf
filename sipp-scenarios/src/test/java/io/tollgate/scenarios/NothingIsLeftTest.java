package io.tollgate.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.Sipp;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Five thousand calls by SIPp, answered, cancelled, failed, refused and over a network that loses
 * packets: when the last answer need not be sent again any more, the edge holds nothing.
 */
@Order(1)
class NothingIsLeftTest {
  private static final Duration LIMIT = Duration.ofSeconds(120);

  /** 64·T1, in which retransmissions may come, and some time for a busy machine. */
  private static final Duration FORGOTTEN_WITHIN = Duration.ofSeconds(50);

  private static final long LOOK_EVERY_NANOS = 200_000_000L;

  @RegisterExtension static final Edge edge = Edge.plain();

  @RegisterExtension final SippRuns sipp = new SippRuns();

  @Test
  void fiveThousandCallsLeaveNothing() {
    calls(2_000, "uac-call-expect-200", "uas-answers");
    calls(1_000, "uac-cancel-while-ringing-expect-487", "uas-rings-until-cancelled");
    calls(1_000, "uac-busy-expect-486", "uas-busy");
    caller("uac-no-rate-expect-404", 500).call("+99912345678", "+33123456789").run();
    lossy(500);

    assertThat(edge.metrics().sum("tollgate_loop_holds"))
        .as("what is held for retransmissions right after the calls")
        .isPositive();
    awaitNothingHeld();
    assertThat(edge.metrics().sum("tollgate_permits")).isZero();
    assertThat(edge.metrics().sum("tollgate_calls_active")).isZero();
    assertThat(edge.metrics().sum("tollgate_calls_ended_total")).isEqualTo(4_500);
    assertThat(edge.metrics().sum("tollgate_calls_refused_total")).isEqualTo(500);
  }

  private void awaitNothingHeld() {
    long end = System.nanoTime() + FORGOTTEN_WITHIN.toNanos();
    List<String> held = held();
    while (!held.isEmpty() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
      held = held();
    }
    assertThat(held).as("what the loops hold in the end").isEmpty();
  }

  private static List<String> held() {
    return edge.process()
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("tollgate_loop_holds{") && !line.endsWith(" 0.0"))
        .toList();
  }

  private Sipp caller(String scenario, int calls) {
    return sipp.uac(scenario, edge.sip())
        .calls(calls)
        .untraced()
        .option("-r", "200", "-l", "1000")
        .within(LIMIT);
  }

  private void calls(int count, String uac, String uas) {
    Sipp callee = sipp.uas(uas, edge.carrierPort()).calls(count).untraced().within(LIMIT).start();
    caller(uac, count).call("+4366412345678", "+33123456789").pause(Duration.ofMillis(200)).run();
    callee.succeed();
  }

  private void lossy(int count) {
    Sipp callee =
        sipp.uas("uas-answers-lossy", edge.carrierPort())
            .calls(count)
            .untraced()
            .losing(5)
            .option("-max_retrans", "12")
            .within(LIMIT)
            .start();
    caller("uac-call-lossy-expect-200", count)
        .call("+4366412345678", "+33123456789")
        .losing(5)
        .option("-max_retrans", "12")
        .pause(Duration.ofMillis(200))
        .run();
    callee.succeed();
  }
}
