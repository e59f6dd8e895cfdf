package io.tollgate.proxy.demo;

import java.net.InetSocketAddress;
import java.util.Optional;

/** Where the media of one call arrive, and are sent back from. */
interface EchoPort {
  /** What the session description says. */
  InetSocketAddress address();

  /** Gives the port back; harmless where it was given back before. */
  void close();

  /** Gives out ports, a bounded number of them. */
  @FunctionalInterface
  interface Source {
    /** A port of one's own; empty where all are taken. */
    Optional<EchoPort> open(long now);
  }
}
