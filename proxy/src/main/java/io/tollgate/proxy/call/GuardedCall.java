package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.cause.Unreachable;
import java.util.List;

/**
 * What the legs and timers of a call see of it: an error in the call's own code ends that call,
 * with its record and its permit given back, instead of leaving it half way.
 *
 * <p>Confined to the call's loop.
 */
final class GuardedCall implements LegListener {
  private final Call call;

  GuardedCall(Call call) {
    this.call = call;
  }

  /** Runs a step of the call. */
  void run(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      call.breakDown(e);
    }
  }

  @Override
  public void calleeProgressed(int status, String fork, Body body) {
    run(() -> call.calleeProgressed(status, fork, body));
  }

  @Override
  public void calleeAnswered(String fork, Body body) {
    run(() -> call.calleeAnswered(fork, body));
  }

  @Override
  public void calleeRefused(int status, int q850) {
    run(() -> call.calleeRefused(status, q850));
  }

  @Override
  public void calleeRedirected(int status, List<Redirect> redirects) {
    run(() -> call.calleeRedirected(status, redirects));
  }

  @Override
  public void calleeUnreachable(Unreachable why) {
    run(() -> call.calleeUnreachable(why));
  }

  @Override
  public void calleeAnsweredTooLate(String callId) {
    run(() -> call.calleeAnsweredTooLate(callId));
  }

  @Override
  public void callerCancelled() {
    run(call::callerCancelled);
  }

  @Override
  public void acknowledged(CallLeg leg, Body answer) {
    run(() -> call.acknowledged(leg, answer));
  }

  @Override
  public void hungUp(CallLeg leg, int q850) {
    run(() -> call.hungUp(leg, q850));
  }

  @Override
  public void lost(CallLeg leg, HangupCause cause) {
    run(() -> call.lost(leg, cause));
  }

  @Override
  public void reinvited(CallLeg leg, Body offer) {
    run(() -> call.reinvited(leg, offer));
  }

  @Override
  public void reinviteAnswered(CallLeg leg, int status, Body answer) {
    run(() -> call.reinviteAnswered(leg, status, answer));
  }

  @Override
  public void reinviteCancelled(CallLeg leg) {
    run(() -> call.reinviteCancelled(leg));
  }

  @Override
  public void sessionChanged(CallLeg leg, Body description) {
    run(() -> call.sessionChanged(leg, description));
  }
}
