/**
 * What a leg knows of the other side once there is a dialog: {@link
 * io.tollgate.proxy.sip.dialog.Dialog} (RFC 3261 §12), and the session in it with what keeps that
 * alive (RFC 4028), {@link io.tollgate.proxy.sip.dialog.LegSession}. Both can be written down, so
 * that another process can carry a call on. Nothing here sends anything.
 */
package io.tollgate.proxy.sip.dialog;
