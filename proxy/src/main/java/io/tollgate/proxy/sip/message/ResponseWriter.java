package io.tollgate.proxy.sip.message;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.RecordRouteList;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.message.SIPRequest;
import io.tollgate.proxy.call.Body;
import io.tollgate.proxy.call.PriceNotice;
import io.tollgate.proxy.call.Refusal;
import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.sip.header.HeaderRule;
import io.tollgate.proxy.sip.header.Messages;
import io.tollgate.proxy.sip.header.ReasonPhrases;
import io.tollgate.proxy.sip.header.Reasons;
import io.tollgate.proxy.sip.transport.EncodedResponse;
import io.tollgate.proxy.sip.transport.ListeningPoint;
import java.util.Optional;

/**
 * Writes responses (RFC 3261 §8.2.6) straight to bytes. What all responses to one request have in
 * common, its {@link #head head}, is written once.
 *
 * <p>Confined to its loop, whose one buffer it reuses.
 */
public final class ResponseWriter {
  /** The methods that calls take. */
  public static final String ALLOW = MethodPolicy.allow();

  /** The extensions that the edge has. */
  public static final String SUPPORTED = HeaderRule.SUPPORTED.line("timer");

  private final StringBuilder text = new StringBuilder(2048);
  private final String edgeName;

  /**
   * Writes responses of an edge.
   *
   * @param edgeName the agent in Warning headers; a host name or token
   */
  public ResponseWriter(String edgeName) {
    this.edgeName = edgeName;
  }

  /**
   * The headers that every response to {@code request} repeats, with our tag in To where there was
   * none.
   */
  public String head(IncomingRequest request, String localTag) {
    text.setLength(0);
    SIPRequest message = request.message();
    message.getViaHeaders().forEach(via -> via.encode(text));
    RecordRouteList recordRoutes = message.getRecordRouteHeaders();
    if (recordRoutes != null) {
      recordRoutes.forEach(route -> route.encode(text));
    }
    ((SIPHeader) message.getFrom()).encode(text);
    To to = (To) message.getTo();
    to.encode(text);
    if (!to.hasTag()) {
      text.setLength(text.length() - 2);
      text.append(";tag=").append(localTag).append("\r\n");
    }
    ((SIPHeader) message.getCallId()).encode(text);
    ((SIPHeader) message.getCSeq()).encode(text);
    return text.toString();
  }

  /**
   * A whole response.
   *
   * @param head what {@link #head} wrote
   * @param headers more header lines, each with its line end
   */
  public byte[] write(int status, String head, String headers, Body body) {
    text.setLength(0);
    text.append("SIP/2.0 ").append(status).append(' ').append(ReasonPhrases.of(status));
    text.append("\r\n").append(head).append(headers);
    return Messages.finish(text, body);
  }

  /** The same, as a transaction wants it. */
  public EncodedResponse encode(
      IncomingRequest request, int status, String head, String headers, Body body) {
    return new EncodedResponse(
        status,
        write(status, head, headers, body),
        request.message().getTopmostVia(),
        (CSeq) request.message().getCSeq());
  }

  /** The headers of a refusal: why, by Q.850 (RFC 6432) and in words, and when to try again. */
  public String refusalHeaders(Refusal refusal) {
    StringBuilder headers = new StringBuilder(160);
    switch (refusal.telling()) {
      case CAUSE_AND_WORDS -> {
        headers.append(Reasons.header(refusal.q850()));
        appendWarning(headers, refusal.cause().code(), refusal.why());
      }
      case CAUSE -> headers.append(Reasons.header(refusal.q850()));
      case NOTHING -> {}
    }
    for (String challenge : refusal.challenges()) {
      headers
          .append(
              refusal.isByServer() ? "WWW-Authenticate: " : HeaderRule.PROXY_AUTHENTICATE.start())
          .append(challenge)
          .append("\r\n");
    }
    if (!refusal.contact().isEmpty()) {
      headers.append(HeaderRule.CONTACT.line(refusal.contact()));
    }
    switch (refusal.cause()) {
      case CPS_TRUNK, CPS_ACCOUNT -> headers.append(HeaderRule.RETRY_AFTER.line("1"));
      case OVERLOAD -> headers.append(HeaderRule.RETRY_AFTER.line("5"));
      case METHOD_NOT_ALLOWED -> headers.append(ALLOW);
      default -> {}
    }
    return headers.toString();
  }

  /** {@code Warning: 399 edge "code: why"} (RFC 3261 §20.43). */
  public String warning(String code, String why) {
    StringBuilder header = new StringBuilder(80);
    appendWarning(header, code, why);
    return header.toString();
  }

  private void appendWarning(StringBuilder headers, String code, String why) {
    headers
        .append(HeaderRule.WARNING.start())
        .append("399 ")
        .append(edgeName)
        .append(" \"")
        .append(code)
        .append(": ");
    Messages.appendQuoted(headers, why);
    headers.append("\"\r\n");
  }

  /** {@code X-Tollgate-Rate}: what an answered call costs; nothing where nobody is to be told. */
  public static String rate(Optional<PriceNotice> price) {
    return price.map(notice -> HeaderRule.RATE.line(notice.text())).orElse("");
  }

  /**
   * {@code Contact} of ours on this listening point.
   *
   * @param sips whether the other side asked for a {@code sips:} resource, and so must we (RFC 3261
   *     §12.1.1)
   */
  public static String contact(ListeningPoint point, boolean sips) {
    String address = point.advertisedHost() + ':' + point.advertisedPort();
    Transport transport = point.carriedBy();
    if (sips) {
      return HeaderRule.CONTACT.line("<sips:" + address + '>');
    }
    return transport.isStream()
        ? HeaderRule.CONTACT.line("<sip:" + address + ";transport=" + transport.label() + '>')
        : HeaderRule.CONTACT.line("<sip:" + address + '>');
  }
}
