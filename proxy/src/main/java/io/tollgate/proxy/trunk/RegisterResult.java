package io.tollgate.proxy.trunk;

import java.time.Duration;
import java.util.List;

/** What became of a REGISTER: all of what it asks for, or nothing. */
public sealed interface RegisterResult {

  /** It is done; these bindings hold now. */
  record Done(List<Binding> bindings) implements RegisterResult {}

  /** A contact would expire sooner than is allowed (423, RFC 3261 §10.3 step 7). */
  record TooBrief(Duration minimum) implements RegisterResult {}

  /** More contacts than a trunk may have. */
  record TooMany(int limit) implements RegisterResult {}

  /** An older request of the same client came after a younger one (RFC 3261 §10.3 step 7). */
  record OutOfOrder() implements RegisterResult {}

  /** {@code Contact: *} is not alone, or does not expire at once (RFC 3261 §10.3 step 6). */
  record NotAll() implements RegisterResult {}
}
