package io.tollgate.proxy.config;

import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.DigestUser;
import java.io.IOException;

/** The passwords that the edge makes itself. */
interface GeneratedPasswords {

  /**
   * The user with the password that was made for it, now or at an earlier start.
   *
   * @throws ConfigException where what was kept is damaged
   * @throws IOException where a new password cannot be kept
   */
  DigestUser userOf(String trunk, String user, DigestSettings digest)
      throws ConfigException, IOException;
}
