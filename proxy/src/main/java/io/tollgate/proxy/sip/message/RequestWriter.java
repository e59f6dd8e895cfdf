package io.tollgate.proxy.sip.message;

import gov.nist.core.Host;
import gov.nist.core.HostPort;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.Via;
import io.tollgate.proxy.call.Body;
import io.tollgate.proxy.call.CallerIdentity;
import io.tollgate.proxy.call.Forwardings;
import io.tollgate.proxy.call.Invitation;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayUri;
import io.tollgate.proxy.route.NumberFormat;
import io.tollgate.proxy.sip.dialog.Dialog;
import io.tollgate.proxy.sip.header.HeaderRule;
import io.tollgate.proxy.sip.header.Messages;
import io.tollgate.proxy.sip.transport.EncodedRequest;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import io.tollgate.rating.number.DialledNumber;
import io.tollgate.rating.number.E164;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes requests straight to bytes: the INVITE of a second leg, and what goes on inside a dialog.
 *
 * <p>Confined to its loop, whose one buffer it reuses.
 */
public final class RequestWriter {
  private static final int MAX_FORWARDS = 70;

  /** Nobody (RFC 3323 §4.1.1.3). */
  private static final String ANONYMOUS = "anonymous@anonymous.invalid";

  private final StringBuilder text = new StringBuilder(2048);
  private final Identifiers identifiers;

  /**
   * Writes the requests of a loop.
   *
   * @param identifiers mints their names
   */
  public RequestWriter(Identifiers identifiers) {
    this.identifiers = identifiers;
  }

  /**
   * The names of a leg that is about to be made: of the INVITE, its CANCEL, and the dialog to come.
   *
   * @param requestUri where it goes
   * @param from the value of From, our tag included
   * @param to the value of To
   */
  public record LegNames(
      String callId, String localTag, String branch, String requestUri, String from, String to) {
    private LegNames withBranch(String other) {
      return new LegNames(callId, localTag, other, requestUri, from, to);
    }
  }

  /** Names for a leg to a gateway: a fresh Call-ID, tag and branch. */
  public LegNames names(Invitation invitation, ListeningPoint point) {
    String tag = identifiers.tag();
    Gateway gateway = invitation.gateway();
    String uri = uri(invitation);
    String to = '<' + (gateway.flow().isPresent() ? ofEdge(invitation, point) : uri) + '>';
    text.setLength(0);
    text.append(gateway.flow().isPresent() ? gateway.flow().get().contact() : uri);
    if (gateway.flow().isEmpty() && gateway.uri().transport().isStream() && !gateway.uri().sips()) {
      text.append(";transport=").append(gateway.uri().transport().label());
    }
    String requestUri = text.toString();
    text.setLength(0);
    if (isShown(invitation.caller())) {
      appendCaller(invitation, point);
    } else {
      text.append("\"Anonymous\" <sip:").append(ANONYMOUS).append('>');
    }
    text.append(";tag=").append(tag);
    Invitation.Cause cause = invitation.cause();
    String branch =
        identifiers.loopMarks().mark(identifiers.branch(), cause.requestUri(), cause.source());
    return new LegNames(identifiers.callId(), tag, branch, requestUri, text.toString(), to);
  }

  /** What is called, at the gateway. */
  private String uri(Invitation invitation) {
    Gateway gateway = invitation.gateway();
    text.setLength(0);
    text.append(gateway.uri().sips() ? "sips:" : "sip:");
    appendCalled(invitation);
    text.append('@');
    appendHost(gateway.uri());
    return text.toString();
  }

  /** The same at the edge: a client that has registered is called by a URI of its own. */
  private String ofEdge(Invitation invitation, ListeningPoint point) {
    text.setLength(0);
    text.append(invitation.gateway().uri().sips() ? "sips:" : "sip:");
    appendCalled(invitation);
    text.append('@').append(point.advertisedHost()).append(':').append(point.advertisedPort());
    return text.toString();
  }

  private void appendCalled(Invitation invitation) {
    switch (invitation.to()) {
      case DialledNumber.Number(E164 number) ->
          invitation.gateway().dispatch().format().append(text, number);
      case DialledNumber.Code(String dialled, E164 _, boolean _) -> text.append(dialled);
    }
  }

  /** The host as the URI has it: a name stays one, wherever DNS says that it is (RFC 3263 §4). */
  private void appendHost(GatewayUri uri) {
    if (uri.name().isPresent()) {
      text.append(uri.name().get().host());
      if (uri.name().get().port() != 0) {
        text.append(':').append(uri.name().get().port());
      }
    } else {
      Messages.appendHostPort(text, uri.address());
    }
  }

