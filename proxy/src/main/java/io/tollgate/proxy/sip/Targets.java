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
import javax.sip.address.URI;

/**
 * Where requests inside a dialog go: the state of a dialog out of the messages that make it (RFC
 * 3261 §12.1). Names are never looked up here: that would block the loop.
 *
 * <p>Pure functions.
 */
final class Targets {
  private static final int DEFAULT_PORT = 5060;

  private Targets() {}

  /**
   * The dialog that our 2xx makes (RFC 3261 §12.1.1). A Contact that is not where the INVITE came
   * from is taken for one behind address translation: requests go to the source instead.
   */
  static Dialog ofRequest(IncomingRequest invite, String localTag) {
    SIPRequest message = invite.message();
    List<String> routes = routes(message);
    String target = target(message);
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
    String target = target(response);
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

  /** The dialog after a re-INVITE of theirs or a 2xx to one of ours: Contact may be a new one. */
  static Dialog refresh(Dialog dialog, SIPMessage message) {
    String target = target(message);
    if (target.isEmpty() || target.equals(dialog.remoteTarget())) {
      return dialog;
    }
    InetSocketAddress peer =
        dialog.routes().isEmpty() ? literal(target, dialog.peer()) : dialog.peer();
    return dialog.withRemoteTarget(target, peer);
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
    int start = uri.indexOf("sip:") + 4;
    if (start < 4) {
      return fallback;
    }
    int end = start;
    while (end < uri.length() && ";?>".indexOf(uri.charAt(end)) < 0) {
      end++;
    }
    String hostPort = uri.substring(Math.max(start, uri.lastIndexOf('@', end - 1) + 1), end);
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

  private static String target(SIPMessage message) {
    Contact contact = message.getContactHeader();
    if (contact == null || contact.getAddress() == null) {
      return "";
    }
    URI uri = contact.getAddress().getURI();
    return uri instanceof SipUri ? uri.toString() : "";
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
