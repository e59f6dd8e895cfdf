package io.tollgate.proxy.sip.transport;

/** Somebody waits to hear that a connection broke, and can stop waiting. */
@FunctionalInterface
public interface ConnectionWatch {
  /** Of what cannot break, or has broken. */
  ConnectionWatch NONE = () -> {};

  /** Does not want to know any more. */
  void end();
}
