package io.tollgate.proxy.config;

import io.tollgate.proxy.route.health.BreakerSettings;
import io.tollgate.proxy.route.health.HealthSettings;
import io.tollgate.proxy.route.health.ProbeSettings;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code probe} and {@code breaker}: how it is seen whether a peer is there. */
final class HealthReader {
  private static final String OFF = "off";
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(500);
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MOST_FAILURES = 1000;
  private static final int MOST_JITTER = 50;

  private HealthReader() {}

  /** What {@code section} says; what it leaves out is as {@code otherwise} has it. */
  static HealthSettings read(Section section, HealthSettings otherwise) throws ConfigException {
    Optional<Field> probe = section.find("probe");
    Optional<Field> breaker = section.find("breaker");
    return new HealthSettings(
        breaker.isPresent() ? breaker(breaker.get(), otherwise.breaker()) : otherwise.breaker(),
        probe.isPresent()
            ? probe(probe.get(), otherwise.probe().orElse(ProbeSettings.DEFAULT))
            : otherwise.probe());
  }

  private static Optional<ProbeSettings> probe(Field field, ProbeSettings otherwise)
      throws ConfigException {
    if (!field.isMapping()) {
      if (!field.text().equals(OFF)) {
        throw field.wrong(
            "'" + field.text() + "' says nothing", "write off, or {interval: 30s, timeout: 2s}");
      }
      return Optional.empty();
    }
    Section section = field.section("interval", "jitter", "timeout");
    Optional<Field> interval = section.find("interval");
    Optional<Field> jitter = section.find("jitter");
    Optional<Field> timeout = section.find("timeout");
    Duration every =
        interval.isPresent()
            ? interval.get().duration(SHORTEST_INTERVAL, HOUR)
            : otherwise.interval();
    int percent =
        jitter.isPresent() ? jitter.get().wholeNumber(0, MOST_JITTER) : otherwise.jitterPercent();
    Duration within =
        timeout.isPresent() ? timeout.get().duration(SHORTEST_TIMEOUT, HOUR) : otherwise.timeout();
    return Optional.of(
        timeout
            .or(() -> interval)
            .orElse(field)
            .make(() -> new ProbeSettings(every, percent, within)));
  }

  private static BreakerSettings breaker(Field field, BreakerSettings otherwise)
      throws ConfigException {
    Section section = field.section("failures", "pause", "longestPause");
    Optional<Field> failures = section.find("failures");
    Optional<Field> pause = section.find("pause");
    Optional<Field> longest = section.find("longestPause");
    Duration first =
        pause.isPresent() ? pause.get().duration(SHORTEST_TIMEOUT, HOUR) : otherwise.pause();
    Duration last =
        longest.isPresent()
            ? longest.get().duration(SHORTEST_TIMEOUT, HOUR)
            : otherwise.longestPause();
    if (last.compareTo(first) < 0) {
      throw longest
          .or(() -> pause)
          .orElse(field)
          .wrong("pauses could only become shorter", "make longestPause at least as long as pause");
    }
    return new BreakerSettings(
        failures.isPresent() ? failures.get().wholeNumber(1, MOST_FAILURES) : otherwise.failures(),
        first,
        last);
  }
}
