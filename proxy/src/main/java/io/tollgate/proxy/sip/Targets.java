package io.tollgate.proxy.sip;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RecordRouteList;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.sip.address.URI;

/**
 * Where requests inside a dialog go: the state of a dialog out of the messages that make it (RFC
 * 3261 §12.1). Names are never looked up here: that would block the loop.
 *
 * <p>Pure functions.
 */
final class Targets {
  private static final String SCHEME = "sip:";
  private static final int DEFAULT_PORT = 5060;

  private Targets() {}

  /**
   * The dialog that our 2xx makes (RFC 3261 §12.1.1). A Contact that is not where the INVITE came
   * from is taken for one behind address translation: requests go to the source instead.
   */
  static Dialog ofRequest(IncomingRequest invite, String localTag) {
    SIPRequest message = invite.message();
    List<String> routes = routes(message);
    String target = target(message, invite.source());
    String to = value((SIPHeader) message.getTo());
    return new Dialog(
        invite.callId(),
        localTag,
        invite.fromTag(),
        to + ";tag=" + localTag,
        value((SIPHeader) message.getFrom()),
        target,
        routes,
        behindNat(routes, target, invite.source()),
        0,
        invite.sequence());
  }

  /**
   * The dialog that their 2xx makes (RFC 3261 §12.1.2).
   *
   * @param from the value of our From
   * @param fallback where the INVITE went
   */
  static Dialog ofResponse(
      SIPResponse response, String localTag, String from, InetSocketAddress fallback) {
    List<String> routes = new ArrayList<>(routes(response));
    Collections.reverse(routes);
    String target = target(response, fallback);
    String toTag = response.getToTag();
    return new Dialog(
        response.getCallId().getCallId(),
        localTag,
        toTag == null ? "" : toTag,
        from,
        value((SIPHeader) response.getTo()),
        target,
        routes,
        literal(routes.isEmpty() ? target : routes.get(0), fallback),
        response.getCSeq().getSeqNumber(),
        -1);
  }

  /**
   * The dialog after a re-INVITE of theirs or a 2xx to one of ours: Contact may be a new one. A
   * peer behind address translation stays where its packets come from, whatever its Contact says.
   */
  static Dialog refresh(Dialog dialog, SIPMessage message, InetSocketAddress source) {
    Optional<String> contact = contact(message);
    if (contact.isEmpty() || contact.get().equals(dialog.remoteTarget())) {
      return dialog;
    }
    String target = contact.get();
    if (!dialog.routes().isEmpty()) {
      return dialog.withRemoteTarget(target, dialog.peer());
    }
    boolean translated = !literal(dialog.remoteTarget(), dialog.peer()).equals(dialog.peer());
    return dialog.withRemoteTarget(
        target, translated ? behindNat(List.of(), target, source) : literal(target, dialog.peer()));
  }

  private static InetSocketAddress behindNat(
      List<String> routes, String target, InetSocketAddress source) {
    if (!routes.isEmpty()) {
      return literal(routes.get(0), source);
    }
    InetSocketAddress contact = literal(target, source);
    return contact.getAddress().equals(source.getAddress()) ? contact : source;
  }

  /**
   * The address in a URI or name-addr; {@code fallback} where it names a host or makes no sense.
   */
  private static InetSocketAddress literal(String uri, InetSocketAddress fallback) {
    int open = uri.indexOf('<') + 1;
    int close = uri.indexOf('>', open);
    String bare = uri.substring(open, close < 0 ? uri.length() : close);
    if (!bare.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return fallback;
    }
    int start = Math.max(SCHEME.length(), bare.lastIndexOf('@') + 1); // users may have parameters
    int end = start;
    while (end < bare.length() && ";?".indexOf(bare.charAt(end)) < 0) {
      end++;
    }
    String hostPort = bare.substring(start, end);
    int colon = hostPort.indexOf(':', hostPort.indexOf(']') + 1);
    String host = colon < 0 ? hostPort : hostPort.substring(0, colon);
    try {
      int port = colon < 0 ? DEFAULT_PORT : Integer.parseInt(hostPort.substring(colon + 1).strip());
      byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host.strip());
      if (bytes == null || port <= 0 || port > 65_535) {
        return fallback;
      }
      return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
    } catch (NumberFormatException | UnknownHostException e) {
      return fallback;
    }
  }

  /** Their Contact; where they give none that could be used, the address that they have. */
  private static String target(SIPMessage message, InetSocketAddress address) {
    return contact(message)
        .orElseGet(
            () -> {
              StringBuilder uri = new StringBuilder(SCHEME);
              Messages.appendHostPort(uri, address);
              return uri.toString();
            });
  }

  private static Optional<String> contact(SIPMessage message) {
    Contact contact = message.getContactHeader();
    if (contact == null || contact.getAddress() == null || contact.isWildCard()) {
      return Optional.empty();
    }
    URI uri = contact.getAddress().getURI();
    if (!(uri instanceof SipUri sip) || sip.getHost() == null) {
      return Optional.empty();
    }
    sip.removeHeaders(); // a Request-URI has none (RFC 3261 §19.1.1)
    return Optional.of(sip.toString());
  }

  private static List<String> routes(SIPMessage message) {
    RecordRouteList list = message.getRecordRouteHeaders();
    if (list == null) {
      return List.of();
    }
    List<String> routes = new ArrayList<>();
    for (RecordRoute route : list) {
      routes.add(value(route));
    }
    return routes;
  }

  /** A header without its name and line end. */
  static String value(SIPHeader header) {
    String line = header.encode();
    return line.substring(line.indexOf(':') + 1).strip();
  }
}
