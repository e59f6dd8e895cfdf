package io.tollgate.rating.number;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A telephone-subscriber (RFC 3966 §3), as it stands in a {@code tel:} URI and before the {@code @}
 * of a SIP URI: a number and parameters, of which two say something about it.
 *
 * @param number as it is written, without parameters
 * @param context where a local number is valid: a global number's beginning, or a domain; empty
 *     where nothing is said
 * @param extension its digits; empty where there is none
 */
record Subscriber(String number, String context, String extension) {
  private static final Pattern SEPARATORS = Pattern.compile("[ ()./-]+");
  private static final Pattern EXTENSION =
      Pattern.compile("(.*[0-9][ ().-]*)(?:x|ext\\.?) ?([0-9]{1,10})", Pattern.CASE_INSENSITIVE);

  /** Takes it apart. Never fails: what makes no sense stays in the number. */
  static Subscriber of(CharSequence text) {
    String[] parts = text.toString().split(";", -1);
    String number = parts[0];
    String context = "";
    String extension = "";
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals > 0) {
        String value = parts[i].substring(equals + 1);
        switch (parts[i].substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
          case "phone-context" -> context = value;
          case "ext" -> extension = bare(value);
          default -> {} // isub, npdi, rn, cpc …: none of them changes the number
        }
      }
    }
    Matcher written = EXTENSION.matcher(number);
    if (extension.isEmpty() && written.matches()) {
      return new Subscriber(written.group(1), context, written.group(2));
    }
    return new Subscriber(number, context, extension);
  }

  /** The number without visual separators (RFC 3966 §5.1.1). */
  String dialled() {
    return bare(number);
  }

  /** The digits that {@code context} puts in front; empty where it is a domain. */
  String contextDigits() {
    String bare = bare(context);
    return bare.matches("\\+[0-9]{1,15}") ? bare.substring(1) : "";
  }

  private static String bare(String text) {
    return SEPARATORS.matcher(text).replaceAll("");
  }
}