  /** The same for another try: with a branch of its own (RFC 3261 §8.1.3.5). */
  public LegNames again(LegNames names) {
    return names.withBranch(LoopMarks.move(identifiers.branch(), names.branch));
  }

  private static boolean isShown(CallerIdentity caller) {
    return caller.number().isPresent() && !caller.restricted();
  }

  /** His number, as the gateway wants it. */
  private void appendCaller(Invitation invitation, ListeningPoint point) {
    E164 number = invitation.caller().number().orElseThrow();
    NumberFormat format =
        invitation.gateway().terms().callerPlus() ? NumberFormat.E164 : NumberFormat.WITHOUT_PLUS;
    format.append(text.append("<sip:"), number);
    text.append('@');
    appendHome(point);
    text.append('>');
  }

  private void appendHome(ListeningPoint point) {
    text.append(point.advertisedHost()).append(':').append(point.advertisedPort());
  }

  /** Who calls, for a carrier within our trust domain, whatever From shows (RFC 3325 §9.1). */
  private void identity(Invitation invitation, ListeningPoint point) {
    CallerIdentity caller = invitation.caller();
    if (goes(HeaderRule.P_ASSERTED_IDENTITY, invitation) && caller.number().isPresent()) {
      text.append(HeaderRule.P_ASSERTED_IDENTITY.start());
      appendCaller(invitation, point);
      text.append("\r\n");
    }
    if (goes(HeaderRule.PRIVACY, invitation) && caller.restricted()) {
      text.append(HeaderRule.PRIVACY.line("id"));
    }
  }

  /** Who has sent the call on, for a carrier that is to know. */
  private void forwardings(Invitation invitation, ListeningPoint point) {
    Forwardings forwardings = invitation.forwardings();
    if (goes(HeaderRule.DIVERSION, invitation)) {
      for (Forwardings.Step diversion : forwardings.diversions()) {
        if (!diversion.user().isEmpty()) {
          text.append(HeaderRule.DIVERSION.start());
          step(diversion, point);
        }
      }
    }
    if (goes(HeaderRule.HISTORY_INFO, invitation)) {
      for (Forwardings.Step entry : forwardings.history()) {
        text.append(HeaderRule.HISTORY_INFO.start());
        step(entry, point);
      }
    }
  }

  private void step(Forwardings.Step step, ListeningPoint point) {
    text.append("<sip:");
    if (step.user().isEmpty()) {
      text.append(ANONYMOUS); // RFC 7044 §10.1.2
    } else {
      text.append(step.user()).append('@');
      appendHome(point);
    }
    text.append(step.uriHeaders()).append('>').append(step.parameters()).append("\r\n");
  }

  private static boolean goes(HeaderRule rule, Invitation invitation) {
    return rule.goes(invitation.forwardings().believed(), invitation.gateway().terms().trusted());
  }

  /**
   * The INVITE of a leg.
   *
   * @param headers more header lines, each with its line end
   */
  public EncodedRequest invite(
      LegNames names, long sequence, Invitation invitation, ListeningPoint point, String headers) {
    start("INVITE", names.requestUri, names.branch, point, invitation.maxForwards());
    parties(names.from, names.to, names.callId, sequence, "INVITE");
    identity(invitation, point);
    forwardings(invitation, point);
    text.append(ResponseWriter.contact(point, invitation.gateway().uri().sips()));
    text.append(ResponseWriter.ALLOW);
    text.append(ResponseWriter.SUPPORTED).append(headers);
    return encoded("INVITE", sequence, names.branch, point, invitation.offer());
  }

  /** An OPTIONS outside of dialogs that asks a peer whether it is there (RFC 3261 §11.1). */
  public EncodedRequest options(GatewayUri peer, ListeningPoint point) {
    text.setLength(0);
    text.append(peer.sips() ? "sips:" : "sip:");
    appendHost(peer);
    String to = '<' + text.toString() + '>';
    if (peer.transport().isStream() && !peer.sips()) {
      text.append(";transport=").append(peer.transport().label());
    }
    String requestUri = text.toString();
    text.setLength(0);
    text.append("<sip:").append(point.advertisedHost()).append(':').append(point.advertisedPort());
    text.append(">;tag=").append(identifiers.tag());
    String from = text.toString();
    String branch = identifiers.branch();
    start("OPTIONS", requestUri, branch, point, MAX_FORWARDS);
    parties(from, to, identifiers.callId(), 1, "OPTIONS");
    text.append(ResponseWriter.contact(point, peer.sips()));
    text.append("Accept: application/sdp\r\n");
    return encoded("OPTIONS", 1, branch, point, Body.NONE);
  }

