package io.tollgate.proxy.route.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long HOLD = 30 * SECOND;

  private final Breaker breaker =
      new Breaker(new BreakerSettings(3, Duration.ofSeconds(10), Duration.ofSeconds(35)), 0);

  private void open(boolean silent, long now) {
    for (int i = 0; i < 3; i++) {
      breaker.failed(silent, now);
    }
    assertThat(breaker.phase(now)).isEqualTo(Breaker.Phase.OPEN);
  }

  @Test
  void opensAfterFailuresInARowAndSaysSoOnce() {
    assertThat(breaker.failed(true, 1)).isFalse();
    assertThat(breaker.failed(false, 2)).isFalse();
    assertThat(breaker.allows(2)).isTrue();
    assertThat(breaker.failed(true, 3)).isTrue();
    assertThat(breaker.failed(true, 4)).isFalse();
    assertThat(breaker.allows(4)).isFalse();
    assertThat(breaker.enter(4)).isFalse();
    assertThat(breaker.failures()).isEqualTo(3);
    assertThat(breaker.since()).isEqualTo(3);
  }

  @Test
  void aSuccessStartsTheCountAnew() {
    breaker.failed(true, 1);
    breaker.failed(true, 2);
    assertThat(breaker.succeeded(3)).as("it was closed before").isFalse();
    breaker.failed(true, 4);
    breaker.failed(true, 5);
    assertThat(breaker.allows(6)).isTrue();
  }

  @Test
  void afterThePauseOneCallIsTheTrial() {
    open(true, 0);
    assertThat(breaker.allows(10 * SECOND - 1)).isFalse();
    assertThat(breaker.phase(10 * SECOND)).isEqualTo(Breaker.Phase.HALF_OPEN);
    assertThat(breaker.allows(10 * SECOND)).isTrue();
    assertThat(breaker.enter(10 * SECOND)).isTrue();
    assertThat(breaker.allows(10 * SECOND)).as("while that one is under way").isFalse();
    assertThat(breaker.enter(11 * SECOND)).isFalse();
    assertThat(breaker.succeeded(12 * SECOND)).isTrue();
    assertThat(breaker.phase(12 * SECOND)).isEqualTo(Breaker.Phase.CLOSED);
    assertThat(breaker.enter(12 * SECOND)).isTrue();
  }

  @Test
  void eachTrialThatFailsDoublesThePauseUpToTheLongest() {
    open(true, 0);
    long now = 10 * SECOND;
    for (long pause : new long[] {20, 35, 35}) {
      assertThat(breaker.enter(now)).isTrue();
      assertThat(breaker.failed(true, now)).isTrue();
      assertThat(breaker.allows(now + pause * SECOND - 1)).isFalse();
      now += pause * SECOND;
      assertThat(breaker.allows(now)).isTrue();
    }
    assertThat(breaker.enter(now)).isTrue();
    breaker.succeeded(now);
    open(true, now);
    assertThat(breaker.allows(now + 10 * SECOND)).as("closed, it begins anew").isTrue();
  }

  @Test
  void aTrialThatShowsNothingIsFollowedByAnother() {
    open(true, 0);
    assertThat(breaker.enter(10 * SECOND)).isTrue();
    breaker.nothing(11 * SECOND);
    assertThat(breaker.enter(11 * SECOND)).isTrue();
  }

  @Test
  void aTrialThatIsNeverReportedIsGivenUp() {
    open(true, 0);
    assertThat(breaker.enter(10 * SECOND)).isTrue();
    assertThat(breaker.enter(10 * SECOND + Breaker.TRIAL_NANOS - 1)).isFalse();
    assertThat(breaker.enter(10 * SECOND + Breaker.TRIAL_NANOS)).isTrue();
  }

  @Test
  void whoWasSilentAndAnswersAProbeGetsItsTrialAtOnce() {
    open(true, 0);
    breaker.answeredProbe(SECOND);
    assertThat(breaker.phase(SECOND)).isEqualTo(Breaker.Phase.HALF_OPEN);
    assertThat(breaker.enter(SECOND)).isTrue();
    breaker.failed(true, 2 * SECOND);
    breaker.answeredProbe(3 * SECOND);
    assertThat(breaker.allows(3 * SECOND)).as("probes have said that before").isFalse();
    assertThat(breaker.allows(22 * SECOND)).isTrue();
  }

  @Test
  void whoAnswersWithFailuresHasToWaitWhateverProbesSay() {
    open(false, 0);
    breaker.answeredProbe(SECOND);
    assertThat(breaker.allows(SECOND)).isFalse();
  }

  @Test
  void probesThatGetNoAnswerOpenItAndKeepItOpen() {
    assertThat(breaker.failedProbe(HOLD, 0)).isFalse();
    assertThat(breaker.failedProbe(HOLD, SECOND)).isFalse();
    assertThat(breaker.failedProbe(HOLD, 2 * SECOND)).isTrue();
    assertThat(breaker.allows(31 * SECOND)).as("no call has to find out").isFalse();
    assertThat(breaker.failedProbe(HOLD, 20 * SECOND)).isFalse();
    assertThat(breaker.allows(49 * SECOND)).isFalse();
    breaker.answeredProbe(49 * SECOND);
    assertThat(breaker.enter(49 * SECOND)).isTrue();
    assertThat(breaker.failedProbe(HOLD, 50 * SECOND)).isTrue();
    breaker.answeredProbe(51 * SECOND);
    assertThat(breaker.allows(51 * SECOND)).as("no trial has failed").isTrue();
  }

  @Test
  void anAnsweredProbeForgivesSilenceAndNotFailures() {
    breaker.failed(true, 1);
    breaker.failed(true, 2);
    breaker.answeredProbe(3);
    assertThat(breaker.failures()).isZero();
    breaker.failed(false, 4);
    breaker.failed(false, 5);
    breaker.answeredProbe(6);
    assertThat(breaker.failed(false, 7)).isTrue();
  }

  @Test
  void aCallThatWasUnderWayWhenItOpenedDoesNotCloseIt() {
    open(false, 0);
    assertThat(breaker.succeeded(SECOND)).isFalse();
    assertThat(breaker.allows(SECOND)).isFalse();
  }
}
