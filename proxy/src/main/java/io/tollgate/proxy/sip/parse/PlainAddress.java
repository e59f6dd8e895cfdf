package io.tollgate.proxy.sip.parse;

import gov.nist.core.Host;
import gov.nist.core.HostPort;
import gov.nist.core.NameValue;
import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.AddressParametersHeader;

/**
 * Reads addresses and {@code sip:} URIs. Each method says whether what came was plain; where it was
 * not, what it read into is of no use.
 */
final class PlainAddress {
  private static final int PORT_DIGITS = 5;

  private PlainAddress() {}

  /** Reads a header's whole value: an address in angle brackets, then parameters. */
  static boolean header(Line line, AddressParametersHeader header) {
    AddressImpl address = new AddressImpl();
    if (!address(line, address)) {
      return false;
    }
    header.setAddress(address);
    line.blanks();
    while (line.reads(';')) {
      line.blanks();
      if (!parameter(line, header)) {
        return false;
      }
      line.blanks();
    }
    return line.atEnd();
  }

  private static boolean parameter(Line line, AddressParametersHeader header) {
    int start = line.position();
    if (!line.reads(Chars.TOKEN)) {
      return false;
    }
    String name = line.since(start);
    if (!line.reads('=')) {
      header.setParameter(new NameValue(name, "", true));
      return true;
    }
    int value = line.position();
    if (!line.reads(Chars.TOKEN)) {
      return false;
    }
    header.setParameter(new NameValue(name, line.since(value), false));
    return true;
  }

  private static boolean address(Line line, AddressImpl address) {
    if (!displayName(line, address) || !line.reads('<')) {
      return false;
    }
    SipUri uri = new SipUri();
    if (!uri(line, uri) || !line.reads('>')) {
      return false;
    }
    address.setAddressType(AddressImpl.NAME_ADDR);
    address.setURI(uri);
    return true;
  }

  private static boolean displayName(Line line, AddressImpl address) {
    if (line.sees('<')) {
      return true;
    }
    if (line.reads('"')) {
      int start = line.position();
      if (!line.readsTo('"')) {
        return false;
      }
      address.setDisplayName(line.since(start).trim());
      line.reads('"');
      line.blanks();
      return true;
    }
    int start = line.position();
    if (!line.reads(Chars.WORDS)) {
      return false;
    }
    address.setDisplayName(line.since(start).trim());
    return true;
  }

  /** Reads a URI of scheme sip, without password and headers, up to what cannot belong to it. */
  static boolean uri(Line line, SipUri uri) {
    if (!line.reads("sip:")) {
      return false;
    }
    int start = line.position();
    if (line.reads(Chars.USER) && line.sees('@')) {
      uri.setUser(line.since(start));
      line.reads('@');
    } else {
      line.goTo(start);
    }
    HostPort hostPort = new HostPort();
    if (!hostPort(line, hostPort)) {
      return false;
    }
    uri.setHostPort(hostPort);
    while (line.reads(';')) {
      if (!parameter(line, uri)) {
        return false;
      }
    }
    return true;
  }

  private static boolean parameter(Line line, SipUri uri) {
    int start = line.position();
    if (!line.reads(Chars.URI_PARAMETER)) {
      return false;
    }
    String name = line.since(start);
    if (!line.reads('=')) {
      uri.setUriParameter(new NameValue(name, "", true));
      return true;
    }
    int value = line.position();
    if (!line.reads(Chars.URI_PARAMETER)) {
      return false;
    }
    uri.setUriParameter(new NameValue(name, line.since(value), false));
    return true;
  }

  /** Reads a name or an IPv4 address, and a port where one follows. */
  static boolean hostPort(Line line, HostPort hostPort) {
    int start = line.position();
    if (!line.reads(Chars.HOST)) {
      return false;
    }
    hostPort.setHost(new Host(line.since(start)));
    if (line.reads(':')) {
      int port = line.number(PORT_DIGITS);
      hostPort.setPort(port);
      return port != Line.NO_NUMBER;
    }
    return true;
  }
}
