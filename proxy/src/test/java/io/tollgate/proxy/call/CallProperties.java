package io.tollgate.proxy.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.cause.HangupCause;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever happens in whatever order, a call ends once. */
class CallProperties {
  /** All that can happen to a call. */
  enum Happening {
    RINGS,
    EARLY_MEDIA,
    ANSWERED,
    BUSY,
    FAILED,
    UNREACHABLE,
    CANCELLED,
    ACKNOWLEDGED,
    CALLER_HANGS_UP,
    CALLEE_HANGS_UP,
    CALLER_LOST,
    REINVITED,
    REINVITE_ANSWERED,
    REINVITE_FINDS_NOBODY,
    REINVITE_CANCELLED,
    SESSION_CHANGED,
    SESSION_EXPIRED,
    EDGE_HANGS_UP,
    ABANDONED,
    TIME
  }

  @Property(tries = 5000)
  void everyOrderOfEventsEndsInOneRecordAndOneRelease(
      @ForAll @Size(max = 25) List<Happening> happenings) {
    CallHarness harness = new CallHarness();
    Call call = harness.start(2);
    for (Happening happening : happenings) {
      happen(happening, call, harness);
      boolean over = call.state() == CallState.ENDED;
      assertThat(harness.records).hasSize(over ? 1 : 0);
      assertThat(harness.released).isEqualTo(over ? 1 : 0);
    }
    call.hangUp(HangupCause.ADMIN);
    call.abandon();
    assertThat(call.state()).isEqualTo(CallState.ENDED);
    assertThat(harness.records).hasSize(1);
    assertThat(harness.released).isEqualTo(1);
    assertThat(harness.registry.size()).isZero();
    assertThat(harness.timers.pending()).isZero();
    boolean charged = harness.record().charge().billedSeconds() > 0;
    assertThat(harness.record().times().answeredAt().isPresent() || !charged).isTrue();
  }

  private static void happen(Happening happening, Call call, CallHarness harness) {
    switch (happening) {
      case RINGS -> call.calleeProgressed(180, Body.NONE);
      case EARLY_MEDIA -> call.calleeProgressed(183, CallHarness.ANSWER);
      case ANSWERED -> call.calleeAnswered(CallHarness.ANSWER);
      case BUSY -> call.calleeRefused(486, 0);
      case FAILED -> call.calleeRefused(503, 0);
      case UNREACHABLE -> call.calleeUnreachable();
      case CANCELLED -> call.callerCancelled();
      case ACKNOWLEDGED -> call.acknowledged(harness.caller, Body.NONE);
      case CALLER_HANGS_UP -> call.hungUp(harness.caller);
      case CALLEE_HANGS_UP -> call.hungUp(harness.callee());
      case CALLER_LOST -> call.lost(harness.caller, HangupCause.NO_ACK);
      case REINVITED -> call.reinvited(harness.caller, CallHarness.OFFER);
      case REINVITE_ANSWERED -> call.reinviteAnswered(harness.callee(), 200, CallHarness.ANSWER);
      case REINVITE_FINDS_NOBODY -> call.reinviteAnswered(harness.callee(), 481, Body.NONE);
      case REINVITE_CANCELLED -> call.reinviteCancelled(harness.caller);
      case SESSION_CHANGED -> call.sessionChanged(harness.callee(), CallHarness.ANSWER);
      case SESSION_EXPIRED -> call.lost(harness.callee(), HangupCause.SESSION_EXPIRED);
      case EDGE_HANGS_UP -> call.hangUp(HangupCause.ADMIN);
      case ABANDONED -> call.abandon();
      case TIME -> harness.turn(Duration.ofSeconds(100));
    }
  }
}
