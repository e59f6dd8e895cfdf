package io.tollgate.proxy.sip;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.tollgate.proxy.call.CallObserver;
import io.tollgate.proxy.call.CallSetup;
import io.tollgate.proxy.call.Refusal;
import io.tollgate.proxy.cause.HangupCause;
import io.tollgate.proxy.sip.dialog.Dialog;
import io.tollgate.proxy.sip.header.Bodies;
import io.tollgate.proxy.sip.leg.IncomingLeg;
import io.tollgate.proxy.sip.leg.SipLeg;
import io.tollgate.proxy.sip.leg.SipLoop;
import io.tollgate.proxy.sip.message.CallRequests;
import io.tollgate.proxy.sip.message.IncomingRequest;
import io.tollgate.proxy.sip.message.MethodPolicy;
import io.tollgate.proxy.sip.message.RequestChecks;
import io.tollgate.proxy.sip.observe.SipObserver;
import io.tollgate.proxy.sip.observe.SipObserver.Malformed;
import io.tollgate.proxy.sip.reach.OptionsAnswer;
import io.tollgate.proxy.sip.reach.Registrar;
import io.tollgate.proxy.sip.reach.TrunkServices;
import io.tollgate.proxy.sip.screen.MessageLimits;
import io.tollgate.proxy.sip.screen.MessageReader;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import io.tollgate.proxy.sip.transport.ServerInvite;
import io.tollgate.proxy.sip.transport.Unframeable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what comes in on one loop, parses it, and gives it to the leg or the set-up that it is for:
 * messages become call events here, and nothing else happens.
 *
 * <p>Confined to its loop.
 */
final class SipReceiver {
  private static final Logger LOG = LoggerFactory.getLogger(SipReceiver.class);

  private static final Refusal LOOPED =
      Refusal.of(HangupCause.LOOP, "the same INVITE has been here before");

  private static final Refusal MERGED =
      Refusal.of(HangupCause.LOOP, "the same INVITE came by another way");

  private final SipLoop loop;
  private final MessageReader reader;
  private final CallSetup setup;
  private final Predicate<InetAddress> known;
  private final CallObserver calls;
  private final SipObserver wire;
  private final MethodPolicy methods;
  private final Registrar registrar;
  private final OptionsAnswer options;
  private final ResponseReceiver responses;

  /**
   * A receiver.
   *
   * @param services answers what is no call
   * @param known whether some list, gateway or PoP names an address; others are strangers
   * @param isPop whether another point of presence is at an address
   */
  SipReceiver(
      SipLoop loop,
      CallSetup setup,
      TrunkServices services,
      Predicate<InetAddress> known,
      Predicate<InetAddress> isPop,
      CallObserver calls,
      SipObserver wire,
      String edgeName) {
    this.loop = loop;
    this.reader =
        new MessageReader(
            loop.stack(), MessageLimits.DEFAULT, known, wire, edgeName, loop.identifiers()::tag);
    this.setup = setup;
    this.known = known;
    this.calls = calls;
    this.wire = wire;
    this.methods = new MethodPolicy(services.trunks());
    this.registrar = new Registrar(loop, services, wire);
    this.options = new OptionsAnswer(loop, services, isPop, setup::turnsAway);
    this.responses = new ResponseReceiver(loop, known, wire);
  }

  /**
   * Loads and compiles what every call needs, before the first one has to wait for it. Leaves no
   * trace.
   */
  void warmUp() {
    WarmUp.run(reader.parser(), loop.responses());
  }

  /**
   * A datagram. Whatever is wrong with it, nothing is thrown.
   *
   * @param nanos when it was read
   */
  void receive(byte[] message, InetSocketAddress source, ListeningPoint point, long nanos) {
    Optional<SIPMessage> read = Optional.empty();
    try {
      read = reader.read(message, source, point);
      if (read.isPresent()) {
        received(read.get(), source, point, nanos);
      }
    } catch (RuntimeException | Error e) {
      LOG.error("a message from {} was dropped", source, e);
      // Whatever was under way with it stopped half way: better no call than half a call.
      read.ifPresent(parsed -> setup.breakDown(parsed.getCallId().getCallId(), e));
    }
  }

