package io.tollgate.proxy.sip.header;

import gov.nist.javax.sip.header.SIPHeader;

/** What a header says. Pure functions. */
public final class HeaderValue {
  private HeaderValue() {}

  /** A header without its name and line end. */
  public static String of(SIPHeader header) {
    String line = header.encode();
    return line.substring(line.indexOf(':') + 1).strip();
  }
}
