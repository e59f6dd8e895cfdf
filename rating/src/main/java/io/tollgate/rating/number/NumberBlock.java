package io.tollgate.rating.number;

/**
 * One number, or all numbers that begin with the same digits: {@code +43123456789}, {@code
 * +4312345*}.
 *
 * @param digits 1 to 15 digits without a plus sign
 * @param open whether any more digits may follow; where not, the digits are a whole number
 */
public record NumberBlock(String digits, boolean open) {

  public NumberBlock {
    if (!(open ? isPrefix(digits) : E164.parse("+" + digits).isPresent())) {
      throw new IllegalArgumentException("'+" + digits + "' is no number");
    }
  }

  private static boolean isPrefix(String digits) {
    return !digits.isEmpty()
        && digits.length() <= E164.MAX_LENGTH
        && digits.charAt(0) != '0'
        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * Reads {@code +43123456789} or {@code +4312345*}.
   *
   * @throws IllegalArgumentException where it is neither; the text says {@code problem; remedy}
   */
  public static NumberBlock parse(String text) {
    boolean open = text.endsWith("*");
    String number = open ? text.substring(0, text.length() - 1) : text;
    boolean right =
        open
            ? number.startsWith("+") && isPrefix(number.substring(1))
            : E164.parse(number).isPresent();
    if (!right) {
      throw new IllegalArgumentException(
          "'%s' is no number in E.164 and no block of them; write +43123456789, or +4312345* for all that begin so"
              .formatted(text));
    }
    return new NumberBlock(number.substring(1), open);
  }

  /** Whether the number is of this block. */
  public boolean contains(E164 number) {
    int length = digits.length();
    if (open ? number.length() < length : number.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (number.digit(i) != digits.charAt(i) - '0') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return '+' + digits + (open ? "*" : "");
  }
}
