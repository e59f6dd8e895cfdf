package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.CarrierAttempt;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.Cdr.HungUpBy;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.rating.charge.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTest {
  private final CallHarness harness = new CallHarness();

  @Test
  void anAnsweredCallIsChargedFromAnswerToBye() {
    Call call = harness.answered();
    harness.turn(Duration.ofMillis(61_001));
    call.hungUp(harness.caller);

    Cdr record = harness.record();
    assertThat(record.ending())
        .isEqualTo(new Cdr.Ending(HangupCause.NORMAL, HungUpBy.CALLER, 200, 16));
    assertThat(record.times().durationMillis()).isEqualTo(61_001);
    assertThat(record.charge().billedSeconds()).isEqualTo(120);
    assertThat(record.charge().amount()).isEqualTo(Money.parse("0.0780"));
    assertThat(record.times().setupMicros()).isEqualTo(2000);
    assertThat(record.path()).isEqualTo(new Cdr.Path("acme", "hq", "c1", "g1", "fra"));
    assertThat(record.callIdA()).isEqualTo("a@caller");
    assertThat(record.callIdB()).isEqualTo("b1@edge");
    assertThat(record.times().ringingAt().orElseThrow())
        .isEqualTo(record.times().receivedAt().plusMillis(100));
    assertThat(record.times().answeredAt().orElseThrow())
        .isEqualTo(record.times().receivedAt().plusMillis(3100));
    assertThat(harness.caller.asked()).containsExactly("progress 180", "answer");
    assertThat(harness.callee().lastAsked()).isEqualTo("hang up normal");
    assertThat(harness.observed)
        .containsExactly("started 2000", "ringing 100", "answered", "ended");
    everythingIsGivenBack();
  }

  @Test
  void whatIsChargedCanBeComputedFromTheRecord() {
    Call call = harness.answered();
    harness.turn(Duration.ofSeconds(60).plusNanos(1));
    call.hungUp(harness.caller);

    Cdr record = harness.record();
    assertThat(record.charge().billedSeconds()).isEqualTo(120);
    assertThat(record.times().durationMillis()).isEqualTo(60_001);
    assertThat(CallHarness.TARIFF.charge(Duration.ofMillis(record.times().durationMillis())))
        .isEqualTo(record.charge());
  }

  @Test
  void theBodyCrossesBothWays() {
    harness.answered();
    assertThat(harness.invitations.getFirst().offer()).isEqualTo(CallHarness.OFFER);
    assertThat(harness.caller.bodies()).contains(CallHarness.ANSWER);
  }

  @Test
  void theAnswerTellsThePriceThatTheRecordCharges() {
    Call call = harness.answered();
    call.hungUp(harness.caller);
    assertThat(harness.caller.announced())
        .contains(PriceNotice.of(harness.record().tariff().orElseThrow()));
  }

  @Test
  void aTrunkMayDoWithoutThePrice() {
    harness.announcePrice = false;
    harness.answered();
    assertThat(harness.caller.lastAsked()).isEqualTo("answer");
    assertThat(harness.caller.announced()).isEmpty();
  }

  @Test
  void oneHopIsTakenOffForTheSecondLeg() {
    harness.start(1);
    assertThat(harness.invitations.getFirst().maxForwards()).isEqualTo(69);
  }

  @Test
  void theCalleeMayHangUp() {
    Call call = harness.answered();
    harness.turn(Duration.ofSeconds(5));
    call.hungUp(harness.callee());

    assertThat(harness.record().ending())
        .isEqualTo(new Cdr.Ending(HangupCause.NORMAL, HungUpBy.CALLEE, 200, 16));
    assertThat(harness.caller.lastAsked()).isEqualTo("hang up normal");
    everythingIsGivenBack();
  }

  @Test
  void byesThatCrossMakeOneRecord() {
    Call call = harness.answered();
    call.hungUp(harness.caller);
    call.hungUp(harness.callee());
    assertThat(harness.record().ending().hungUpBy()).isEqualTo(HungUpBy.CALLER);
    everythingIsGivenBack();
  }

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
    everythingIsGivenBack();
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
    everythingIsGivenBack();
  }

  @Test
  void aCancelAfterTheAnswerDoesNothing() {
    Call call = harness.answered();
    call.callerCancelled();
    assertThat(call.state()).isEqualTo(CallState.UP);
  }

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
    everythingIsGivenBack();
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
    everythingIsGivenBack();
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
    everythingIsGivenBack();
  }

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
    everythingIsGivenBack();
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
    everythingIsGivenBack();
  }

  @Test
  void noCallOutlastsTheLongest() {
    Call call = harness.answered();
    harness.turn(Duration.ofHours(4));
    assertThat(call.state()).isEqualTo(CallState.ENDED);
    assertThat(harness.record().ending().cause()).isEqualTo(HangupCause.MAX_DURATION);
    assertThat(harness.record().charge().billedSeconds()).isEqualTo(4 * 3600);
    everythingIsGivenBack();
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
    everythingIsGivenBack();
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
    everythingIsGivenBack();
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
    everythingIsGivenBack();
  }

  @Test
  void theEdgeEndsACallThatIsUp() {
    Call call = harness.answered();
    harness.turn(Duration.ofSeconds(30));
    call.hangUp(HangupCause.SHUTDOWN);
    assertThat(harness.caller.lastAsked()).isEqualTo("hang up shutdown");
    assertThat(harness.callee().lastAsked()).isEqualTo("hang up shutdown");
    assertThat(harness.record().ending())
        .isEqualTo(new Cdr.Ending(HangupCause.SHUTDOWN, HungUpBy.EDGE, 200, 41));
    assertThat(harness.record().charge().amount()).isEqualTo(Money.parse("0.0390"));
    everythingIsGivenBack();
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
    everythingIsGivenBack();
  }

  @Test
  void aLateAnswerOfTheCallersCrosses() {
    Call call = harness.start(1);
    call.calleeAnswered(CallHarness.OFFER);
    call.acknowledged(harness.caller, CallHarness.ANSWER);
    assertThat(harness.callee().asked()).containsExactly("acknowledge");
    assertThat(harness.callee().bodies()).containsExactly(CallHarness.ANSWER);
  }

  @Test
  void aReinviteCrossesWithItsAnswerAndItsAck() {
    Call call = harness.answered();
    call.reinvited(harness.caller, CallHarness.sdp("hold"));
    assertThat(harness.callee().lastAsked()).isEqualTo("reinvite");
    call.reinviteAnswered(harness.callee(), 200, CallHarness.sdp("held"));
    assertThat(harness.caller.lastAsked()).isEqualTo("answer reinvite 200");
    call.acknowledged(harness.caller, Body.NONE);
    assertThat(harness.callee().lastAsked()).isEqualTo("acknowledge");
    assertThat(call.state()).isEqualTo(CallState.UP);
  }

  @ParameterizedTest
  @CsvSource({"408", "481"})
  void aReinviteThatFindsNobodyEndsTheCall(int status) {
    Call call = harness.answered();
    harness.turn(Duration.ofSeconds(70));
    call.reinvited(harness.callee(), CallHarness.sdp("hold"));
    call.reinviteAnswered(harness.caller, status, Body.NONE);
    assertThat(harness.callee().asked()).contains("answer reinvite " + status);
    assertThat(harness.record().ending())
        .isEqualTo(new Cdr.Ending(HangupCause.SESSION_EXPIRED, HungUpBy.EDGE, 200, 102));
    assertThat(harness.record().charge().billedSeconds()).isEqualTo(120);
    everythingIsGivenBack();
  }

  @Test
  void aReinviteThatIsTakenBackIsTakenBackOnTheOtherLeg() {
    Call call = harness.answered();
    call.reinvited(harness.caller, CallHarness.sdp("hold"));
    call.reinviteCancelled(harness.caller);
    assertThat(harness.callee().lastAsked()).isEqualTo("cancel reinvite");
  }

  @Test
  void aSessionThatChangedUnaskedIsOfferedToTheOtherSide() {
    Call call = harness.answered();
    call.sessionChanged(harness.callee(), CallHarness.sdp("moved"));
    assertThat(harness.caller.lastAsked()).isEqualTo("offer");
    call.reinviteAnswered(harness.caller, 200, CallHarness.ANSWER);
    assertThat(call.state()).isEqualTo(CallState.UP);
  }

  @Test
  void aRestoredCallIsHungUpAndChargedRight() {
    Call call = harness.answered();
    harness.turn(Duration.ofSeconds(40));
    CallSnapshot snapshot = call.snapshot();

    CallHarness other = new CallHarness();
    other.turn(Duration.ofMillis(3_100 + 40_000 + 30_000)); // 30 s later, on another clock
    RestoredLegs legs =
        new RestoredLegs() {
          @Override
          public CallerLeg caller(LegSnapshot leg) {
            assertThat(leg.callId()).isEqualTo("a@caller");
            return other.caller;
          }

          @Override
          public CalleeLeg callee(LegSnapshot leg, LegListener listener) {
            assertThat(leg.callId()).isEqualTo("b1@edge");
            other.callees.add(new RecordingLeg(leg.callId()));
            return other.callee();
          }

          @Override
          public Gateway gateway(String carrier, String gateway) {
            return CallHarness.gateways(1).getFirst();
          }
        };
    Call restored = Call.restore(snapshot, other.environment(), legs, other.permit());
    other.turn(Duration.ofSeconds(5));
    restored.hungUp(other.callee());

    Cdr record = other.record();
    assertThat(record.times().durationMillis()).isEqualTo(75_000);
    assertThat(record.charge().billedSeconds()).isEqualTo(120);
    assertThat(record.times().answeredAt()).contains(snapshot.answeredAt());
    assertThat(record.times().setupMicros()).isEqualTo(2000);
    assertThat(record.ending().hungUpBy()).isEqualTo(HungUpBy.CALLEE);
    assertThat(record.id()).isEqualTo(snapshot.context().id());
    assertThat(other.caller.lastAsked()).isEqualTo("hang up normal");
    assertThat(other.released).isEqualTo(1);
  }

  @Test
  void onlyAnAnsweredCallCanBeCarriedOn() {
    Call call = harness.start(1);
    assertThatThrownBy(call::snapshot)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CALLING");
  }

  private void everythingIsGivenBack() {
    assertThat(harness.released).isEqualTo(1);
    assertThat(harness.registry.size()).isZero();
    assertThat(harness.timers.pending()).isZero();
  }

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
    assertThat(harness.released).isEqualTo(1);
    assertThat(harness.registry.size()).isZero();
    assertThat(harness.timers.pending()).isZero();
  }
}
