package io.tollgate.proxy.sip.leg;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RecordRouteList;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.netty.util.NetUtil;
import io.tollgate.proxy.call.Redirect;
import io.tollgate.proxy.net.Nat;
import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.sip.dialog.Dialog;
import io.tollgate.proxy.sip.dialog.Hop;
import io.tollgate.proxy.sip.header.HeaderValue;
import io.tollgate.proxy.sip.header.Messages;
import io.tollgate.proxy.sip.header.Users;
import io.tollgate.proxy.sip.message.IncomingRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
  private static final String TRANSPORT = ";transport=";

  private Targets() {}

  /** The dialog that our 2xx makes (RFC 3261 §12.1.1). */
  static Dialog ofRequest(IncomingRequest invite, String localTag, Nat nat) {
    SIPRequest message = invite.message();
    List<String> routes = routes(message);
    String target = target(message, invite.source());
    String to = HeaderValue.of((SIPHeader) message.getTo());
    return new Dialog(
        invite.callId(),
        localTag,
        invite.fromTag(),
        to + ";tag=" + localTag,
        HeaderValue.of((SIPHeader) message.getFrom()),
        target,
        routes,
        hopTo(routes, target, invite, nat),
        nat,
        0,
        invite.sequence());
  }

  /**
   * The dialog that their 2xx makes (RFC 3261 §12.1.2).
   *
   * @param from the value of our From
   * @param asked where the INVITE went
   */
  static Dialog ofResponse(SIPResponse response, String localTag, String from, Hop asked, Nat nat) {
    List<String> routes = new ArrayList<>(routes(response));
    Collections.reverse(routes);
    String target = target(response, asked.address());
    String toTag = response.getToTag();
    return new Dialog(
        response.getCallId().getCallId(),
        localTag,
        toTag == null ? "" : toTag,
        from,
        HeaderValue.of((SIPHeader) response.getTo()),
        target,
        routes,
        routes.isEmpty() ? hopFrom(target, asked, nat) : hopFrom(routes.get(0), asked, Nat.OFF),
        nat,
        response.getCSeq().getSeqNumber(),
        -1);
  }

  /**
   * The dialog after a re-INVITE of theirs or a 2xx to one of ours: Contact may be a new one, and a
   * peer that has come back by another connection is found there.
   */
  static Dialog refresh(Dialog dialog, SIPMessage message, InetSocketAddress source) {
    Hop hop = dialog.hop();
    boolean back =
        hop.transport().isStream() && (dialog.nat() == Nat.AUTO || isAt(hop.address(), source));
    InetSocketAddress flow = back ? source : hop.flow();
    String target = contact(message).orElse(dialog.remoteTarget());
    if (target.equals(dialog.remoteTarget()) || !dialog.routes().isEmpty()) {
      return dialog.withRemoteTarget(target, new Hop(hop.transport(), hop.address(), flow));
    }
    InetSocketAddress address =
        dialog.nat() == Nat.AUTO ? behindNat(target, source) : literal(target, hop.address());
    return dialog.withRemoteTarget(
        target,
        hop.transport().isStream() && isAt(address, source)
            ? new Hop(hop.transport(), address, source)
            : Hop.to(hop.transport(), address));
  }

  /** Where the requests of a dialog go that a peer has opened. */
  private static Hop hopTo(List<String> routes, String target, IncomingRequest invite, Nat nat) {
    InetSocketAddress source = invite.source();
    Transport cameBy = invite.point().carriedBy();
    String next = routes.isEmpty() ? target : routes.get(0);
    Optional<InetSocketAddress> named = literal(next);
    boolean isSource = named.filter(at -> isAt(at, source)).isPresent();
    Transport wanted = transport(next).orElse(cameBy);
    if (wanted != cameBy && isSource) {
      return Hop.to(wanted, named.get()); // it can be reached, and says how
    }
    if (nat == Nat.OFF && named.isPresent() && !isSource) {
      return Hop.to(wanted, named.get()); // not over the connection that leads elsewhere
    }
    InetSocketAddress address =
        isSource || !routes.isEmpty() ? named.orElse(source) : source; // else behind translation
    return cameBy.isStream() ? new Hop(cameBy, address, source) : Hop.to(cameBy, address);
  }

  /** Where the requests of a dialog go that we have opened. */
  private static Hop hopFrom(String next, Hop asked, Nat nat) {
    InetSocketAddress address =
        nat == Nat.AUTO ? behindNat(next, asked.address()) : literal(next, asked.address());
    Transport wanted = transport(next).orElse(asked.transport());
    boolean same = wanted == asked.transport() && isAt(address, asked.address());
    return same && wanted.isStream()
        ? new Hop(wanted, address, asked.flow()) // the connection is there: no need for another
        : Hop.to(wanted, address);
  }

  private static InetSocketAddress behindNat(String target, InetSocketAddress source) {
    InetSocketAddress contact = literal(target, source);
    return isAt(contact, source) ? contact : source;
  }

  /** Whether both are of one host. */
  private static boolean isAt(InetSocketAddress address, InetSocketAddress source) {
    return address.getAddress().equals(source.getAddress());
  }

  private static InetSocketAddress literal(String uri, InetSocketAddress fallback) {
    return literal(uri).orElse(fallback);
  }

  /** What a URI asks to be carried by (RFC 3261 §19.1.1); nothing where it does not say. */
  static Optional<Transport> transport(String uri) {
    int open = uri.indexOf('<') + 1;
    int close = uri.indexOf('>', open);
    String bare = uri.substring(open, close < 0 ? uri.length() : close);
    if (bare.regionMatches(true, 0, "sips:", 0, 5)) {
      return Optional.of(Transport.TLS);
    }
    String lower = bare.toLowerCase(Locale.ROOT);
    int at = lower.indexOf(TRANSPORT, lower.lastIndexOf('@') + 1);
    if (at < 0) {
      return Optional.empty();
    }
    int end = at + TRANSPORT.length();
    while (end < lower.length() && ";?&".indexOf(lower.charAt(end)) < 0) {
      end++;
    }
    return Transport.of(lower.substring(at + TRANSPORT.length(), end));
  }

  /** The address in a URI or name-addr; nothing where it names a host or makes no sense. */
  private static Optional<InetSocketAddress> literal(String uri) {
    int open = uri.indexOf('<') + 1;
    int close = uri.indexOf('>', open);
    String bare = uri.substring(open, close < 0 ? uri.length() : close);
    int scheme = bare.indexOf(':') + 1;
    if (scheme == 0
        || !bare.regionMatches(true, 0, SCHEME, 0, scheme)
            && !bare.regionMatches(true, 0, "sips:", 0, scheme)) {
      return Optional.empty();
    }
    int start = Math.max(scheme, bare.lastIndexOf('@') + 1); // users may have parameters
    int end = start;
    while (end < bare.length() && ";?".indexOf(bare.charAt(end)) < 0) {
      end++;
    }
    String hostPort = bare.substring(start, end);
    int colon = hostPort.indexOf(':', hostPort.indexOf(']') + 1);
    String host = colon < 0 ? hostPort : hostPort.substring(0, colon);
    try {
      int port =
          colon < 0
              ? transport(uri).orElse(Transport.UDP).defaultPort()
              : Integer.parseInt(hostPort.substring(colon + 1).strip());
      byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host.strip());
      if (bytes == null || port <= 0 || port > 65_535) {
        return Optional.empty();
      }
      return Optional.of(new InetSocketAddress(InetAddress.getByAddress(bytes), port));
    } catch (NumberFormatException | UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Where a 3xx sends the call: its Contacts that name an address, the most wanted first. */
  static List<Redirect> redirects(SIPResponse response) {
    if (response.getContactHeaders() == null) {
      return List.of();
    }
    List<Contact> contacts = new ArrayList<>();
    for (Contact contact : response.getContactHeaders()) {
      if (!contact.isWildCard()
          && contact.getAddress() != null
          && contact.getAddress().getURI() instanceof SipUri uri
          && uri.getHost() != null) {
        contacts.add(contact);
      }
    }
    contacts.sort(Comparator.comparing(Targets::preference).reversed());
    List<Redirect> redirects = new ArrayList<>();
    for (Contact contact : contacts) {
      URI uri = contact.getAddress().getURI();
      literal(uri.toString()).ifPresent(at -> redirects.add(new Redirect(Users.of(uri), at)));
    }
    return redirects;
  }

  /** RFC 3261 §20.10; 1 where a Contact does not say. */
  private static float preference(Contact contact) {
    return contact.getQValue() < 0 ? 1 : contact.getQValue();
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
      routes.add(HeaderValue.of(route));
    }
    return routes;
  }
}
