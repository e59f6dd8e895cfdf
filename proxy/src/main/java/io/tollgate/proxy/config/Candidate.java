package io.tollgate.proxy.config;

import java.util.List;

/**
 * A configuration that was read and found right, but is not in force: nothing has been written down
 * yet.
 */
public final class Candidate {
  private final TollgateConfig config;
  private final GeneratedSecrets secrets;

  Candidate(TollgateConfig config, GeneratedSecrets secrets) {
    this.config = config;
    this.secrets = secrets;
  }

  /** What it says. */
  public TollgateConfig config() {
    return config;
  }

  /**
   * Keeps the secrets that were made for it; to be called before it is put in force.
   *
   * @return the secrets, to be shown once
   * @throws ConfigException where they cannot be kept
   */
  public List<GeneratedSecret> keepSecrets() throws ConfigException {
    return secrets.keep();
  }
}
