package io.tollgate.proxy.config;

import io.tollgate.proxy.admission.AbuseSettings;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code abuse}: how sources that guess and scan are kept out. */
final class AbuseReader {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MONTH = Duration.ofHours(24 * 30);

  private AbuseReader() {}

  static AbuseSettings read(Section section) throws ConfigException {
    Optional<Field> bans = section.find("bans");
    Optional<Field> first = section.find("firstBan");
    Optional<Field> longest = section.find("longestBan");
    Duration firstBan =
        first.isPresent() ? first.get().duration(SECOND, MONTH) : AbuseSettings.DEFAULT.first();
    Duration longestBan =
        longest.isPresent()
            ? longest.get().duration(SECOND, MONTH)
            : AbuseSettings.DEFAULT.longest();
    if (firstBan.compareTo(longestBan) > 0) {
      throw longest
          .orElseGet(first::orElseThrow)
          .wrong("the first ban is longer than the longest", "make firstBan shorter");
    }
    return new AbuseSettings(bans.isEmpty() || bans.get().flag(), firstBan, longestBan);
  }
}
