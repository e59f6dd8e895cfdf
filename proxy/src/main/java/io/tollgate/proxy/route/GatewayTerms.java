package io.tollgate.proxy.route;

import io.tollgate.proxy.trunk.DigestLogin;
import java.util.Optional;

/**
 * What is agreed with the carrier behind a gateway.
 *
 * @param login what we show where it asks for credentials
 * @param trusted whether it is within our trust domain (RFC 3325 §2.3): it is told who calls even
 *     where the called side must not see it, and who has diverted the call
 * @param mayRedirect whether its 3xx are followed, to gateways that the configuration knows
 */
public record GatewayTerms(Optional<DigestLogin> login, boolean trusted, boolean mayRedirect) {
  /** Nothing is agreed. */
  public static final GatewayTerms NONE = new GatewayTerms(Optional.empty(), false, false);
}
