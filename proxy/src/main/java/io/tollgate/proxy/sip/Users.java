package io.tollgate.proxy.sip;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.address.TelURLImpl;
import java.nio.charset.StandardCharsets;
import javax.sip.address.URI;

/** Whom a URI names. Pure functions. */
final class Users {
  private Users() {}

  /**
   * The user of a {@code sip:} URI, the number of a {@code tel:} URI; empty where there is none.
   */
  static String of(URI uri) {
    return switch (uri) {
      case SipUri sip -> sip.getUser() == null ? "" : decoded(sip.getUser());
      case TelURLImpl tel -> tel.isGlobal() ? '+' + tel.getPhoneNumber() : tel.getPhoneNumber();
      default -> "";
    };
  }

  /** The user part of the URI within a name-addr, or the number of a {@code tel:} URI. */
  static String within(String nameAddress) {
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
