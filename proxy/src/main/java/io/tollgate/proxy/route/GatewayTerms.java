package io.tollgate.proxy.route;

import io.tollgate.proxy.net.Nat;
import io.tollgate.proxy.trunk.DigestLogin;
import java.util.Optional;

/**
 * What is agreed with the carrier behind a gateway: what its messages say, and what is believed of
 * those that come back.
 *
 * @param login what we show where it asks for credentials
 * @param trusted whether it is within our trust domain (RFC 3325 §2.3): it is told who calls even
 *     where the called side must not see it, and who has diverted the call
 * @param mayRedirect whether its 3xx are followed, to gateways that the configuration knows
 * @param nat what is believed of the Contact that it answers with
 * @param callerPlus whether the caller's number has its plus sign in From and P-Asserted-Identity
 */
public record GatewayTerms(
    Optional<DigestLogin> login,
    boolean trusted,
    boolean mayRedirect,
    Nat nat,
    boolean callerPlus) {
  /** Nothing is agreed. */
  public static final GatewayTerms NONE = new GatewayTerms(Optional.empty(), false, false);

  /** The same with these credentials. */
  public GatewayTerms with(Optional<DigestLogin> other) {
    return new GatewayTerms(other, trusted, mayRedirect, nat, callerPlus);
  }

  /** What is agreed with somebody who gets callers' numbers in E.164. */
  public GatewayTerms(Optional<DigestLogin> login, boolean trusted, boolean mayRedirect, Nat nat) {
    this(login, trusted, mayRedirect, nat, true);
  }

  /** The same, and his Contact is believed. */
  public GatewayTerms(Optional<DigestLogin> login, boolean trusted, boolean mayRedirect) {
    this(login, trusted, mayRedirect, Nat.OFF);
  }
}
