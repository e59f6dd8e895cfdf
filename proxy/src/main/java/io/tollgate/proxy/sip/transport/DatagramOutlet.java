package io.tollgate.proxy.sip.transport;

import java.net.InetSocketAddress;

/** Where datagrams leave. Called on the loop only. */
@FunctionalInterface
public interface DatagramOutlet {
  /** Sends {@code message}, soon; a datagram that cannot be sent is lost, as datagrams are. */
  void send(byte[] message, InetSocketAddress peer);
}
