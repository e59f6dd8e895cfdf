package io.tollgate.proxy.http.access;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets only requests in that were meant for this server. A web page can have its own host name
 * resolve to 127.0.0.1 (DNS rebinding) and then read, in the operator's browser, what loopback
 * shows; but the browser still names that page's host.
 */
public final class HostCheck {
  /** A host and perhaps a port (RFC 3986 §3.2): a bracketed IPv6 address, or no colon. */
  private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]+\\]|[^:\\[\\]]+)(:\\d*)?");

  private static final Pattern IPV4_LOOPBACK =
      Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

  private final String boundName;

  /** For a server that listens here. */
  public HostCheck(InetSocketAddress bound) {
    this.boundName = bound.getHostString().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether this names the loopback interface or what the server is bound to.
   *
   * @param authority the value of Host, or the authority of an absolute request target
   */
  public boolean admits(String authority) {
    Matcher matcher = AUTHORITY.matcher(authority.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return false;
    }
    String host = matcher.group(1);
    return host.equals("localhost")
        || host.equals(boundName)
        || IPV4_LOOPBACK.matcher(host).matches()
        || host.startsWith("[") && isLoopback(host);
  }

  /** A text in brackets is read as an address and never looked up in the DNS. */
  private static boolean isLoopback(String bracketed) {
    try {
      return InetAddress.ofLiteral(bracketed).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
