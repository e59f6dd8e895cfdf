package io.tollgate.proxy.call;

import io.tollgate.proxy.cdr.Cdr;
import io.tollgate.proxy.route.Gateway;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a call to one of our numbers came from.
 *
 * @param carrier the carrier that sent it; "" where a trunk of ours did
 * @param gateway the gateway that it came from; "" likewise
 * @param onNet which half of a call between two of our trunks it is
 */
public record CallOrigin(String carrier, String gateway, Optional<Cdr.Part> onNet) {
  /** A trunk of ours calls out. */
  public static final CallOrigin TRUNK = new CallOrigin("", "", Optional.empty());

  public CallOrigin {
    Objects.requireNonNull(carrier);
    Objects.requireNonNull(gateway);
    Objects.requireNonNull(onNet);
  }

  /** A carrier sends it. */
  static CallOrigin of(Gateway gateway) {
    return new CallOrigin(gateway.carrier(), gateway.id(), Optional.empty());
  }

  /** A half of a call between two of our trunks. */
  static CallOrigin onNet(Cdr.Leg leg, String link) {
    return new CallOrigin("", "", Optional.of(new Cdr.Part(leg, link)));
  }
}
