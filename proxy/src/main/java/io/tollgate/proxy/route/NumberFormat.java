package io.tollgate.proxy.route;

import io.tollgate.rating.number.E164;
import java.util.regex.Pattern;

/**
 * How a gateway wants numbers written.
 *
 * @param plus whether it begins with the plus sign of E.164
 * @param strip how many digits are taken away in front, such as a country code
 * @param prefix what is put in front then: a technical prefix, a trunk code
 */
public record NumberFormat(boolean plus, int strip, String prefix) {
  private static final Pattern PREFIX = Pattern.compile("[0-9*#]{0,16}");

  /** {@code +436641234567}. */
  public static final NumberFormat E164 = new NumberFormat(true, 0, "");

  /** {@code 436641234567}. */
  public static final NumberFormat WITHOUT_PLUS = new NumberFormat(false, 0, "");

  /** The most digits that can be stripped: every number keeps one. */
  public static final int MAX_STRIP = 6;

  /**
   * A format.
   *
   * @throws IllegalArgumentException where its parts contradict each other; the text says {@code
   *     problem; remedy}
   */
  public NumberFormat {
    if (strip < 0 || strip > MAX_STRIP) {
      throw new IllegalArgumentException(
          "0 to " + MAX_STRIP + " digits can be stripped; correct it");
    }
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "'" + prefix + "' is not a prefix; write up to 16 digits, * and #, in quotes");
    }
    if (plus && (strip > 0 || !prefix.isEmpty())) {
      throw new IllegalArgumentException(
          "a number that is stripped or prefixed is no E.164; write plus: false");
    }
  }

  /** Writes a number. */
  public void append(StringBuilder text, E164 number) {
    if (plus) {
      text.append(number);
      return;
    }
    text.append(prefix);
    for (int i = strip; i < number.length(); i++) {
      text.append((char) ('0' + number.digit(i)));
    }
  }
}
