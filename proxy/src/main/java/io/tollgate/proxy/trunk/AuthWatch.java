package io.tollgate.proxy.trunk;

import java.net.InetAddress;

/** Is told who was let in and who was not, for each request; on the loops, so it may not block. */
@FunctionalInterface
public interface AuthWatch {
  /** Looks away. */
  AuthWatch NONE = (source, verdict, nowNanos) -> {};

  /**
   * A request was decided on.
   *
   * @param source where it came from
   */
  void decided(InetAddress source, TrunkVerdict verdict, long nowNanos);
}
