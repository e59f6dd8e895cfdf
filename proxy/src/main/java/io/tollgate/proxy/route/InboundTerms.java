package io.tollgate.proxy.route;

import io.tollgate.proxy.trunk.DigestUser;
import io.tollgate.rating.number.DialPlan;
import java.util.Objects;
import java.util.Optional;

/**
 * How a carrier sends us calls.
 *
 * @param plan how it writes numbers
 * @param user the credentials that its calls must show besides coming from one of its gateways
 */
public record InboundTerms(DialPlan plan, Optional<DigestUser> user) {
  public InboundTerms {
    Objects.requireNonNull(plan);
    Objects.requireNonNull(user);
  }
}
