package io.tollgate.proxy.sip.leg;

import io.tollgate.proxy.call.Body;
import io.tollgate.proxy.call.CalleeLeg;
import io.tollgate.proxy.call.CallerLeg;
import io.tollgate.proxy.call.LegListener;
import io.tollgate.proxy.call.LegSnapshot;
import io.tollgate.proxy.call.PriceNotice;
import io.tollgate.proxy.call.Refusal;
import io.tollgate.proxy.net.Nat;
import io.tollgate.proxy.sip.dialog.Dialog;
import io.tollgate.proxy.sip.dialog.SessionState;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import java.util.Optional;

/**
 * A leg of a call that was answered elsewhere, made again out of its dialog: there is no INVITE any
 * more that could be answered or cancelled.
 *
 * <p>Confined to its loop.
 */
final class EstablishedLeg extends SipLeg implements CallerLeg, CalleeLeg {
  private final String callId;
  private final boolean ownsCallId;

  /**
   * Carries on with a leg.
   *
   * @param ownsCallId whether we chose its Call-ID
   * @throws IllegalArgumentException where the snapshot holds no dialog
   */
  EstablishedLeg(SipLoop loop, ListeningPoint point, LegSnapshot snapshot, boolean ownsCallId) {
    super(loop, point);
    this.callId = snapshot.callId();
    this.ownsCallId = ownsCallId;
    SessionState session = SessionState.parse(snapshot.session());
    establish(Dialog.parse(snapshot.dialog()));
    resume(session);
  }

  @Override
  boolean ownsCallId() {
    return ownsCallId;
  }

  @Override
  public String callId() {
    return callId;
  }

  @Override
  public void attach(LegListener call) {
    listen(call);
  }

  @Override
  public void nat(Nat believed) {
    throw answeredLongAgo(); // its dialog knows
  }

  @Override
  public void progress(int status, String fork, Body body) {
    throw answeredLongAgo();
  }

  @Override
  public void answer(String fork, Body body, Optional<PriceNotice> price) {
    throw answeredLongAgo();
  }

  @Override
  public void refuse(Refusal refusal) {
    throw answeredLongAgo();
  }

  @Override
  public void cancel() {
    throw answeredLongAgo();
  }

  private IllegalStateException answeredLongAgo() {
    return new IllegalStateException(
        "the INVITE of " + callId + " was answered by another process");
  }
}
