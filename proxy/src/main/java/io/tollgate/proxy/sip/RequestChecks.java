package io.tollgate.proxy.sip;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.address.TelURLImpl;
import gov.nist.javax.sip.message.SIPRequest;
import io.tollgate.proxy.call.Refusal;
import io.tollgate.proxy.cause.HangupCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sip.address.URI;
import javax.sip.header.ProxyRequireHeader;
import javax.sip.header.RequireHeader;

/**
 * What is wrong with a request whatever it wants, in the order in which it answers: version, CSeq,
 * scheme, hops, extensions, method. Pure functions.
 */
final class RequestChecks {
  private static final Set<String> METHODS = Set.of("INVITE", "ACK", "CANCEL", "BYE");

  private static final byte[] SIP_2 = {' ', 'S', 'I', 'P', '/', '2', '.', '0'};

  private RequestChecks() {}

  /** Why a request is refused before anybody asks whose it is. */
  static Optional<Refusal> check(SIPRequest request) {
    if (!request.getMethod().equals(request.getCSeq().getMethod())) {
      return refuse(HangupCause.BAD_REQUEST, "CSeq names another method");
    }
    if (request.getFromTag() == null || request.getFromTag().isEmpty()) {
      return refuse(HangupCause.BAD_REQUEST, "From has no tag");
    }
    URI uri = request.getRequestURI();
    if (!(uri instanceof SipUri || uri instanceof TelURLImpl)) {
      return refuse(HangupCause.BAD_SCHEME, "neither sip, sips nor tel");
    }
    if (CallRequests.maxForwards(request) <= 0) {
      return refuse(HangupCause.HOPS, "Max-Forwards is used up");
    }
    if (!required(request).isEmpty()) {
      return refuse(HangupCause.EXTENSION_REQUIRED, "the edge has no SIP extensions");
    }
    if (!METHODS.contains(request.getMethod())) {
      return refuse(HangupCause.METHOD_NOT_ALLOWED, "only INVITE, ACK, CANCEL and BYE are taken");
    }
    return Optional.empty();
  }

  /**
   * Whether a request's first line ends in {@code SIP/2.0}; JAIN-SIP's parser takes any version for
   * that. Line breaks before the first line do not count (RFC 3261 §7.5).
   */
  static boolean speaksSip2(byte[] message) {
    int end = 0;
    while (end < message.length && message[end] >= 0 && message[end] < ' ') {
      end++;
    }
    while (end < message.length && message[end] != '\r' && message[end] != '\n') {
      end++;
    }
    for (int i = 0; i < SIP_2.length; i++) {
      int at = end - SIP_2.length + i;
      if (at < 0 || Character.toUpperCase(message[at]) != SIP_2[i]) {
        return false;
      }
    }
    return true;
  }

  /** {@code Unsupported} for a request that insists on extensions; empty for any other. */
  static String unsupported(SIPRequest request) {
    List<String> tags = required(request);
    return tags.isEmpty() ? "" : "Unsupported: " + String.join(", ", tags) + "\r\n";
  }

  /** The option tags that a request insists on. */
  static List<String> required(SIPRequest request) {
    if (request.getHeader(RequireHeader.NAME) == null
        && request.getHeader(ProxyRequireHeader.NAME) == null) {
      return List.of();
    }
    List<String> tags = new ArrayList<>();
    request
        .getHeaders(RequireHeader.NAME)
        .forEachRemaining(header -> tags.add(((RequireHeader) header).getOptionTag()));
    request
        .getHeaders(ProxyRequireHeader.NAME)
        .forEachRemaining(header -> tags.add(((ProxyRequireHeader) header).getOptionTag()));
    return tags;
  }

  private static Optional<Refusal> refuse(HangupCause cause, String why) {
    return Optional.of(Refusal.of(cause, why));
  }
}
