package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.Cdr.HungUpBy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long a call may ring, wait for its ACK, and go on. */
class CallTimesTest {
  private final CallHarness harness = new CallHarness();

  @Test
  void nobodyAnswersForever() {
    Call call = harness.start(1);
    call.calleeProgressed(180, Body.NONE);
    harness.turn(Duration.ofMillis(179_900));
    assertThat(call.state()).isEqualTo(CallState.RINGING);
    harness.turn(Duration.ofMillis(200));
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 480 no-answer");
    assertThat(harness.callee().lastAsked()).isEqualTo("cancel");
    call.calleeRefused(487, 0);
    assertThat(harness.record().ending())
        .isEqualTo(new Cdr.Ending(HangupCause.NO_ANSWER, HungUpBy.EDGE, 480, 19));
    harness.assertNothingIsHeld();
  }

  @Test
  void anAnswerNobodyAcknowledgesIsEndedAndCharged() {
    Call call = harness.start(1);
    call.calleeAnswered(CallHarness.ANSWER);
    harness.turn(Duration.ofSeconds(32));
    call.lost(harness.caller, HangupCause.NO_ACK);
    assertThat(harness.caller.lastAsked()).isEqualTo("hang up no-ack");
    assertThat(harness.callee().lastAsked()).isEqualTo("hang up no-ack");
    assertThat(harness.record().ending())
        .isEqualTo(new Cdr.Ending(HangupCause.NO_ACK, HungUpBy.EDGE, 200, 102));
    assertThat(harness.record().charge().billedSeconds()).isEqualTo(60);
    harness.assertNothingIsHeld();
  }

  @Test
  void noCallOutlastsTheLongest() {
    Call call = harness.answered();
    harness.turn(Duration.ofHours(4));
    assertThat(call.state()).isEqualTo(CallState.ENDED);
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.MAX_DURATION);
    assertThat(harness.record().charge().billedSeconds()).isEqualTo(4 * 3600);
    harness.assertNothingIsHeld();
  }

  @Test
  void aTrunksLongestCallIsShorterThanTheEdges() {
    harness.bounds = new CallBounds(Optional.of(Duration.ofMinutes(10)), Optional.empty());
    harness.answered();
    harness.turn(Duration.ofMinutes(10).minusMillis(1));
    assertThat(harness.records).isEmpty();
    harness.turn(Duration.ofMillis(20));
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.MAX_DURATION);
    assertThat(harness.record().times().durationMillis()).isEqualTo(600_000);
    assertThat(harness.record().charge().billedSeconds()).isEqualTo(600);
    harness.assertNothingIsHeld();
  }

  @Test
  void aCallEndsWithTheCallingHours() {
    Instant closing = harness.clock.now().plusSeconds(90);
    harness.bounds = new CallBounds(Optional.empty(), Optional.of(closing));
    harness.answered();
    harness.turn(Duration.ofSeconds(100));
    assertThat(harness.caller.lastAsked()).isEqualTo("hang up calling-hours");
    assertThat(harness.callee().lastAsked()).isEqualTo("hang up calling-hours");
    assertThat(harness.record().ending())
        .isEqualTo(new Cdr.Ending(HangupCause.CALLING_HOURS, HungUpBy.EDGE, 200, 21));
    assertThat(harness.record().times().durationMillis()).isEqualTo(86_900);
    harness.assertNothingIsHeld();
  }

  @Test
  void noneIsAnsweredAfterTheCallingHours() {
    Instant closing = harness.clock.now().plusSeconds(5);
    harness.bounds = new CallBounds(Optional.empty(), Optional.of(closing));
    Call call = harness.start(1);
    call.calleeProgressed(180, Body.NONE);
    harness.turn(Duration.ofSeconds(6));
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 403 calling-hours");
    assertThat(harness.callee().lastAsked()).isEqualTo("cancel");
    call.calleeRefused(487, 0);
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.CALLING_HOURS);
    harness.assertNothingIsHeld();
  }
}
