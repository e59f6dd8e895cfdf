package io.tollgate.proxy.config;

import io.tollgate.proxy.trunk.DigestSettings;
import io.tollgate.proxy.trunk.DigestUser;
import java.util.List;

/** The passwords that the edge makes itself. */
interface GeneratedPasswords {

  /**
   * The user with the password that was made for it, now or at an earlier start. One that is made
   * now is lost unless it is kept.
   *
   * @param field what asks for it, for errors
   * @throws ConfigException where what was kept is damaged
   */
  DigestUser userOf(Field field, String trunk, String user, DigestSettings digest)
      throws ConfigException;

  /**
   * Keeps what was made.
   *
   * @return the passwords, to be shown once
   * @throws ConfigException where they cannot be kept
   */
  List<GeneratedPassword> keep() throws ConfigException;
}