  /** The CANCEL of that INVITE (RFC 3261 §9.1): the same names, the same branch. */
  public EncodedRequest cancel(LegNames names, long sequence, ListeningPoint point) {
    start("CANCEL", names.requestUri, names.branch, point, MAX_FORWARDS);
    parties(names.from, names.to, names.callId, sequence, "CANCEL");
    return encoded("CANCEL", sequence, names.branch, point, Body.NONE);
  }

  /** The CANCEL of an INVITE inside a dialog: the same way, the same branch. */
  public EncodedRequest cancel(Dialog dialog, EncodedRequest invite, ListeningPoint point) {
    return within(
        dialog,
        "CANCEL",
        invite.getCSeq().getSeqNumber(),
        invite.getTopmostVia().getBranch(),
        point,
        "",
        Body.NONE);
  }

  /**
   * A request inside a dialog (RFC 3261 §12.2.1.1), with a branch of its own.
   *
   * @param sequence its CSeq: that of the INVITE for an ACK, else the dialog's next
   * @param headers more header lines, each with its line end
   */
  public EncodedRequest within(
      Dialog dialog,
      String method,
      long sequence,
      ListeningPoint point,
      String headers,
      Body body) {
    return within(dialog, method, sequence, identifiers.branch(), point, headers, body);
  }

  private EncodedRequest within(
      Dialog dialog,
      String method,
      long sequence,
      String branch,
      ListeningPoint point,
      String headers,
      Body body) {
    List<String> routes = dialog.routes();
    if (isStrict(routes)) {
      // A strict router takes the request by its own URI, and finds the target last in the list.
      List<String> strict = new ArrayList<>(routes.subList(1, routes.size()));
      strict.add('<' + dialog.remoteTarget() + '>');
      routes = strict;
    }
    start(method, requestUri(dialog), branch, point, MAX_FORWARDS);
    routes.forEach(route -> text.append(HeaderRule.ROUTE.line(route)));
    parties(dialog.local(), dialog.remote(), dialog.callId(), sequence, method);
    text.append(headers);
    return encoded(method, sequence, branch, point, body);
  }

  /** The Request-URI of requests inside a dialog. */
  public static String requestUri(Dialog dialog) {
    List<String> routes = dialog.routes();
    return isStrict(routes) ? bare(routes.getFirst()) : dialog.remoteTarget();
  }

  private static boolean isStrict(List<String> routes) {
    return !routes.isEmpty() && !isLoose(routes.getFirst());
  }

  private static boolean isLoose(String route) {
    return bare(route).contains(";lr");
  }

  /** The URI within angle brackets. */
  private static String bare(String nameAddress) {
    int open = nameAddress.indexOf('<');
    int close = nameAddress.indexOf('>', open + 1);
    return open < 0 || close < 0 ? nameAddress : nameAddress.substring(open + 1, close);
  }

  private void start(
      String method, String uri, String branch, ListeningPoint point, int maxForwards) {
    text.setLength(0);
    text.append(method).append(' ').append(uri).append(" SIP/2.0\r\n");
    text.append(HeaderRule.VIA.start()).append("SIP/2.0/").append(point.carriedBy()).append(' ');
    text.append(point.advertisedHost()).append(':').append(point.advertisedPort());
    text.append(";rport;branch=").append(branch);
    text.append("\r\n").append(HeaderRule.MAX_FORWARDS.start()).append(maxForwards).append("\r\n");
  }

  private void parties(String from, String to, String callId, long sequence, String method) {
    text.append(HeaderRule.FROM.start()).append(from).append("\r\n");
    text.append(HeaderRule.TO.start()).append(to).append("\r\n");
    text.append(HeaderRule.CALL_ID.start()).append(callId).append("\r\n");
    text.append(HeaderRule.CSEQ.start()).append(sequence).append(' ').append(method).append("\r\n");
  }

  private EncodedRequest encoded(
      String method, long sequence, String branch, ListeningPoint point, Body body) {
    try {
      HostPort sentBy = new HostPort();
      sentBy.setHost(new Host(point.advertisedHost()));
      sentBy.setPort(point.advertisedPort());
      Via via = new Via();
      via.setSentBy(sentBy);
      via.setTransport(point.carriedBy().name());
      via.setRPort();
      via.setBranch(branch);
      return new EncodedRequest(Messages.finish(text, body), via, new CSeq(sequence, method));
    } catch (ParseException | RuntimeException e) {
      throw new IllegalStateException("a Via of our own making", e);
    }
  }
}
