package io.tollgate.proxy.config;

import java.security.SecureRandom;

/** Makes secrets that people may have to type. */
final class RandomText {
  /** No letters or digits that are taken for others; 20 of these are worth 115 bits. */
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private RandomText() {}

  static String of(int length, SecureRandom random) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
