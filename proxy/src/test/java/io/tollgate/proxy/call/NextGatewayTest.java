package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.Cdr.HungUpBy;
import io.tollgate.proxy.route.Gateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one gateway says, and whether the next one is asked. */
class NextGatewayTest {
  private final CallHarness harness = new CallHarness();

  @ParameterizedTest
  @CsvSource({
    "486, busy, 17",
    "600, busy, 17",
    "480, no-answer, 19",
    "603, declined, 21",
    "404, unreachable, 1",
    "484, unreachable, 1",
    "488, media, 65"
  })
  void whatACalleeRefusesIsPassedOnAndTriesNoOtherGateway(int status, String code, int q850) {
    Call call = harness.start(2);
    call.calleeRefused(status, 0);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse " + status + ' ' + code);
    assertThat(harness.record().ending())
        .isEqualTo(new Cdr.Ending(HangupCause.ofCode(code), HungUpBy.CALLEE, status, q850));
    assertThat(harness.callees).hasSize(1);
    harness.assertNothingIsHeld();
  }

  @Test
  void aCarriersOwnQ850CauseStandsInTheRecord() {
    Call call = harness.start(1);
    call.calleeRefused(480, 20);
    assertThat(harness.record().ending().q850()).isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "503", "504", "408", "401", "407", "302"})
  void afterAFailureTheNextGatewayIsTried(int status) {
    Call call = harness.start(2);
    call.calleeRefused(status, 0);
    assertThat(harness.invitations.stream().map(Invitation::gateway).map(Gateway::id))
        .containsExactly("g1", "g2");
    call.calleeAnswered(CallHarness.ANSWER);
    call.hungUp(harness.caller);
    assertThat(harness.record().path().gateway()).isEqualTo("g2");
    assertThat(harness.record().callIdB()).isEqualTo("b2@edge");
    harness.assertNothingIsHeld();
  }

  @Test
  void whoHasHeardEarlyMediaHearsNoSecondGateway() {
    Call call = harness.start(2);
    call.calleeProgressed(183, "f", CallHarness.ANSWER);
    call.calleeRefused(503, 0);
    assertThat(harness.invitations).hasSize(1);
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.CARRIERS_FAILED);
  }

  @Test
  void oneThatOnlyRangMayBeFollowedByAnother() {
    Call call = harness.start(2);
    call.calleeProgressed(180, "f", Body.NONE);
    call.calleeUnreachable();
    assertThat(harness.invitations).hasSize(2);
  }

  @Test
  void whereNoGatewayIsLeftTheCarriersHaveFailed() {
    Call call = harness.start(2);
    call.calleeUnreachable();
    call.calleeRefused(500, 0);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 503 carriers-failed");
    assertThat(harness.record().ending())
        .isEqualTo(new Cdr.Ending(HangupCause.CARRIERS_FAILED, HungUpBy.EDGE, 503, 41));
    harness.assertNothingIsHeld();
  }
}
