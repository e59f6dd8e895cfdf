package io.tollgate.proxy.sip.leg;

import gov.nist.javax.sip.message.SIPMessage;
import io.tollgate.proxy.call.Body;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.route.pop.Verdicts;
import io.tollgate.proxy.sip.dialog.SessionTimerSettings;
import io.tollgate.proxy.sip.header.HeaderRule;
import io.tollgate.proxy.sip.message.Identifiers;
import io.tollgate.proxy.sip.message.IncomingRequest;
import io.tollgate.proxy.sip.message.RequestWriter;
import io.tollgate.proxy.sip.message.ResponseWriter;
import io.tollgate.proxy.sip.observe.LoopHoldings;
import io.tollgate.proxy.sip.transport.LoopStack;
import io.tollgate.proxy.time.Clock;
import io.tollgate.proxy.time.TimerWheel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.ObjLongConsumer;
import java.util.random.RandomGenerator;

/**
 * What the SIP side keeps for one loop: its stack, its writers, its legs.
 *
 * <p>Confined to its loop.
 */
public final class SipLoop {
  private final Clock clock;
  private final TimerWheel timers;
  private final LoopStack stack;
  private final Identifiers identifiers;
  private final RequestWriter requests;
  private final ResponseWriter responses;
  private final ListeningPoints points = new ListeningPoints();
  private final LargeRequests largeRequests = new LargeRequests(points);
  private final AnsweredRequests answered = new AnsweredRequests();
  private final Map<String, SipLeg> dialogs = new HashMap<>();
  private final Map<String, IncomingLeg> invites = new HashMap<>();
  private final Map<String, IncomingLeg> mergeable = new HashMap<>();
  private final SessionTimerSettings sessionTimer;
  private Optional<Verdicts> verdicts = Optional.empty();
  private ObjLongConsumer<InetAddress> roundTrips = (caller, nanos) -> {};
  private final RandomGenerator random = new SplittableRandom();

  /**
   * A loop without legs.
   *
   * @param index its number, from 0
   * @param edgeName the agent in Warning headers; a host name or token
   * @param sessionTimer how calls are kept alive
   */
  public SipLoop(
      int index,
      String edgeName,
      SessionTimerSettings sessionTimer,
      Clock clock,
      TimerWheel timers,
      LoopStack stack) {
    this.sessionTimer = sessionTimer;
    this.clock = clock;
    this.timers = timers;
    this.stack = stack;
    this.identifiers = new Identifiers(index);
    this.requests = new RequestWriter(identifiers);
    this.responses = new ResponseWriter(edgeName);
  }

  /** From now on, calls to other points of presence carry a verdict of ours. */
  public void signWith(Optional<Verdicts> others) {
    verdicts = others;
  }

  /** Signs verdicts; empty where no call goes to other points of presence. */
  Optional<Verdicts> verdicts() {
    return verdicts;
  }

  /** From now on, this is told how many nanoseconds an answer takes to a caller and back. */
  public void measureFor(ObjLongConsumer<InetAddress> listener) {
    roundTrips = listener;
  }

  /**
   * An ACK has come.
   *
   * @param since when what it acknowledges was sent; empty where that is not sure
   */
  public void acknowledged(IncomingRequest ack, OptionalLong since) {
    if (since.isPresent()) {
      long nanos = Math.max(0, ack.nanos() - since.getAsLong());
      roundTrips.accept(ack.source().getAddress(), nanos);
    }
  }

  /** Both times. */
  public Clock clock() {
    return clock;
  }

  /** Its wheel. */
  public TimerWheel timers() {
    return timers;
  }

  /** Its transactions. */
  public LoopStack stack() {
    return stack;
  }

  /** Where it listens. */
  public ListeningPoints points() {
    return points;
  }

  /** Sends by TCP what is too large for a datagram. */
  LargeRequests largeRequests() {
    return largeRequests;
  }

  /** Mints its names. */
  public Identifiers identifiers() {
    return identifiers;
  }

  /** Writes its requests. */
  public RequestWriter requests() {
    return requests;
  }

  /** Writes its responses. */
  public ResponseWriter responses() {
    return responses;
  }

  /** How calls are kept alive. */
  public SessionTimerSettings sessionTimer() {
    return sessionTimer;
  }

  /** {@code Min-SE} where that is what is wrong (RFC 4028 §9); empty where it is not. */
  public String leastInterval(HangupCause cause) {
    return cause == HangupCause.SESSION_INTERVAL
        ? HeaderRule.MIN_SE.line(Integer.toString(sessionTimer.minSeconds()))
        : "";
  }

  /** Chance for pauses, which nobody gains by guessing. */
  public RandomGenerator random() {
    return random;
  }

  /** Retransmissions find their answer here. */
  public AnsweredRequests answered() {
    return answered;
  }

  /** The legs whose dialogs are up, by our tag. */
  public Map<String, SipLeg> dialogs() {
    return dialogs;
  }

  /** The legs whose INVITE has no final answer yet, by the INVITE's key. */
  public Map<String, IncomingLeg> invites() {
    return invites;
  }

  /** The same, by what an INVITE that comes by two ways has in common with itself. */
  Map<String, IncomingLeg> mergeable() {
    return mergeable;
  }

  /**
   * What it holds now.
   *
   * @param standingTimers timers that are there without calls, and do not count
   */
  public LoopHoldings holdings(int calls, int waiting, int standingTimers) {
    return new LoopHoldings(
        calls,
        dialogs.size(),
        invites.size(),
        mergeable.size(),
        stack.clientTransactions().size(),
        stack.serverTransactions().size(),
        answered.size(),
        timers.pending() - standingTimers,
        waiting);
  }

  /** Answers a request that is not an INVITE with a transaction; a retransmission gets the same. */
  public void reply(IncomingRequest request, int status, String headers) {
    reply(request, status, headers, identifiers.tag());
  }

  /** The same with a given tag for To, where the request has none. */
  void reply(IncomingRequest request, int status, String headers, String localTag) {
    byte[] response =
        responses.write(status, responses.head(request, localTag), headers, Body.NONE);
    request.replyChannel().send(response);
    answered.put(request.key(), response, clock.nanos());
  }

  /** The address and port that a message came from. */
  static InetSocketAddress sourceOf(SIPMessage message) {
    return new InetSocketAddress(
        message.getPeerPacketSourceAddress(), message.getPeerPacketSourcePort());
  }
}
