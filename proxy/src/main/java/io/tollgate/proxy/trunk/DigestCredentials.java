package io.tollgate.proxy.trunk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The value of one Proxy-Authorization or Authorization header field of the scheme Digest (RFC 7616
 * §3.4, RFC 3261 §25.1), taken apart: parameters in any order, names in any case, quoted or not,
 * unknown ones kept out of the way.
 *
 * <p>A quoted value is kept as it stands between its quotes, backslashes included, because that is
 * what both sides hash ({@code unq} of RFC 7616 §3.3 takes off the quotes only). No value of ours
 * holds a character that would have to be escaped.
 */
final class DigestCredentials {
  private static final String SCHEME = "digest";
  private static final String USER = "username";
  private static final String EXTENDED_USER = "username*";
  private static final String SPACE = " \t\r\n";
  private static final String VALUE_ENDS = SPACE + ",\"";
  private static final String NAME_ENDS = VALUE_ENDS + "=";

  private final Map<String, String> parameters;

  private DigestCredentials(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /** Reads a header value; empty where it is of another scheme or not well-formed. */
  static Optional<DigestCredentials> parse(String value) {
    return new Scanner(value).credentials().map(DigestCredentials::new);
  }

  /** The parameter called {@code name} (in lower case), or "" where there is none. */
  String get(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** Whether there is a parameter called {@code name} (in lower case). */
  boolean has(String name) {
    return parameters.containsKey(name);
  }

  /**
   * The user name, also where it is written as {@code username*} (RFC 7616 §3.4, RFC 5987 §3.2.1);
   * "", which nobody has, where it is written both ways or cannot be read. So it is where only a
   * hash of it is given ({@code userhash}, §3.4.4), which no challenge of ours asks for.
   */
  String user() {
    if (has(EXTENDED_USER)) {
      return has(USER) ? "" : extended(get(EXTENDED_USER));
    }
    return get("userhash").equalsIgnoreCase("true") ? "" : get(USER);
  }

  /** {@code UTF-8'language'value} with percent-encoding. */
  private static String extended(String value) {
    int charsetEnd = value.indexOf('\'');
    int start = value.indexOf('\'', charsetEnd + 1) + 1;
    if (start == 0 || !value.substring(0, charsetEnd).equalsIgnoreCase("UTF-8")) {
      return "";
    }
    try {
      // The form encoding's only difference is the plus sign.
      return URLDecoder.decode(value.substring(start).replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Walks through one header value. */
  private static final class Scanner {
    private final String text;
    private int at;

    Scanner(String text) {
      this.text = text;
    }

    Optional<Map<String, String>> credentials() {
      skipSpace();
      String scheme = bare(NAME_ENDS);
      if (!scheme.equalsIgnoreCase(SCHEME) || !skipSpace()) {
        return Optional.empty();
      }
      Map<String, String> parameters = new HashMap<>();
      do {
        if (!parameter(parameters)) {
          return Optional.empty();
        }
      } while (skip(','));
      return at == text.length() ? Optional.of(parameters) : Optional.empty();
    }

    /** {@code name = value}; false where it is not one or the name came before. */
    private boolean parameter(Map<String, String> parameters) {
      skipSpace();
      String name = bare(NAME_ENDS);
      if (name.isEmpty() || !skip('=')) {
        return false;
      }
      skipSpace();
      int from = at;
      String value = at < text.length() && text.charAt(at) == '"' ? quoted() : bare(VALUE_ENDS);
      boolean isNew = parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value) == null;
      return at > from && isNew;
    }

    /** What stands between the quotes; moves nowhere where the second one is missing. */
    private String quoted() {
      for (int i = at + 1; i < text.length(); i++) {
        if (text.charAt(i) == '\\') {
          i++;
        } else if (text.charAt(i) == '"') {
          String value = text.substring(at + 1, i);
          at = i + 1;
          return value;
        }
      }
      return "";
    }

    /**
     * What comes before one of {@code ends}: RFC 3261 §25.1's token, and what careless clients
     * leave unquoted (a URI, a nonce in Base64).
     */
    private String bare(String ends) {
      int from = at;
      while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(from, at);
    }

    /** Passes over {@code wanted} and the space around it. */
    private boolean skip(char wanted) {
      skipSpace();
      if (at >= text.length() || text.charAt(at) != wanted) {
        return false;
      }
      at++;
      return true;
    }

    private boolean skipSpace() {
      int from = at;
      while (at < text.length() && SPACE.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      return at > from;
    }
  }
}
