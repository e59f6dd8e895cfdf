package io.tollgate.proxy.config;

import io.tollgate.proxy.route.dns.DnsSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code dns}: how names of gateways are looked up. */
final class DnsReader {
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
  private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LONGEST_KEEP = Duration.ofDays(7);

  private DnsReader() {}

  static DnsSettings read(Section section) throws ConfigException {
    Optional<Field> servers = section.find("servers");
    Optional<Field> timeout = section.find("timeout");
    Optional<Field> keep = section.find("keep");
    List<InetSocketAddress> addresses = new ArrayList<>();
    if (servers.isPresent()) {
      for (Field item : servers.get().someItems()) {
        addresses.add(item.parse(Addresses::dnsServer));
      }
    }
    return new DnsSettings(
        addresses,
        timeout.isPresent()
            ? timeout.get().duration(SHORTEST_TIMEOUT, LONGEST_TIMEOUT)
            : DnsSettings.DEFAULT.timeout(),
        keep.isPresent()
            ? keep.get().duration(Duration.ZERO, LONGEST_KEEP)
            : DnsSettings.DEFAULT.keep());
  }
}
