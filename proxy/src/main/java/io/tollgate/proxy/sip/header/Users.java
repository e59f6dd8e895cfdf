package io.tollgate.proxy.sip.header;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.address.TelURLImpl;
import java.nio.charset.StandardCharsets;
import javax.sip.address.URI;

/**
 * Whom a URI names: a telephone-subscriber, as often as not (RFC 3261 §19.1.6, RFC 3966 §3), so its
 * parameters are part of it; dial plans read them.
 *
 * <p>Pure functions.
 */
public final class Users {
  private Users() {}

  /**
   * The user of a {@code sip:} URI with its parameters, the number of a {@code tel:} URI with those
   * that say something of it; empty where there is none.
   */
  public static String of(URI uri) {
    return switch (uri) {
      case SipUri sip -> sip.getUser() == null ? "" : decoded(sip.getUser());
      case TelURLImpl tel -> ofTel(tel);
      default -> "";
    };
  }

  /** The same without parameters: a name, not a number. */
  public static String bare(URI uri) {
    String user = of(uri);
    int end = user.indexOf(';');
    return end < 0 ? user : user.substring(0, end);
  }

  private static String ofTel(TelURLImpl tel) {
    String number = tel.isGlobal() ? '+' + tel.getPhoneNumber() : tel.getPhoneNumber();
    StringBuilder text = new StringBuilder(decoded(number));
    appendParameter(text, tel, "phone-context");
    appendParameter(text, tel, "ext");
    return text.toString();
  }

  private static void appendParameter(StringBuilder text, TelURLImpl tel, String name) {
    if (tel.getParameters().hasNameValue(name)) {
      String value = tel.getParameter(name);
      text.append(';').append(name).append('=').append(value == null ? "" : decoded(value));
    }
  }

  /**
   * The user part of the URI within a name-addr, or the number of a {@code tel:} URI. Without angle
   * brackets, what follows a semicolon is of the header and not of the URI (RFC 3261 §20).
   */
  static String within(String nameAddress) {
    int open = nameAddress.indexOf('<');
    int colon = nameAddress.indexOf(':', open + 1);
    if (colon < 0) {
      return "";
    }
    String stops = open < 0 ? "@;" : "@>";
    int end = colon + 1;
    while (end < nameAddress.length() && stops.indexOf(nameAddress.charAt(end)) < 0) {
      end++;
    }
    return decoded(nameAddress.substring(colon + 1, end).strip());
  }

  /** Undoes percent-encoding (RFC 3261 §19.1.2). */
  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
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
