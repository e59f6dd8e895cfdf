package io.tollgate.proxy.sip.leg;

import gov.nist.javax.sip.message.SIPResponse;
import io.tollgate.proxy.cause.Unreachable;
import io.tollgate.proxy.sip.transport.ClientRequest;
import io.tollgate.proxy.sip.transport.EncodedRequest;
import io.tollgate.proxy.sip.transport.PeerChannel;
import io.tollgate.proxy.time.TimerWheel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An INVITE of ours until its final response, with what belongs around its transaction: no CANCEL
 * before a provisional response (RFC 3261 §9.1), and an end to one that only ever rings (Timer C,
 * §16.6 and §16.8). Where not even a 100 comes within the set-up timer, it is told as silent at
 * once; whatever still comes then is cancelled, or disowned by whoever is told of an answer.
 *
 * <p>Confined to its loop.
 */
final class ClientInvite {
  /** Timer C: above three minutes, and started anew by each provisional response but 100. */
  static final long TIMER_C_NANOS = 181_000_000_000L;

  private final SipLoop loop;
  private final PeerChannel channel;
  private final Supplier<EncodedRequest> cancel;
  private final Outcome outcome;
  private final ClientRequest invite;
  private final long setupNanos;
  private Optional<TimerWheel.Timeout> patience = Optional.empty();
  private boolean provisional;
  private boolean cancelWanted;
  private boolean cancelSent;
  private boolean outOfTime;
  private boolean givenUp;
  private boolean over;

  /** What comes of it. One of the last three comes first, and only the second may come again. */
  interface Outcome {
    /** A provisional response above 100. */
    void progressed(SIPResponse response);

    /** A 2xx: again where it is sent again, or where the INVITE was forked. */
    void answered(SIPResponse response);

    /** A final failure. */
    void refused(SIPResponse response);

    /** Nothing came in time. */
    void silent();

    /** There was no connection to send it over, or it broke and nothing came over another. */
    default void unconnected(Unreachable why) {
      silent();
    }
  }

  /** One inside a dialog: nobody else could be asked instead, so its transaction's time is its. */
  ClientInvite(
      SipLoop loop,
      PeerChannel channel,
      EncodedRequest request,
      Supplier<EncodedRequest> cancel,
      Outcome outcome) {
    this(loop, channel, request, cancel, Duration.ofNanos(TIMER_C_NANOS), outcome);
  }

  /**
   * Nothing is sent yet.
   *
   * @param cancel writes its CANCEL
   * @param setupTimer how long its first response may take
   */
  ClientInvite(
      SipLoop loop,
      PeerChannel channel,
      EncodedRequest request,
      Supplier<EncodedRequest> cancel,
      Duration setupTimer,
      Outcome outcome) {
    this.loop = loop;
    this.channel = channel;
    this.cancel = cancel;
    this.outcome = outcome;
    this.setupNanos = setupTimer.toNanos();
    this.invite = new ClientRequest(loop.stack(), channel, request, new Responses());
  }

  void send() {
    invite.send();
    if (!over && !provisional) {
      await(setupNanos, this::unheard);
    }
  }

  /**
   * The gateway may have heard it all the same: its transaction goes on, to be cancelled. But it is
   * not sent again: one that comes back should not hear of calls that are elsewhere by now.
   */
  private void unheard() {
    givenUp = true;
    cancelWanted = true;
    invite.sendNoMore();
    outcome.silent();
  }

  /** It has died while it rang. Its transaction goes on, in case that it is only half dead. */
  private void lost() {
    givenUp = true;
    cancelWanted = true;
    sendCancel();
    outcome.unconnected(Unreachable.CONNECTION);
  }

  /** Gives it up; its outcome is still told. */
  void cancel() {
    cancelWanted = true;
    if (provisional) {
      sendCancel();
    } // else nothing may be cancelled yet: the first provisional response does it
  }

  /** Whether {@link #cancel} was asked for. */
  boolean isCancelled() {
    return cancelWanted;
  }

  /** Waits no longer, and tells nobody. */
  void abandon() {
    conclude();
    invite.abandon();
  }

  private void sendCancel() {
    if (cancelSent || over) {
      return;
    }
    cancelSent = true;
    new ClientRequest(loop.stack(), channel, cancel.get(), SipLeg.IGNORE_OUTCOME).send();
    // No final response in 64·T1 after a CANCEL counts as cancelled (RFC 3261 §9.1).
    await(AnsweredRequests.LIFETIME_NANOS, this::giveUp);
  }

  private void giveUp() {
    abandon();
    tellSilence();
  }

  private void tellSilence() {
    if (!givenUp) {
      outcome.silent();
    }
  }

  private void ranOutOfTime() {
    outOfTime = true;
    sendCancel();
  }

  private void await(long nanos, Runnable task) {
    patience.ifPresent(TimerWheel.Timeout::cancel);
    patience = Optional.of(loop.timers().schedule(loop.clock().nanos(), nanos, task));
  }

  private void conclude() {
    over = true;
    patience.ifPresent(TimerWheel.Timeout::cancel);
    patience = Optional.empty();
  }

  private final class Responses implements ClientRequest.Outcome {
    @Override
    public void response(SIPResponse response) {
      int status = response.getStatusCode();
      if (status < 200) {
        progressed(status, response);
      } else if (status < 300) {
        conclude();
        outcome.answered(response);
      } else if (!over) {
        conclude();
        if (outOfTime || givenUp) {
          tellSilence();
        } else {
          outcome.refused(response);
        }
      }
    }

    @Override
    public void timeout() {
      if (!over) {
        conclude();
        tellSilence();
      }
    }

    @Override
    public void connectionFailed(Unreachable why) {
      if (!over) {
        conclude();
        outcome.unconnected(why);
      }
    }

    /** Whoever is alive opens another for the rest; he has as long for it as for the first word. */
    @Override
    public void connectionLost() {
      if (!over && !cancelWanted && !outOfTime) {
        await(setupNanos, ClientInvite.this::lost);
      }
    }

    private void progressed(int status, SIPResponse response) {
      boolean first = !provisional;
      provisional = true;
      if (over) {
        return;
      }
      if (cancelWanted || outOfTime) {
        sendCancel();
        return;
      }
      if (first || status > 100) {
        await(TIMER_C_NANOS, ClientInvite.this::ranOutOfTime);
      }
      if (status > 100) {
        outcome.progressed(response);
      }
    }
  }
}
