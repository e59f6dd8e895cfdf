package io.tollgate.proxy.config;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.GatewayUri;
import io.tollgate.proxy.route.dns.ServerName;
import io.tollgate.proxy.sip.ListenSettings.Advertised;
import io.tollgate.proxy.trunk.AddressPrefix;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads addresses with ports. Names are not looked up: an edge must not wait for DNS to start. */
final class Addresses {
  private static final Pattern IPV4_OR_NAME = Pattern.compile("([^\\[\\]:/@\\s]+)(?::(\\d{1,5}))?");
  private static final Pattern IPV6 = Pattern.compile("\\[([0-9A-Fa-f:.]+)\\](?::(\\d{1,5}))?");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
  private static final Pattern SIP_URI =
      Pattern.compile("(sips?):([^;?@]+)(;transport=(\\w+))?", Pattern.CASE_INSENSITIVE);
  private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern DNS_NAME =
      Pattern.compile("(?=.{1,254}$)" + LABEL + "(\\." + LABEL + ")*\\.?");
  private static final int DNS_PORT = 53;
  private static final int MAX_PORT = 65_535;

  private Addresses() {}

  /** {@code 127.0.0.1:5060} or {@code [::1]:5060}; port 0 takes a free one. */
  static InetSocketAddress bind(String text) {
    HostPort read = HostPort.of(text, "127.0.0.1:5060 or [::1]:5060");
    if (read.port < 0) {
      throw new IllegalArgumentException("'" + text + "' has no port; write " + text + ":5060");
    }
    return new InetSocketAddress(read.address(), read.port);
  }

  /** {@code 192.0.2.1}, {@code sip.example.com:5060}: what peers are told. */
  static Advertised advertised(String text) {
    HostPort read = HostPort.of(text, "192.0.2.1:5060 or sip.example.com");
    return new Advertised(
        read.host.contains(":") ? read.host : host(read.host), Math.max(read.port, 0));
  }

  /** {@code sip.example.com}, {@code 192.0.2.1}: a host without a port. */
  static String host(String text) {
    if (!HOST.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a host; write an address or a name");
    }
    return text;
  }

  /** {@code 192.0.2.53}, {@code [2001:db8::53]:5353}: a DNS server. */
  static InetSocketAddress dnsServer(String text) {
    HostPort read = HostPort.of(text, "192.0.2.53 or [2001:db8::53]:5353");
    if (read.port == 0) {
      throw new IllegalArgumentException("port 0 is nobody's; write one from 1 to " + MAX_PORT);
    }
    return new InetSocketAddress(read.address(), read.port < 0 ? DNS_PORT : read.port);
  }

  /** A name as DNS has them. */
  static String name(String text) {
    if (!DNS_NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is neither an address nor a name; write sip.example.net");
    }
    return text;
  }

  /** {@code sip:192.0.2.9:5060;transport=tcp}: where a gateway is. */
  static GatewayUri gateway(String text) {
    Matcher uri = SIP_URI.matcher(text);
    if (!uri.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a gateway's URI; write sip:192.0.2.9:5060, or demo");
    }
    boolean sips = uri.group(1).equalsIgnoreCase("sips");
    String said = uri.group(4) == null ? sips ? "tls" : "udp" : uri.group(4);
    Transport transport =
        Transport.of(said)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'"
                            + text
                            + "' asks for a transport that is not supported;"
                            + " write transport=udp, tcp or tls"));
    if (sips && transport == Transport.UDP) {
      throw new IllegalArgumentException("'" + text + "' cannot be secure over udp; write sip:");
    }
    HostPort read = HostPort.of(uri.group(2), "sip:192.0.2.9:5060");
    if (read.isName()) {
      return GatewayUri.of(
          new ServerName(
              name(read.host),
              Math.max(read.port, 0),
              sips
                  ? Optional.of(Transport.TLS)
                  : uri.group(4) == null ? Optional.empty() : Optional.of(transport),
              sips));
    }
    if (read.port == 0) {
      throw new IllegalArgumentException("port 0 is nobody's; write one from 1 to " + MAX_PORT);
    }
    Transport carriedBy = sips ? Transport.TLS : transport; // sips over tcp is TLS (RFC 3261 §26.2)
    int port = read.port < 0 ? carriedBy.defaultPort() : read.port;
    return new GatewayUri(
        new InetSocketAddress(read.address(), port), carriedBy, sips, Optional.empty());
  }

  /** A host as it is written, without brackets, and a port, -1 where there is none. */
  private record HostPort(String host, int port) {

    static HostPort of(String text, String example) {
      Matcher matcher = (text.startsWith("[") ? IPV6 : IPV4_OR_NAME).matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "'" + text + "' is not an address with a port; write " + example);
      }
      int port = matcher.group(2) == null ? -1 : Integer.parseInt(matcher.group(2));
      if (port > MAX_PORT) {
        throw new IllegalArgumentException(
            port + " is not a port; write one from 0 to " + MAX_PORT);
      }
      return new HostPort(matcher.group(1), port);
    }

    /** Whether it is a name: a last label of digits alone is none (RFC 1123 §2.1). */
    boolean isName() {
      return !host.contains(":") && !host.matches("(.*\\.)?[0-9]*");
    }

    InetAddress address() {
      try {
        AddressPrefix.parse(host);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "'" + host + "' is not an IP address; write one, names are not looked up", e);
      }
      return InetAddress.ofLiteral(host);
    }
  }
}
