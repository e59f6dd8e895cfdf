package io.tollgate.proxy.sip.transport;

import java.net.InetSocketAddress;

/** Takes what comes over connections, on the loop of each connection. */
public interface StreamInlet {
  /**
   * A whole message.
   *
   * @param message the receiver's own
   * @param source the peer's end of the connection
   * @param taken to be run, on any thread, when the message has been dealt with: a peer with many
   *     that have not is not read from
   */
  void received(byte[] message, InetSocketAddress source, Runnable taken);

  /** Something that cannot be cut into messages; the connection is of no use any more. */
  void unframeable(Unframeable what, InetSocketAddress source);
}
