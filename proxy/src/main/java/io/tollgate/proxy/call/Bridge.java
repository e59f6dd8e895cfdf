package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.net.Nat;
import java.util.Optional;

/**
 * What joins the two halves of a call between two of our trunks: for the originating half it is the
 * called side, for the terminating half the caller. What one half does to it, the other is told.
 *
 * <p>Confined to the loop of both.
 */
final class Bridge {
  private final String callId;
  private final LegListener originating;
  private final Callee callee = new Callee();
  private final Caller caller = new Caller();
  private Optional<LegListener> terminating = Optional.empty();
  private Optional<Call> joined = Optional.empty();

  /**
   * A bridge.
   *
   * @param callId the Call-ID of the leg towards the caller
   * @param originating is told what becomes of the called side
   */
  Bridge(String callId, LegListener originating) {
    this.callId = callId;
    this.originating = originating;
  }

  /** The terminating half is under way. */
  void joined(Call call) {
    joined = Optional.of(call);
  }

  /** What the originating half calls. */
  CalleeLeg callee() {
    return callee;
  }

  /** What the terminating half is called by. */
  CallerLeg caller() {
    return caller;
  }

  private LegListener terminating() {
    return terminating.orElseThrow();
  }

  /** The called side of the originating half. */
  private final class Callee implements CalleeLeg {
    @Override
    public String callId() {
      return joined.map(Call::calleeCallId).orElse("");
    }

    @Override
    public void cancel() {
      terminating().callerCancelled();
    }

    @Override
    public void hangUp(HangupCause cause, int q850) {
      terminating().hungUp(caller, q850);
    }

    @Override
    public void reinvite(Body offer) {
      terminating().reinvited(caller, offer);
    }

    @Override
    public void offer(Body description) {
      terminating().sessionChanged(caller, description);
    }

    @Override
    public void cancelReinvite() {
      terminating().reinviteCancelled(caller);
    }

    @Override
    public void answerReinvite(int status, Body answer) {
      terminating().reinviteAnswered(caller, status, answer);
    }

    @Override
    public void acknowledge(Body answer) {
      terminating().acknowledged(caller, answer);
    }

    @Override
    public LegSnapshot snapshot() {
      return new LegSnapshot(callId(), "");
    }
  }

  /** The caller of the terminating half. */
  private final class Caller implements CallerLeg {
    @Override
    public String callId() {
      return callId;
    }

    @Override
    public void nat(Nat believed) {} // nothing lies between the halves

    @Override
    public void attach(LegListener call) {
      terminating = Optional.of(call);
    }

    @Override
    public void progress(int status, String fork, Body body) {
      originating.calleeProgressed(status, fork, body);
    }

    @Override
    public void answer(String fork, Body body, Optional<PriceNotice> price) {
      originating.calleeAnswered(fork, body);
    }

    @Override
    public void refuse(Refusal refusal) {
      boolean said = refusal.telling() != Refusal.Telling.NOTHING;
      originating.calleeRefused(refusal.status(), said ? refusal.q850() : 0);
    }

    @Override
    public void hangUp(HangupCause cause, int q850) {
      originating.hungUp(callee, q850);
    }

    @Override
    public void reinvite(Body offer) {
      originating.reinvited(callee, offer);
    }

    @Override
    public void offer(Body description) {
      originating.sessionChanged(callee, description);
    }

    @Override
    public void cancelReinvite() {
      originating.reinviteCancelled(callee);
    }

    @Override
    public void answerReinvite(int status, Body answer) {
      originating.reinviteAnswered(callee, status, answer);
    }

    @Override
    public void acknowledge(Body answer) {
      originating.acknowledged(callee, answer);
    }

    @Override
    public LegSnapshot snapshot() {
      return new LegSnapshot(callId, "");
    }
  }
}
