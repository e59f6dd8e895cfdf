package io.tollgate.proxy.call;

import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.net.Nat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A leg that does nothing but write down what it is asked, in the order in which it is asked. */
final class RecordingLeg implements CallerLeg, CalleeLeg {
  private final String callId;
  private final List<String> asked = new ArrayList<>();
  private final List<Body> bodies = new ArrayList<>();
  private Optional<PriceNotice> announced = Optional.empty();
  private Nat nat = Nat.AUTO;

  RecordingLeg(String callId) {
    this.callId = callId;
  }

  /** What it was asked so far. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** The last thing that it was asked. */
  String lastAsked() {
    return asked.isEmpty() ? "nothing" : asked.getLast();
  }

  /** The bodies that it was given, in order. */
  List<Body> bodies() {
    return List.copyOf(bodies);
  }

  /** The price that came with the answer. */
  Optional<PriceNotice> announced() {
    return announced;
  }

  private void note(String what, Body body) {
    asked.add(what);
    bodies.add(body);
  }

  private void note(String what) {
    asked.add(what);
  }

  @Override
  public String callId() {
    return callId;
  }

  @Override
  public void attach(LegListener call) {}

  @Override
  public void nat(Nat believed) {
    nat = believed;
  }

  /** What is believed of its Contact. */
  Nat nat() {
    return nat;
  }

  @Override
  public void progress(int status, String fork, Body body) {
    note("progress " + status, body);
  }

  @Override
  public void answer(String fork, Body body, Optional<PriceNotice> price) {
    note("answer", body);
    announced = price;
  }

  @Override
  public void refuse(Refusal refusal) {
    note("refuse " + refusal.status() + ' ' + refusal.cause().code());
  }

  @Override
  public void cancel() {
    note("cancel");
  }

  @Override
  public void hangUp(HangupCause cause, int q850) {
    note("hang up " + cause.code() + (q850 == 0 || q850 == cause.q850() ? "" : " " + q850));
  }

  @Override
  public void reinvite(Body offer) {
    note("reinvite", offer);
  }

  @Override
  public void offer(Body description) {
    note("offer", description);
  }

  @Override
  public void cancelReinvite() {
    note("cancel reinvite");
  }

  @Override
  public void answerReinvite(int status, Body answer) {
    note("answer reinvite " + status, answer);
  }

  @Override
  public void acknowledge(Body answer) {
    note("acknowledge", answer);
  }

  @Override
  public LegSnapshot snapshot() {
    return new LegSnapshot(callId, "recorded");
  }
}
