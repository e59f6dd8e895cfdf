package io.tollgate.proxy.sip;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.address.TelURLImpl;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPRequest;
import io.tollgate.proxy.call.CallRequest;
import io.tollgate.proxy.time.Clock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.sip.address.URI;
import javax.sip.header.Header;
import javax.sip.header.ProxyAuthorizationHeader;
import javax.sip.header.UserAgentHeader;

/** Says what an INVITE says in the words of the call. Pure functions. */
final class CallRequests {
  private static final int MAX_FORWARDS = 70;

  /**
   * Headers that say who calls, the weightiest first; P-Asserted-Identity counts from trusted
   * trunks only.
   */
  private static final List<String> IDENTITIES = List.of("P-Preferred-Identity", "Remote-Party-ID");

  private CallRequests() {}

  /** The request behind an INVITE. */
  static CallRequest of(IncomingRequest invite, Clock clock) {
    SIPRequest message = invite.message();
    URI uri = message.getRequestURI();
    String fromUser = user(message.getFrom().getAddress().getURI());
    return new CallRequest(
        invite.source(),
        uri.toString(),
        user(uri),
        uri instanceof SipUri sip ? sip.getHost() : "",
        fromUser,
        callerNumber(message, fromUser),
        userAgent(message),
        authorizations(message),
        maxForwards(message),
        invite.callId(),
        invite.body(),
        invite.nanos(),
        clock.now());
  }

  /** Hops left; 70 where the header is missing. */
  static int maxForwards(SIPRequest message) {
    return message.getMaxForwards() == null
        ? MAX_FORWARDS
        : message.getMaxForwards().getMaxForwards();
  }

  private static String callerNumber(SIPRequest message, String fromUser) {
    for (String name : IDENTITIES) {
      Header header = message.getHeader(name);
      if (header instanceof SIPHeader identity) {
        return userWithin(Targets.value(identity));
      }
    }
    return fromUser;
  }

  private static String userAgent(SIPRequest message) {
    return message.getHeader(UserAgentHeader.NAME) instanceof SIPHeader header
        ? Targets.value(header)
        : "";
  }

  private static List<String> authorizations(SIPRequest message) {
    if (message.getHeader(ProxyAuthorizationHeader.NAME) == null) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    message
        .getHeaders(ProxyAuthorizationHeader.NAME)
        .forEachRemaining(header -> values.add(Targets.value(header)));
    return values;
  }

  private static String user(URI uri) {
    return switch (uri) {
      case SipUri sip -> sip.getUser() == null ? "" : decoded(sip.getUser());
      case TelURLImpl tel -> tel.isGlobal() ? '+' + tel.getPhoneNumber() : tel.getPhoneNumber();
      default -> "";
    };
  }

  /** The user part of the URI within a name-addr, or the number of a {@code tel:} URI. */
  private static String userWithin(String nameAddress) {
    int open = nameAddress.indexOf('<');
    int colon = nameAddress.indexOf(':', open + 1);
    if (colon < 0) {
      return "";
    }
    int end = colon + 1;
    while (end < nameAddress.length() && "@;>".indexOf(nameAddress.charAt(end)) < 0) {
      end++;
    }
    return decoded(nameAddress.substring(colon + 1, end).strip());
  }

  /** Undoes percent-encoding (RFC 3261 §19.1.2); user parameters are not part of the number. */
  private static String decoded(String user) {
    String bare = user.indexOf(';') < 0 ? user : user.substring(0, user.indexOf(';'));
    if (bare.indexOf('%') < 0) {
      return bare;
    }
    byte[] bytes = bare.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low >= 0) {
        bytes[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        bytes[length++] = bytes[i];
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
