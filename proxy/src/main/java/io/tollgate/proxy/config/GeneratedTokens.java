package io.tollgate.proxy.config;

import io.tollgate.proxy.http.access.AccessToken;
import java.util.List;

/** The tokens that the edge makes itself. */
interface GeneratedTokens {

  /**
   * The token that was made for this field, now or at an earlier start. One that is made now is
   * lost unless it is kept.
   *
   * @throws ConfigException where what was kept is damaged
   */
  AccessToken tokenOf(Field field) throws ConfigException;

  /**
   * Keeps what was made.
   *
   * @return the tokens, to be shown once
   * @throws ConfigException where they cannot be kept
   */
  List<GeneratedToken> keep() throws ConfigException;
}
