package io.tollgate.proxy.trunk;

/** How a trunk shows that it is the one it claims to be. */
public enum AuthMode {
  /** By the address that it calls from. */
  LIST("list"),
  /** By user name and password. */
  DIGEST("digest"),
  /** By both together. */
  BOTH("both");

  private final String label;

  AuthMode(String label) {
    this.label = label;
  }

  /** The name in configuration. */
  public String label() {
    return label;
  }

  /** Whether the caller's address has to be on the trunk's lists. */
  public boolean wantsAddress() {
    return this != DIGEST;
  }

  /** Whether the caller has to present credentials. */
  public boolean wantsCredentials() {
    return this != LIST;
  }
}
