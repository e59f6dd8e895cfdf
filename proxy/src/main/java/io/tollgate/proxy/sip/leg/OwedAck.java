package io.tollgate.proxy.sip.leg;

/**
 * The ACK of a 2xx of theirs, from when it is owed on; once sent, it is sent again whenever their
 * 2xx comes again (RFC 3261 §13.2.2.4).
 *
 * <p>Confined to its loop.
 */
final class OwedAck {
  private static final byte[] NONE = {};
  private static final long NOT_OWED = -1;

  private long sequence = NOT_OWED;
  private byte[] sent = NONE;

  /** A 2xx to the INVITE with this CSeq wants one. */
  void owe(long inviteSequence) {
    sequence = inviteSequence;
    sent = NONE;
  }

  boolean isOwed() {
    return sequence != NOT_OWED;
  }

  /** The CSeq that it has to have. */
  long sequence() {
    return sequence;
  }

  /** It has been sent. */
  void settle(byte[] ack) {
    sequence = NOT_OWED;
    sent = ack;
  }

  /** The one that was sent; empty where there was none yet. */
  byte[] sent() {
    return sent;
  }
}
