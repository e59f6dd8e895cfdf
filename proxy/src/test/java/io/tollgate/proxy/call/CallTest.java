package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.cdr.Cdr.HungUpBy;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.rating.charge.Money;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call that is answered: what crosses, how it ends, what it costs. */
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
    harness.assertNothingIsHeld();
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
    harness.assertNothingIsHeld();
  }

  @Test
  void byesThatCrossMakeOneRecord() {
    Call call = harness.answered();
    call.hungUp(harness.caller);
    call.hungUp(harness.callee());
    assertThat(harness.record().ending().hungUpBy()).isEqualTo(HungUpBy.CALLER);
    harness.assertNothingIsHeld();
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
    harness.assertNothingIsHeld();
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
    harness.assertNothingIsHeld();
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
}
