package io.tollgate.proxy.call;

/**
 * A leg of an answered call, put into words.
 *
 * @param callId its Call-ID
 * @param dialog the dialog's state, in the leg's own notation
 */
public record LegSnapshot(String callId, String dialog) {}
