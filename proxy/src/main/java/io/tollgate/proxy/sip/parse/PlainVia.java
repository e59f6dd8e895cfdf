package io.tollgate.proxy.sip.parse;

import gov.nist.core.HostPort;
import gov.nist.core.NameValue;
import gov.nist.javax.sip.header.Via;

/** Reads a Via of one hop over UDP, TCP or TLS (RFC 3261 §20.42). */
final class PlainVia {
  private PlainVia() {}

  /** Whether it was plain; where it was not, the header that was read into is of no use. */
  static boolean read(Line line, Via via) {
    if (!line.reads("SIP/2.0/") || !transport(line, via) || !line.reads(' ')) {
      return false;
    }
    HostPort sentBy = new HostPort();
    if (!PlainAddress.hostPort(line, sentBy)) {
      return false;
    }
    via.setSentBy(sentBy);
    while (line.reads(';')) {
      if (!parameter(line, via)) {
        return false;
      }
    }
    return line.atEnd();
  }

  private static boolean transport(Line line, Via via) {
    if (line.reads("UDP")) {
      return true; // as it stands in a new one
    }
    if (line.reads("TCP")) {
      via.getSentProtocol().setTransport("TCP");
      return true;
    }
    if (line.reads("TLS")) {
      via.getSentProtocol().setTransport("TLS");
      return true;
    }
    return false;
  }

  private static boolean parameter(Line line, Via via) {
    int start = line.position();
    if (!line.reads(Chars.LOWER_TOKEN)) {
      return false;
    }
    String name = line.since(start);
    if (!line.reads('=')) {
      via.setParameter(new NameValue(name, null));
      return !name.equals(Via.BRANCH);
    }
    int value = line.position();
    if (!line.reads(Chars.TOKEN)) {
      return false;
    }
    via.setParameter(new NameValue(name, line.since(value)));
    return true;
  }
}
