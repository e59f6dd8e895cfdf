package io.tollgate.proxy.config;

import io.tollgate.proxy.sip.dialog.SessionTimerSettings;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code calls.sessionTimer}: how calls are kept alive. */
final class SessionTimerReader {
  private static final String OFF = "off";
  private static final Duration LONGEST = Duration.ofHours(24);

  private SessionTimerReader() {}

  static SessionTimerSettings read(Optional<Field> field) throws ConfigException {
    if (field.isEmpty()) {
      return SessionTimerSettings.DEFAULT;
    }
    if (!field.get().isMapping()) {
      if (field.get().text().equals(OFF)) {
        return SessionTimerSettings.OFF;
      }
      throw field.get().wrong("it is neither off nor a group", "write {expires: 30m, min: 90s}");
    }
    Section section = field.get().section("expires", "min");
    Duration least = duration(section.find("min"), SessionTimerSettings.LEAST);
    Optional<Field> expires = section.find("expires");
    Duration longest = duration(expires, SessionTimerSettings.DEFAULT.expires());
    if (longest.compareTo(least) < 0) {
      throw expires
          .orElse(field.get())
          .wrong("expires is shorter than min", "write a longer expires, or a shorter min");
    }
    return new SessionTimerSettings(true, longest, least);
  }

  private static Duration duration(Optional<Field> field, Duration unlessSaid)
      throws ConfigException {
    return field.isPresent()
        ? field.get().duration(SessionTimerSettings.LEAST, LONGEST)
        : unlessSaid;
  }
}
