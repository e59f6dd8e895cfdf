package io.tollgate.proxy.config;

import io.tollgate.proxy.http.AccessToken;
import java.io.IOException;

/** The tokens that the edge makes itself. */
interface GeneratedTokens {

  /**
   * The token that was made for this field, now or at an earlier start.
   *
   * @throws ConfigException where what was kept is damaged
   * @throws IOException where a new token cannot be kept
   */
  AccessToken tokenOf(String field) throws ConfigException, IOException;
}
