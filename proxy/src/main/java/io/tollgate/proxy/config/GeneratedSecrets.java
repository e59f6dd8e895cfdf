package io.tollgate.proxy.config;

import java.util.ArrayList;
import java.util.List;

/** What the edge makes itself where nobody gives it any. */
record GeneratedSecrets(GeneratedPasswords passwords, GeneratedTokens tokens) {

  /** Keeps what was made, and says what to show. */
  List<GeneratedSecret> keep() throws ConfigException {
    List<GeneratedSecret> made = new ArrayList<>(tokens.keep());
    made.addAll(passwords.keep());
    return made;
  }
}
