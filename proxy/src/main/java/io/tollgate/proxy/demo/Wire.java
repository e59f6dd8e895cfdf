package io.tollgate.proxy.demo;

import java.net.InetSocketAddress;

/** Where the demonstration carrier's messages go: a socket, or a test's recorder. */
@FunctionalInterface
interface Wire {
  /** Sends one datagram; what cannot be sent counts as lost on the way. */
  void send(byte[] message, InetSocketAddress to);
}
