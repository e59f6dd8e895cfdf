package io.tollgate.proxy.sip.transport;

/**
 * What came over a stream and does not say where it ends, or ends too far away. Nothing that
 * follows on that stream can be understood.
 *
 * @param why what is wrong
 * @param head as much of the message as came, for the answer
 */
public record Unframeable(Why why, byte[] head) {
  /** What is wrong with it. */
  public enum Why {
    /** No Content-Length, or none that is a number (RFC 3261 §18.3). */
    NO_LENGTH,
    /** First line and headers are longer than is taken. */
    HEAD_TOO_LARGE,
    /** The body is said to be longer than is taken. */
    BODY_TOO_LARGE
  }
}
