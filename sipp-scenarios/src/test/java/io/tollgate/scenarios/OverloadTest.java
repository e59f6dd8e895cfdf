package io.tollgate.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.scenarios.harness.Await;
import io.tollgate.scenarios.harness.Edge;
import io.tollgate.scenarios.harness.SippRuns;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * An edge with one loop, on which every call costs 20 ms: some 40 a second are what it can do, and
 * no more than a busy machine can make. Offered three times that, it serves as many as before and
 * turns the others away. What it can do is measured, so nothing else runs meanwhile.
 */
@Isolated
class OverloadTest {
  private static final int KNEE = 38;
  private static final int SECONDS = 5;
  private static final Duration LIMIT = Duration.ofSeconds(120);

  @RegisterExtension
  static final Edge edge =
      Edge.with(
          config -> config.put("loops", "1").put("overload", "{delay: 100ms}"),
          Map.of("TOLLGATE_JAVA_OPTS", "-Dtollgate.test.inviteCostMicros=20000"));

  @RegisterExtension final SippRuns sipp = new SippRuns();

  /** What came of a load: the calls that were not completed were turned away. */
  private record Outcome(int calls, int completed, double seconds) {
    int turnedAway() {
      return calls - completed;
    }

    double perSecond() {
      return completed / seconds;
    }
  }

  @Test
  void threeTimesTheLoadCostsNoGoodCall() {
    sipp.uas("uas-answers", edge.carrierPort()).calls(1_000_000).untraced().within(LIMIT).start();
    offer(2 * KNEE, SECONDS); // what is loaded and compiled on first use takes its time here
    Outcome best = offer(KNEE, SECONDS);
    Outcome over = offer(3 * KNEE, SECONDS);
    best = better(best, offer(KNEE, SECONDS));
    over = better(over, offer(3 * KNEE, SECONDS));
    System.out.printf("at the knee: %s%nthree times that: %s%n", best, over);

    assertThat(over.turnedAway()).as("turned away").isGreaterThan(KNEE);
    assertThat(edge.metrics().sum("tollgate_overload_turned_away_total"))
        .isGreaterThanOrEqualTo(over.turnedAway());
    assertThat(over.perSecond())
        .as("completed a second, of %s at the knee", best.perSecond())
        .isGreaterThan(0.8 * best.perSecond());
    Await.that(
        "a second in which every call is taken again",
        Duration.ofSeconds(60),
        () -> offer(KNEE / 2, 1).turnedAway() == 0);
  }

  /** Whatever else a machine does makes a round slower, and none quicker. */
  private static Outcome better(Outcome one, Outcome other) {
    return other.perSecond() > one.perSecond() ? other : one;
  }

  /** Every call of it is either answered and ended as it should be, or turned away with 503. */
  private Outcome offer(int perSecond, int seconds) {
    int calls = perSecond * seconds;
    double before = completed();
    long begin = System.nanoTime();
    sipp.uac("uac-overload-expect-503", edge.sip())
        .call("+4366412345678", "+33123456789")
        .calls(calls)
        .untraced()
        .option("-r", Integer.toString(perSecond), "-l", "10000")
        .within(LIMIT)
        .run();
    double elapsed = (System.nanoTime() - begin) / 1e9;
    edge.metrics().awaitNoCalls();
    return new Outcome(calls, (int) (completed() - before), elapsed);
  }

  private double completed() {
    return edge.metrics().sum("tollgate_calls_ended_total", "code=\"normal\"");
  }
}
