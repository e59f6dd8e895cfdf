package io.tollgate.proxy.sip.reach;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContactList;
import gov.nist.javax.sip.message.SIPRequest;
import io.tollgate.proxy.sip.message.CallRequests;
import io.tollgate.proxy.sip.message.IncomingRequest;
import io.tollgate.proxy.trunk.RegisterRequest;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.StringJoiner;

/** Says what a REGISTER says in the words of the registrar. Pure functions. */
final class RegisterRequests {
  /** More than any client needs; it is kept for as long as the binding holds. */
  private static final int LONGEST_URI = 512;

  private static final int LONGEST_AGENT = 128;

  /** The parameters that count where one URI has them and the other has not (RFC 3261 §19.1.4). */
  private static final List<String> TELLING_PARAMETERS =
      List.of("transport", "user", "ttl", "method", "maddr");

  private RegisterRequests() {}

  /**
   * What is asked for.
   *
   * @throws ParseException where a contact is none that calls could be sent to
   */
  static RegisterRequest of(IncomingRequest request, Instant now) throws ParseException {
    SIPRequest message = request.message();
    List<RegisterRequest.Contact> contacts = new ArrayList<>();
    boolean removesAll = false;
    ContactList list = message.getContactHeaders();
    if (list != null) {
      for (Contact contact : list) {
        if (contact.isWildCard()) {
          removesAll = true;
        } else {
          contacts.add(contact(contact));
        }
      }
    }
    String agent = CallRequests.userAgent(message);
    return new RegisterRequest(
        contacts,
        removesAll,
        message.getExpires() == null
            ? OptionalInt.empty()
            : OptionalInt.of(message.getExpires().getExpires()),
        request.arrival(),
        agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)),
        request.callId(),
        request.sequence(),
        now);
  }

  private static RegisterRequest.Contact contact(Contact contact) throws ParseException {
    if (contact.getAddress() == null
        || !(contact.getAddress().getURI() instanceof SipUri uri)
        || uri.getHost() == null) {
      throw new ParseException("a Contact is no sip URI", 0);
    }
    uri.removeHeaders(); // a Request-URI has none (RFC 3261 §19.1.1)
    String text = uri.toString();
    if (text.length() > LONGEST_URI) {
      throw new ParseException("a Contact is too long", 0);
    }
    int expires = contact.getExpires();
    return new RegisterRequest.Contact(
        text, key(uri), expires < 0 ? OptionalInt.empty() : OptionalInt.of(expires));
  }

  /** Equal for URIs that are the same one (RFC 3261 §19.1.4). */
  private static String key(SipUri uri) {
    StringJoiner key = new StringJoiner(";");
    String user = uri.getUser() == null ? "" : uri.getUser() + "@";
    key.add(
        uri.getScheme().toLowerCase(Locale.ROOT)
            + ":"
            + user
            + uri.getHost().toLowerCase(Locale.ROOT)
            + ":"
            + uri.getPort());
    for (String name : TELLING_PARAMETERS) {
      String value = uri.getParameter(name);
      if (value != null) {
        key.add(name + "=" + value.toLowerCase(Locale.ROOT));
      }
    }
    return key.toString();
  }
}
