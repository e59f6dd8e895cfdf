package io.tollgate.proxy.sip.header;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPRequest;
import io.tollgate.proxy.call.ClaimedIdentity;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.sip.address.Address;
import javax.sip.header.Header;
import javax.sip.header.HeaderAddress;

/** Reads who an INVITE says is calling. Pure functions. */
public final class ClaimedIdentities {
  private static final String PREFERRED = "P-Preferred-Identity";
  private static final String REMOTE_PARTY = "Remote-Party-ID";
  private static final String ANONYMOUS = "anonymous";

  /** The host of an anonymous From (RFC 3323 §4.1.1.3). */
  private static final String ANONYMOUS_HOST = "anonymous.invalid";

  private ClaimedIdentities() {}

  /** All that an INVITE says of it. */
  public static ClaimedIdentity of(SIPRequest message) {
    Address from = message.getFrom().getAddress();
    String fromUser = Users.of(from.getURI());
    RemoteParty party = remoteParty(message);
    return new ClaimedIdentity(
        identities(message, HeaderRule.P_ASSERTED_IDENTITY.header()),
        identities(message, PREFERRED),
        party.users,
        fromUser,
        party.restricted || isAnonymous(from, fromUser) || wantsPrivacy(message));
  }

  private static boolean isAnonymous(Address from, String user) {
    return user.equalsIgnoreCase(ANONYMOUS)
        || from.getURI() instanceof SipUri sip && ANONYMOUS_HOST.equalsIgnoreCase(sip.getHost());
  }

  private static List<String> identities(SIPRequest message, String name) {
    if (!message.hasHeader(name)) {
      return List.of();
    }
    List<String> users = new ArrayList<>(2);
    for (Iterator<?> headers = message.getHeaders(name); headers.hasNext(); ) {
      users.add(
          switch (headers.next()) {
            case HeaderAddress identity -> Users.of(identity.getAddress().getURI());
            case SIPHeader other -> Users.within(HeaderValue.of(other));
            default -> "";
          });
    }
    return users;
  }

  /** What Remote-Party-ID says of the calling party (draft-ietf-sip-privacy-04). */
  private record RemoteParty(List<String> users, boolean restricted) {
    private static final RemoteParty NONE = new RemoteParty(List.of(), false);
  }

  private static RemoteParty remoteParty(SIPRequest message) {
    if (!message.hasHeader(REMOTE_PARTY)) {
      return RemoteParty.NONE;
    }
    for (Iterator<?> headers = message.getHeaders(REMOTE_PARTY); headers.hasNext(); ) {
      String value = HeaderValue.of((SIPHeader) headers.next());
      String parameters = parameters(value);
      if (!parameters.contains(";party=called")) {
        boolean restricted =
            parameters.contains(";privacy=full") || parameters.contains(";privacy=uri");
        return new RemoteParty(List.of(Users.within(value)), restricted);
      }
    }
    return RemoteParty.NONE;
  }

  /** What follows the angle brackets, in lower case and without blanks or quotation marks. */
  private static String parameters(String value) {
    String tail = value.substring(value.indexOf('>') + 1).toLowerCase(Locale.ROOT);
    return tail.replace(" ", "").replace("\t", "").replace("\"", "");
  }

  private static boolean wantsPrivacy(SIPRequest message) {
    if (!message.hasHeader(HeaderRule.PRIVACY.header())) {
      return false;
    }
    for (Iterator<?> headers = message.getHeaders(HeaderRule.PRIVACY.header());
        headers.hasNext(); ) {
      if (headers.next() instanceof Header header && hides(HeaderValue.of((SIPHeader) header))) {
        return true;
      }
    }
    return false;
  }

  /** {@code full} is older than RFC 3323 and still sent. */
  private static boolean hides(String privacy) {
    for (String word : privacy.split("[;, ]")) {
      switch (word.toLowerCase(Locale.ROOT)) {
        case "id", "user", "header", "full" -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }
}
