package io.tollgate.proxy.http.node;

/**
 * Who wants something changed.
 *
 * @param by whose right it is: the field of the token that was presented, or {@code file}
 * @param from the address that asks, in digits; empty where nobody does
 */
public record Requester(String by, String from) {
  /** Nobody: the configuration's file has changed, or a signal says that it has. */
  public static final Requester FILE = new Requester("file", "");

  /** Whoever presents the administrator's token. */
  static Requester admin(String from) {
    return new Requester("http.token", from);
  }

  /** Whether somebody waits for an answer, which may hold secrets. */
  public boolean isAnswered() {
    return !equals(FILE);
  }
}
