package io.tollgate.proxy.call;

import java.net.InetSocketAddress;

/** Socket addresses as records have them. */
final class HostAndPort {

  private HostAndPort() {}

  /** As {@code 192.0.2.9:5060} or {@code [2001:db8::9]:5060}, without a zone. */
  static String of(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    if (host.indexOf(':') < 0) {
      return host + ':' + address.getPort();
    }
    int zone = host.indexOf('%');
    return '[' + (zone < 0 ? host : host.substring(0, zone)) + "]:" + address.getPort();
  }
}
