package io.tollgate.rating.number;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.Locale;
import java.util.Optional;

/**
 * What the world's numbering plans say, by libphonenumber. Loaded whole on first use (a quarter of
 * a second, from the class path), and a country's short codes with {@link #callingCode}, so that no
 * look-up afterwards reads a file: dial plans that need it use it when they are built. Any thread
 * may ask.
 */
final class Numbering {
  private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
  private static final ShortNumberInfo SHORT_NUMBERS = ShortNumberInfo.getInstance();

  /** What libphonenumber calls no country at all: numbers must be international then. */
  private static final String NOWHERE = "ZZ";

  static {
    UTIL.getSupportedRegions().forEach(UTIL::getExampleNumber);
    UTIL.getSupportedGlobalNetworkCallingCodes().forEach(UTIL::getExampleNumberForNonGeoEntity);
  }

  private Numbering() {}

  /** Whether an ISO 3166 code is that of a country with numbers. */
  static boolean knows(String iso) {
    return UTIL.getSupportedRegions().contains(iso);
  }

  /** A country's calling code. */
  static int callingCode(String iso) {
    isEmergency("112", iso);
    return UTIL.getCountryCodeForRegion(iso);
  }

  /** What {@code dialled}, plus or not and digits, is when it is dialled in a country. */
  static Optional<E164> read(String dialled, String iso) {
    try {
      return E164.parse(UTIL.format(UTIL.parse(dialled, iso), PhoneNumberFormat.E164));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  /** What plus and digits are, a national prefix after the calling code left out. */
  static Optional<E164> readInternational(String dialled) {
    return read(dialled, NOWHERE);
  }

  /** Whether its calling code exists and its length is one that whole numbers have there. */
  static boolean isPossible(E164 number) {
    try {
      return UTIL.isPossibleNumberWithReason(UTIL.parse(number.toString(), NOWHERE))
          == ValidationResult.IS_POSSIBLE;
    } catch (NumberParseException e) {
      return false;
    }
  }

  /** Whether these digits call for help in that country. */
  static boolean isEmergency(String digits, String iso) {
    return SHORT_NUMBERS.isEmergencyNumber(digits, iso);
  }

  /** Whether the country knows these digits as a short code and not as a number of its own. */
  static boolean isShortCode(String digits, String iso) {
    PhoneNumber number = national(digits).setCountryCode(callingCode(iso));
    return SHORT_NUMBERS.isValidShortNumberForRegion(number, iso)
        && !UTIL.isValidNumberForRegion(number, iso);
  }

  /** Whose number it is and what for, for people to read. */
  static String describe(E164 number) {
    try {
      PhoneNumber parsed = UTIL.parse(number.toString(), NOWHERE);
      String region = UTIL.getRegionCodeForNumber(parsed);
      String length =
          switch (UTIL.isPossibleNumberWithReason(parsed)) {
            case IS_POSSIBLE ->
                UTIL.isValidNumber(parsed)
                    ? UTIL.getNumberType(parsed).name().toLowerCase(Locale.ROOT).replace('_', ' ')
                    : "of a possible length, in no known range";
            case IS_POSSIBLE_LOCAL_ONLY -> "only locally possible: an area code is missing";
            case TOO_SHORT -> "too short";
            case TOO_LONG -> "too long";
            case INVALID_LENGTH -> "of a length that no number has there";
            case INVALID_COUNTRY_CODE -> "of no known country";
          };
      return country(region) + length;
    } catch (NumberParseException e) {
      return "of no known country";
    }
  }

  private static String country(String region) {
    if (region == null || region.equals("001")) {
      return "";
    }
    return Locale.of("", region).getDisplayCountry(Locale.ENGLISH) + " (" + region + "), ";
  }

  private static PhoneNumber national(String digits) {
    PhoneNumber number = new PhoneNumber().setNationalNumber(Long.parseLong(digits));
    if (digits.charAt(0) == '0') {
      number.setItalianLeadingZero(true);
    }
    return number;
  }
}
