package io.tollgate.proxy.sip.transport;

/**
 * Since when what is read from a socket may have waited in the kernel: nothing says when a datagram
 * came, but a read that brought less than it could has emptied the socket, and after one that
 * brought all it could there may be more, as old as that read.
 *
 * <p>Confined to its loop.
 */
final class ReadBacklog {
  private final int most;
  private int read;
  private long begun;
  private boolean standing;
  private long since;

  /**
   * No backlog.
   *
   * @param most how many datagrams one read brings at most
   */
  ReadBacklog(int most) {
    this.most = most;
  }

  /**
   * A datagram was read.
   *
   * @param nowNanos looked at for the first of each read
   * @return since when it may have waited
   */
  long read(long nowNanos) {
    if (read == 0) {
      begun = nowNanos;
    }
    read++;
    return standing ? since : begun;
  }

  /** The read is over. */
  void complete() {
    if (read < most) {
      standing = false;
    } else if (!standing) {
      standing = true;
      since = begun;
    }
    read = 0;
  }
}
