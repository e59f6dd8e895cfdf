package io.tollgate.proxy.sip.leg;

import gov.nist.javax.sip.message.SIPResponse;
import io.tollgate.proxy.call.Body;
import io.tollgate.proxy.time.TimerWheel;
import java.util.Optional;

/**
 * A re-INVITE of ours, from its first sending to what comes of it in the end: where it meets one of
 * theirs it is sent again after a random time (RFC 3261 §14.1), where they want credentials or a
 * longer session interval, with those.
 *
 * <p>Confined to its loop.
 */
final class OwnReinvite implements ClientInvite.Outcome {
  private static final int REQUEST_PENDING = 491;
  private static final int INTERVAL_TOO_SMALL = 422;

  /** After that many meetings the other leg is told. */
  private static final int MOST_MEETINGS = 4;

  private final SipLoop loop;
  private final SipLeg leg;
  private final Reinvites reinvites;
  private final Body offer;
  private final boolean crossing;
  private Optional<ClientInvite> asking = Optional.empty();
  private Optional<TimerWheel.Timeout> waiting = Optional.empty();
  private long sequence;
  private int meetings;
  private boolean raised;
  private boolean answered;

  /**
   * Nothing is sent yet.
   *
   * @param crossing whether the other leg waits for its answer; where not, it is the edge's own
   */
  OwnReinvite(SipLoop loop, SipLeg leg, Reinvites reinvites, Body offer, boolean crossing) {
    this.loop = loop;
    this.leg = leg;
    this.reinvites = reinvites;
    this.offer = offer;
    this.crossing = crossing;
  }

  Body offer() {
    return offer;
  }

  boolean isCrossing() {
    return crossing;
  }

  /** The CSeq that it was sent with last. */
  long sequence() {
    return sequence;
  }

  /** Whether it has met one of theirs, and waits before it is sent again. */
  boolean isWaiting() {
    return waiting.isPresent();
  }

  void send() {
    waiting = Optional.empty();
    sequence = leg.nextSequence();
    ClientInvite invite = leg.inviteAgain(sequence, offer, this);
    asking = Optional.of(invite);
    invite.send();
  }

  /** It is not wanted any more. */
  void cancel() {
    if (isWaiting()) {
      abandon();
      reinvites.failed(this, 487);
    } else {
      asking.ifPresent(ClientInvite::cancel);
    }
  }

  /** Nobody wants to hear of it any more. */
  void abandon() {
    waiting.ifPresent(TimerWheel.Timeout::cancel);
    waiting = Optional.empty();
    asking.ifPresent(ClientInvite::abandon);
    asking = Optional.empty();
  }

  @Override
  public void progressed(SIPResponse response) {}

  @Override
  public void answered(SIPResponse response) {
    if (answered) {
      leg.acknowledgeAgain();
    } else {
      answered = true;
      reinvites.succeeded(this, response);
    }
  }

  @Override
  public void refused(SIPResponse response) {
    int status = response.getStatusCode();
    if (isCancelled()) {
      reinvites.failed(this, status);
    } else if (status == REQUEST_PENDING && ++meetings < MOST_MEETINGS) {
      waiting =
          Optional.of(
              loop.timers()
                  .schedule(
                      loop.clock().nanos(),
                      Glare.pauseNanos(leg.ownsCallId(), loop.random()),
                      this::send));
    } else if (leg.meetsChallenge(response)) {
      send();
    } else if (status == INTERVAL_TOO_SMALL && !raised && leg.raiseInterval(response)) {
      raised = true;
      send();
    } else {
      reinvites.failed(this, status);
    }
  }

  @Override
  public void silent() {
    reinvites.failed(this, isCancelled() ? 487 : 408);
  }

  private boolean isCancelled() {
    return asking.filter(ClientInvite::isCancelled).isPresent();
  }
}
