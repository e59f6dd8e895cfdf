package io.tollgate.proxy.route.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * How names of gateways are looked up.
 *
 * @param servers whom to ask, in this order; none for those of the operating system
 * @param timeout how long one of them may take
 * @param keep how long an answer is used after its time has run out, where no other is to be had
 */
public record DnsSettings(List<InetSocketAddress> servers, Duration timeout, Duration keep) {
  /** The operating system's servers. */
  public static final DnsSettings DEFAULT =
      new DnsSettings(List.of(), Duration.ofSeconds(2), Duration.ofHours(24));

  public DnsSettings {
    servers = List.copyOf(servers);
  }
}
