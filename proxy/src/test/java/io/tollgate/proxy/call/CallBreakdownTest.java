package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What is left of a call after an error of the edge's own: its record, and nothing that is held.
 */
class CallBreakdownTest {
  private final CallHarness harness = new CallHarness();

  @Test
  void anErrorWhileItRingsGivesTheCallUp() {
    harness.breaking = "ringing";
    harness.start(1);
    harness.listener().calleeProgressed(180, Body.NONE);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 500 node-failure");
    assertThat(harness.callee().lastAsked()).isEqualTo("cancel");
    harness.listener().calleeRefused(487, 0);
    assertBrokenDown();
  }

  @Test
  void norDoesItWaitForEverForAGatewaysLastWord() {
    harness.breaking = "ringing";
    harness.start(1);
    harness.listener().calleeProgressed(180, Body.NONE);
    harness.turn(Duration.ofSeconds(181));
    assertBrokenDown();
  }

  @Test
  void anErrorAtTheAnswerHangsUpBothSides() {
    harness.breaking = "answered";
    harness.start(1);
    harness.listener().calleeAnswered(CallHarness.ANSWER);
    assertThat(harness.caller.lastAsked()).isEqualTo("hang up node-failure");
    assertThat(harness.callee().lastAsked()).isEqualTo("hang up node-failure");
    assertBrokenDown();
  }

  @Test
  void anInviteThatCannotBeSentEndsTheCall() {
    harness.breaking = "invite";
    harness.start(1);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 500 node-failure");
    assertBrokenDown();
  }

  @Test
  void anErrorOfAnObserverLosesNoRecord() {
    harness.breaking = "ended";
    harness.start(1);
    harness.listener().calleeRefused(486, 17);
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.BUSY);
  }

  @Test
  void anErrorInOneCallDoesNotKeepOthersFromBeingHungUp() {
    Call call = harness.answered();
    harness.breaking = "ended";
    call.hangUp(HangupCause.SHUTDOWN);
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.SHUTDOWN);
  }

  private void assertBrokenDown() {
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.NODE_FAILURE);
    harness.assertNothingIsHeld();
  }
}
