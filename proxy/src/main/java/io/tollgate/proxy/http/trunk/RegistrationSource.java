package io.tollgate.proxy.http.trunk;

import io.tollgate.proxy.trunk.Binding;
import java.util.List;
import java.util.Map;

/** Knows which trunks have registered. Asked on virtual threads, many at once. */
@FunctionalInterface
public interface RegistrationSource {
  /** The bindings that hold now, by trunk. */
  Map<String, List<Binding>> inForce();
}
