package io.tollgate.proxy.call;

/**
 * A leg of an answered call, put into words.
 *
 * @param callId its Call-ID
 * @param dialog the dialog's state, in the leg's own notation
 * @param session what keeps the session alive, in the leg's own notation; empty where nothing does
 */
public record LegSnapshot(String callId, String dialog, String session) {
  /** A leg that nothing keeps alive. */
  public LegSnapshot(String callId, String dialog) {
    this(callId, dialog, "");
  }
}
