package io.tollgate.proxy.call;

import io.tollgate.rating.number.E164;
import java.util.Objects;
import java.util.Optional;

/**
 * The caller as the edge takes him: by this number the call is rated, and this number the second
 * leg asserts. One value serves both, so that they cannot differ.
 *
 * @param number empty where nobody knows
 * @param restricted whether the called side's user is not to see it; a carrier that is trusted is
 *     told it all the same (RFC 3325 §9.3)
 */
public record CallerIdentity(Optional<E164> number, boolean restricted) {
  /** Nobody knows who calls. */
  public static final CallerIdentity UNKNOWN = new CallerIdentity(Optional.empty(), false);

  public CallerIdentity {
    Objects.requireNonNull(number);
  }

  /** A caller who shows this number. */
  public static CallerIdentity of(E164 number) {
    return new CallerIdentity(Optional.of(number), false);
  }
}