  /**
   * Something that came over a connection and does not say where it ends (RFC 3261 §18.3), or ends
   * too far away. It is answered where it can be, and its connection closed.
   */
  void receiveUnframeable(Unframeable what, InetSocketAddress source, ListeningPoint point) {
    reader.refuse(what, source, point);
    point.closeFlow(source);
  }

  private void received(
      SIPMessage message, InetSocketAddress source, ListeningPoint point, long nanos) {
    if (message instanceof SIPRequest request) {
      IncomingRequest incoming =
          new IncomingRequest(request, Bodies.of(request), point, source, nanos);
      if (reader.speaksSip2()) {
        received(incoming);
      } else {
        otherVersion(incoming);
      }
    } else {
      responses.receive((SIPResponse) message, point);
    }
  }

  private void received(IncomingRequest request) {
    switch (request.method()) {
      case "ACK" -> ack(request);
      case "CANCEL" -> cancel(request);
      case "INVITE" -> invite(request);
      default -> {
        if (!isRetransmission(request)) {
          other(request);
        }
      }
    }
  }

  /** Answers a retransmission as before. */
  private boolean isRetransmission(IncomingRequest request) {
    Optional<byte[]> answer = loop.answered().find(request.key());
    if (answer.isPresent()) {
      if (answer.get().length > 0) {
        request.replyChannel().send(answer.get());
      }
      return true;
    }
    return false;
  }

  private void ack(IncomingRequest request) {
    if (loop.stack().serverTransactions().get(request.inviteKey()) instanceof ServerInvite failed) {
      loop.acknowledged(request, failed.acknowledged());
      failed.processRequest(request.message(), failed.getMessageChannel());
      return;
    }
    SipLeg leg = loop.dialogs().get(request.toTag());
    if (leg != null && leg.dialog().matches(request.callId(), request.fromTag())) {
      leg.ackReceived(request);
    } else {
      wire.stray();
    }
  }

  private void cancel(IncomingRequest request) {
    if (isRetransmission(request)) {
      return;
    }
    IncomingLeg leg = loop.invites().get(request.inviteKey());
    SipLeg established = loop.dialogs().get(request.toTag());
    if (leg != null) {
      leg.cancelReceived(request);
    } else if (established != null && isOf(established.dialog(), request)) {
      established.reinviteCancelReceived(request);
    } else if (loop.answered().find(request.inviteKey()).isPresent()
        || loop.stack().serverTransactions().containsKey(request.inviteKey())) {
      // Too late: the INVITE has its answer (RFC 3261 §9.2).
      loop.reply(request, 200, "");
    } else if (known.test(request.source().getAddress())) {
      loop.reply(request, 481, "");
    } else {
      wire.ignored();
    }
  }

  private void invite(IncomingRequest request) {
    if (loop.stack().serverTransactions().get(request.inviteKey())
        instanceof ServerInvite transaction) {
      transaction.processRequest(request.message(), transaction.getMessageChannel());
      return;
    }
    if (isRetransmission(request)) {
      return;
    }
    if (!request.toTag().isEmpty()) {
      withinDialog(request);
      return;
    }
    IncomingLeg leg = new IncomingLeg(loop, request);
    try {
      setUp(request, leg);
    } catch (RuntimeException | Error e) {
      leg.hangUp(HangupCause.NODE_FAILURE); // does nothing where it has its answer
      throw e;
    }
  }

  private void setUp(IncomingRequest request, IncomingLeg leg) {
    Optional<Refusal> refusal =
        RequestChecks.checkInvite(request.message(), loop.sessionTimer())
            .or(() -> leg.isMerged() ? Optional.of(MERGED) : Optional.empty())
            .or(() -> hasBeenHere(request) ? Optional.of(LOOPED) : Optional.empty());
    if (refusal.isPresent()) {
      countIfMalformed(refusal.get());
      setup.refuse(CallRequests.of(request, loop.clock()), leg, refusal.get());
    } else {
      setup.receive(CallRequests.of(request, loop.clock()), leg);
    }
  }

