package io.tollgate.rating.number;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a dial plan reads what is not E.164 already.
 *
 * @param country where it is dialled: an ISO 3166 code; its numbering is known, with all prefixes
 * @param international what stands before a calling code; none: what {@code country} has
 * @param national what stands before a national number: as {@code country} has it where this is
 *     empty, nothing where it is empty text
 * @param rules tried in this order before anything else, the first that fits; once
 * @param codes the short codes that it decides on
 * @param extensions what becomes of extensions
 * @param check what numbers must look like
 */
public record DialPlanSettings(
    Optional<String> country,
    List<String> international,
    Optional<String> national,
    List<DialRule> rules,
    ServiceCodes codes,
    Extensions extensions,
    NumberCheck check) {
  private static final Pattern PREFIX = Pattern.compile("[0-9]{1,8}");
  private static final Pattern NATIONAL = Pattern.compile("[0-9]{0,8}");

  /**
   * Settings that make sense together.
   *
   * @throws IllegalArgumentException where they do not; the text says {@code problem; remedy}
   */
  public DialPlanSettings {
    international = List.copyOf(international);
    rules = List.copyOf(rules);
    if (country.isPresent()) {
      requireCountry(country.get());
    } else if (national.isPresent() || !codes.allowed().isEmpty()) {
      throw new IllegalArgumentException(
          "national prefixes and short codes are a country's; add country: AT");
    }
    international.forEach(DialPlanSettings::requirePrefix);
    national.ifPresent(DialPlanSettings::requireNational);
  }

  /** A plan for what is dialled in a country. */
  public static DialPlanSettings of(String country) {
    return new DialPlanSettings(
        Optional.of(country),
        List.of(),
        Optional.empty(),
        List.of(),
        ServiceCodes.NONE,
        Extensions.DROP,
        NumberCheck.SHAPE);
  }

  /** An ISO 3166 code of a country that has telephone numbers. */
  public static String requireCountry(String iso) {
    if (!Numbering.knows(iso)) {
      throw new IllegalArgumentException(
          "'" + iso + "' is no country with numbers of its own; write an ISO code such as AT");
    }
    return iso;
  }

  /** What can stand before a calling code. */
  public static String requirePrefix(String prefix) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "'" + prefix + "' is not a prefix; write 1 to 8 digits, in quotes");
    }
    return prefix;
  }

  /** What can stand before a national number. */
  public static String requireNational(String prefix) {
    if (!NATIONAL.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "'" + prefix + "' is not a prefix; write up to 8 digits, in quotes");
    }
    return prefix;
  }
}
