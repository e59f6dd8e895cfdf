package io.tollgate.proxy.route.dns;

import io.tollgate.proxy.net.Transport;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A SIP server as its URI has it, by name.
 *
 * @param host in lower case, without a dot at its end
 * @param port as the URI has it; 0 where it has none, so that SRV records say it
 * @param transport as the URI has it; empty where NAPTR or SRV records say it
 * @param sips whether all hops must be secure
 */
public record ServerName(String host, int port, Optional<Transport> transport, boolean sips) {
  /** A name; what URIs may write in several ways is written in one. */
  public ServerName {
    Objects.requireNonNull(transport);
    host = host.toLowerCase(Locale.ROOT);
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
  }

  /** As a URI. */
  @Override
  public String toString() {
    return (sips ? "sips:" : "sip:")
        + host
        + (port == 0 ? "" : ":" + port)
        + (sips ? "" : transport.map(said -> ";transport=" + said.label()).orElse(""));
  }
}
