package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.CarrierAttempt;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.Cdr.HungUpBy;
import io.tollgate.rating.charge.Money;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that the caller or the edge gives up before they are answered. */
class WithdrawnCallTest {
  private final CallHarness harness = new CallHarness();

  @ParameterizedTest
  @CsvSource({"1", "2"})
  void aCancelledCallIsFreeAndRecordedWhenTheGatewayHasSaidItsLastWord(int rings) {
    Call call = harness.start(2);
    if (rings == 2) {
      call.calleeProgressed(180, Body.NONE);
    }
    call.callerCancelled();
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 487 cancelled");
    assertThat(harness.callee().lastAsked()).isEqualTo("cancel");
    assertThat(harness.records).isEmpty();

    call.calleeRefused(487, 0);
    assertThat(harness.record().ending())
        .isEqualTo(new Cdr.Ending(HangupCause.CANCELLED, HungUpBy.CALLER, 487, 16));
    assertThat(harness.record().charge().amount()).isEqualTo(Money.ZERO);
    assertThat(harness.callees).hasSize(1);
    harness.assertNothingIsHeld();
  }

  @Test
  void aWithdrawnCallEndedWhenTheCallerWasToldWhateverTheGatewayTakes() {
    Call call = harness.start(1);
    harness.turn(Duration.ofSeconds(2));
    call.callerCancelled();
    harness.turn(Duration.ofSeconds(30));
    call.calleeUnreachable();
    assertThat(harness.record().times().endedAt())
        .isEqualTo(harness.record().times().receivedAt().plusSeconds(2));
  }

  @Test
  void anAnswerThatCrossesTheCancelIsEndedAndFree() {
    Call call = harness.start(1);
    call.calleeProgressed(180, Body.NONE);
    call.callerCancelled();
    harness.turn(Duration.ofSeconds(1));
    call.calleeAnswered(CallHarness.ANSWER);

    assertThat(harness.callee().asked())
        .containsExactly("cancel", "acknowledge", "hang up cancelled");
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.CANCELLED);
    assertThat(harness.record().times().answeredAt()).isEmpty();
    assertThat(harness.record().charge().billedSeconds()).isZero();
    assertThat(harness.record().ending().sipStatus()).isEqualTo(487);
    CarrierAttempt attempt = harness.record().attempts().getLast();
    assertThat(attempt.result().label()).isEqualTo("answered-late");
    assertThat(attempt.sipStatus()).isEqualTo(200);
    harness.assertNothingIsHeld();
  }

  @Test
  void aCancelAfterTheAnswerDoesNothing() {
    Call call = harness.answered();
    call.callerCancelled();
    assertThat(call.state()).isEqualTo(CallState.UP);
  }

  @Test
  void theEdgeEndsACallThatRingsAndDoesNotWaitForeverForTheGateway() {
    Call call = harness.start(1);
    call.calleeProgressed(180, Body.NONE);
    call.hangUp(HangupCause.SHUTDOWN);
    assertThat(harness.caller.lastAsked()).isEqualTo("refuse 503 shutdown");
    call.abandon();
    assertThat(harness.record().ending().sipStatus()).isEqualTo(503);
    call.calleeRefused(487, 0);
    harness.assertNothingIsHeld();
  }
}
