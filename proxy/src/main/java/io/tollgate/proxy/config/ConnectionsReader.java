package io.tollgate.proxy.config;

import io.tollgate.proxy.sip.transport.StreamLimits;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code connections}: what TCP and TLS connections may cost. */
final class ConnectionsReader {
  static final String[] FIELDS = {
    "total", "perStranger", "handshakes", "connect", "handshake", "message", "idle"
  };

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST_STEP = Duration.ofMinutes(1);
  private static final int MOST = 1_000_000;

  private ConnectionsReader() {}

  static StreamLimits read(Section section) throws ConfigException {
    StreamLimits usual = StreamLimits.DEFAULT;
    return new StreamLimits(
        number(section, "total", usual.total()),
        number(section, "perStranger", usual.perStranger()),
        number(section, "handshakes", usual.handshakes()),
        time(section, "connect", LONGEST_STEP, usual.connect()),
        time(section, "handshake", LONGEST_STEP, usual.handshake()),
        time(section, "message", LONGEST_STEP, usual.message()),
        time(section, "idle", Duration.ofHours(24), usual.idle()),
        usual.head(),
        usual.body(),
        usual.backlog());
  }

  private static int number(Section section, String name, int unlessSaid) throws ConfigException {
    Optional<Field> field = section.find(name);
    return field.isPresent() ? field.get().wholeNumber(1, MOST) : unlessSaid;
  }

  private static Duration time(Section section, String name, Duration longest, Duration unlessSaid)
      throws ConfigException {
    Optional<Field> field = section.find(name);
    return field.isPresent() ? field.get().duration(SHORTEST, longest) : unlessSaid;
  }
}
