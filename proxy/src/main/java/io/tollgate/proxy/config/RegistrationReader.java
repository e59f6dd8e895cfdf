package io.tollgate.proxy.config;

import io.tollgate.proxy.trunk.AuthMode;
import io.tollgate.proxy.trunk.OtherMethods;
import io.tollgate.proxy.trunk.RegistrationSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code registration}, and which trunks may use REGISTER and OPTIONS. */
final class RegistrationReader {
  /** The fields of a trunk that are read here. */
  static final List<String> FIELDS = List.of("registration", "options");

  private static final Duration LONGEST = Duration.ofHours(24);

  private RegistrationReader() {}

  static RegistrationSettings read(Section section) throws ConfigException {
    RegistrationSettings unlessSaid = RegistrationSettings.DEFAULT;
    Duration min =
        duration(section, "minExpires", Duration.ofSeconds(1), Duration.ofHours(1))
            .orElse(unlessSaid.minExpires());
    Optional<Duration> wantedMax = duration(section, "maxExpires", min, LONGEST);
    Duration max = wantedMax.orElse(longer(unlessSaid.maxExpires(), min));
    Duration otherwise =
        duration(section, "defaultExpires", min, max)
            .orElse(shorter(longer(unlessSaid.defaultExpires(), min), max));
    Optional<Field> contacts = section.find("contacts");
    return new RegistrationSettings(
        min,
        otherwise,
        max,
        contacts.isPresent()
            ? contacts.get().wholeNumber(1, RegistrationSettings.MAX_CONTACTS)
            : unlessSaid.contacts());
  }

  private static Optional<Duration> duration(
      Section section, String name, Duration min, Duration max) throws ConfigException {
    Optional<Field> field = section.find(name);
    return field.isPresent() ? Optional.of(field.get().duration(min, max)) : Optional.empty();
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /** What a trunk may ask for beside calls. */
  static OtherMethods methods(Section trunk, AuthMode auth) throws ConfigException {
    boolean registration = flag(trunk, "registration");
    if (registration && !auth.wantsCredentials()) {
      throw trunk
          .need("registration", "true")
          .wrong(
              "auth: " + auth.label() + " has no user who could register",
              "remove it, or write auth: digest or auth: both");
    }
    boolean options = flag(trunk, "options");
    if (options && !registration && !auth.wantsAddress()) {
      throw trunk
          .need("options", "true")
          .wrong(
              "nobody could ask: it has neither lists nor registration",
              "remove it, or add registration: true");
    }
    return new OtherMethods(registration, options);
  }

  private static boolean flag(Section section, String name) throws ConfigException {
    Optional<Field> field = section.find(name);
    return field.isPresent() && field.get().flag();
  }
}
