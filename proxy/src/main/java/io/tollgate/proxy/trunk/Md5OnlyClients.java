package io.tollgate.proxy.trunk;

/**
 * Clients that give a call up where any challenge but MD5's stands beside it, instead of taking the
 * one that they know (RFC 8760 §2.4): they are sent MD5's alone. It weakens nobody else, and
 * nothing: whoever says that it is such a client could have answered MD5's anyway.
 */
final class Md5OnlyClients {
  private Md5OnlyClients() {}

  /**
   * Whether this is one.
   *
   * @param userAgent the value of its User-Agent header; empty where it has none
   */
  static boolean include(String userAgent) {
    return userAgent.startsWith("baresip v0.") || userAgent.startsWith("baresip v1.");
  }
}
