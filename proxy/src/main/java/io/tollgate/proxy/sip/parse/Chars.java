package io.tollgate.proxy.sip.parse;

/** Sets of ASCII characters, a bit each. */
enum Chars {
  /** Decimal digits. */
  DIGIT(""),
  /** What a token is made of (RFC 3261 §25.1). */
  TOKEN("-.!%*_+`'~", true),
  /** The same without capitals. */
  LOWER_TOKEN("-.!%*_+`'~abcdefghijklmnopqrstuvwxyz"),
  /** Host names and IPv4 addresses. */
  HOST("-._", true),
  /** The user part of a URI, without what may part it further or is escaped. */
  USER("-_.!~*'()&+$", true),
  /** Names and values of a URI's parameters, none of them escaped. */
  URI_PARAMETER("-_.!~*'()&+$", true),
  /** Words before an address that need no quotes. */
  WORDS("-.!%*_+`'~ ", true);

  private final long low;
  private final long high;

  Chars(String others) {
    this(others, false);
  }

  /** Digits, these, and letters where {@code letters}. */
  Chars(String others, boolean letters) {
    long[] bits = new long[2];
    String all =
        "0123456789"
            + others
            + (letters ? "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" : "");
    all.chars().forEach(c -> bits[c >> 6] |= 1L << c);
    low = bits[0];
    high = bits[1];
  }

  boolean contains(char c) {
    return c < 64 ? (low >>> c & 1) != 0 : c < 128 && (high >>> c & 1) != 0;
  }
}
