package io.tollgate.proxy.http.node;

import java.util.Optional;

/**
 * A secret that the edge has made for a change. Whoever asked for the change is told it in the
 * answer; nobody can read it afterwards, since only its hash is kept.
 *
 * @param field whose it is, such as {@code trunks.phone.password}
 * @param user the user name that goes with it; empty where none does
 * @param secret in clear
 */
public record MadeSecret(String field, Optional<String> user, String secret) {

  /** Without the secret. */
  @Override
  public String toString() {
    return "MadeSecret[" + field + "]";
  }
}
