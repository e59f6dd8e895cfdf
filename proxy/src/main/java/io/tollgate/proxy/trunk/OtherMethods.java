package io.tollgate.proxy.trunk;

/**
 * What a trunk may ask for beside calls; nothing unless it is said, as published.
 *
 * @param registration whether it may register where it can be reached (REGISTER)
 * @param options whether it may ask whether the edge is there (OPTIONS)
 */
public record OtherMethods(boolean registration, boolean options) {
  /** Calls alone. */
  public static final OtherMethods NONE = new OtherMethods(false, false);
}
