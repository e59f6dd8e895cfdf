package io.tollgate.proxy.cause;

/** Why nothing came of an INVITE to a gateway. */
public enum Unreachable {
  /**
   * No response in time: the gateway's set-up timer, or Timers B and C (RFC 3261 §17.1.1, §16.6).
   */
  SILENT,
  /** The connection was refused, could not be opened in time, or broke before any response. */
  CONNECTION,
  /** The connection was there, but not its TLS: a failed handshake, or a certificate of another. */
  TLS
}
