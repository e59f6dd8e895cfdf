package io.tollgate.proxy.route;

/** What one attempt shows of the gateway's health. */
public enum AttemptSign {
  /**
   * It works: it rings, has answered, or has refused for a reason of the called party's or the
   * caller's, such as 486 or 404.
   */
  ALIVE,
  /** It answers, but it failed: a final status that moves on to the next gateway, such as 503. */
  FAILED,
  /** Nothing came within its set-up timer, or within the transaction's time. */
  SILENT,
  /** Nothing could be sent to it: the connection was refused or broke, or TLS failed. */
  UNREACHABLE,
  /** Nothing: the caller or the edge gave up before it showed anything. */
  NOTHING
}
