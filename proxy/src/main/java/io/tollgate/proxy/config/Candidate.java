package io.tollgate.proxy.config;

import java.util.List;
import java.util.Optional;

/**
 * A configuration that was read and found right, but is not in force: nothing has been written down
 * yet.
 */
public final class Candidate {
  private final TollgateConfig config;
  private final GeneratedSecrets secrets;
  private final Optional<Provisioned> provisioned;

  /**
   * A candidate.
   *
   * @param provisioned what has to be kept of what was put over HTTP; empty where it stays
   */
  Candidate(TollgateConfig config, GeneratedSecrets secrets, Optional<Provisioned> provisioned) {
    this.config = config;
    this.secrets = secrets;
    this.provisioned = provisioned;
  }

  /** What it says. */
  public TollgateConfig config() {
    return config;
  }

  /**
   * What the change came with that it was read with, in YAML and without secrets; empty where there
   * was none, or it removes something.
   */
  public Optional<String> said() {
    return provisioned.flatMap(Provisioned::said);
  }

  /**
   * Keeps the secrets that were made for it, and the change that it was read with; to be called
   * before it is put in force.
   *
   * @return the secrets, to be shown once
   * @throws ConfigException where they cannot be kept
   */
  public List<GeneratedSecret> keep() throws ConfigException {
    List<GeneratedSecret> made = secrets.keep();
    if (provisioned.isPresent()) {
      provisioned.get().keep();
    }
    return made;
  }
}