  /** Whether one of its Vias is ours and marked by this very request (RFC 3261 §16.3). */
  private boolean hasBeenHere(IncomingRequest request) {
    for (Via via : request.message().getViaHeaders()) {
      String branch = via.getBranch();
      if (branch != null
          && loop.identifiers()
              .loopMarks()
              .isMarked(
                  branch,
                  request.message().getRequestURI().toString(),
                  request.source().getAddress())) {
        return true;
      }
    }
    return false;
  }

  private void other(IncomingRequest request) {
    if (!request.toTag().isEmpty() && loop.dialogs().containsKey(request.toTag())) {
      withinDialog(request);
      return;
    }
    if (!known.test(request.source().getAddress()) && !mayComeFromStrangers(request)) {
      wire.ignored();
      return;
    }
    Optional<Refusal> refusal =
        RequestChecks.check(request.message())
            .or(
                () ->
                    options.isOfPop(request)
                        ? Optional.empty()
                        : methods.refusal(request.method()));
    if (refusal.isPresent()) {
      refuse(request, refusal.get());
      return;
    }
    switch (request.method()) {
      case "REGISTER" -> registrar.receive(request);
      case "OPTIONS" -> {
        if (!options.receive(request)) {
          refuse(request, MethodPolicy.notAllowed());
        }
      }
      default ->
          early(request)
              .ifPresentOrElse(
                  leg -> leg.earlyByeReceived(request),
                  () -> loop.reply(request, 481, "")); // a BYE for a call that is not there
    }
  }

  private boolean mayComeFromStrangers(IncomingRequest request) {
    return request.method().equals("REGISTER") && methods.mayRegister();
  }

  /** The call without an answer yet that a BYE is for. Looks at all of them: it hardly happens. */
  private Optional<IncomingLeg> early(IncomingRequest request) {
    return loop.invites().values().stream().filter(leg -> leg.isEarlyDialogOf(request)).findFirst();
  }

  private void refuse(IncomingRequest request, Refusal refusal) {
    calls.refused(refusal.cause());
    countIfMalformed(refusal);
    loop.reply(
        request,
        refusal.status(),
        loop.responses().refusalHeaders(refusal)
            + RequestChecks.unsupported(request.message())
            + loop.leastInterval(refusal.cause()));
  }

  private void countIfMalformed(Refusal refusal) {
    if (refusal.cause() == HangupCause.BAD_REQUEST) {
      wire.malformed(Malformed.SYNTAX);
    }
  }

  private void otherVersion(IncomingRequest request) {
    if (!request.method().equals("ACK") && known.test(request.source().getAddress())) {
      loop.reply(request, 505, "");
    } else {
      wire.ignored();
    }
  }

  private void withinDialog(IncomingRequest request) {
    SipLeg leg = loop.dialogs().get(request.toTag());
    if (leg == null || !isOf(leg.dialog(), request)) {
      if (known.test(request.source().getAddress()) || request.method().equals("INVITE")) {
        loop.reply(request, 481, "");
      } else {
        wire.ignored();
      }
      return;
    }
    switch (request.method()) {
      case "BYE" -> leg.byeReceived(request);
      case "INVITE" ->
          RequestChecks.checkInvite(request.message(), loop.sessionTimer())
              .ifPresentOrElse(
                  refusal -> refuse(request, refusal), () -> leg.reinviteReceived(request));
      default ->
          RequestChecks.check(request.message())
              .or(() -> MethodPolicy.refusalWithinDialog(request.method()))
              .ifPresent(refusal -> refuse(request, refusal));
    }
  }

  /** Requests inside a dialog are matched by tags and source, and never challenged. */
  private boolean isOf(Dialog dialog, IncomingRequest request) {
    InetAddress source = request.source().getAddress();
    return dialog.matches(request.callId(), request.fromTag())
        && (dialog.hop().isFrom(source) || known.test(source));
  }
}
