package io.tollgate.proxy.trunk;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What we show a server that asks us for credentials. The password itself is kept, not a hash of
 * it, because the realm and the algorithm are the server's to choose.
 *
 * @param user who we are there
 * @param password nobody else's business: this record does not print it
 */
public record DigestLogin(String user, String password) {
  private static final Pattern NAME = Pattern.compile("[!-~&&[^\"\\\\]]{1,128}");

  public DigestLogin {
    Objects.requireNonNull(password);
    requireUser(user);
  }

  /**
   * Makes sure that a user's name can stand between quotes.
   *
   * @throws IllegalArgumentException where it cannot
   */
  public static String requireUser(String user) {
    if (!NAME.matcher(user).matches()) {
      throw new IllegalArgumentException(
          "'" + user + "' is no user name; use up to 128 characters without blanks and quotes");
    }
    return user;
  }

  @Override
  public String toString() {
    return "DigestLogin[" + user + "]";
  }
}
