package io.tollgate.proxy.config;

import io.tollgate.proxy.admission.LoadSettings;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code overload}: when new calls are turned away. */
final class OverloadReader {
  private static final String OFF = "off";
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration MOST = Duration.ofSeconds(1);

  private OverloadReader() {}

  static LoadSettings read(Optional<Field> field) throws ConfigException {
    if (field.isEmpty()) {
      return LoadSettings.DEFAULT;
    }
    if (!field.get().isMapping()) {
      if (field.get().text().equals(OFF)) {
        return LoadSettings.OFF;
      }
      throw field.get().wrong("it is neither off nor a group", "write {delay: 100ms}");
    }
    Optional<Field> delay = field.get().section("delay").find("delay");
    return new LoadSettings(
        true, delay.isPresent() ? delay.get().duration(LEAST, MOST) : LoadSettings.DEFAULT.delay());
  }
}
