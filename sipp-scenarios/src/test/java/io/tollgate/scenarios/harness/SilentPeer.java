package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes every datagram and answers none: a peer that is dead, as far as anybody can tell. */
public final class SilentPeer implements AutoCloseable {
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final DatagramSocket socket;
  private final Thread listener;

  /** Listens on a port of 127.0.0.1. */
  public SilentPeer(int port) {
    try {
      socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    listener = Thread.ofPlatform().daemon().name("silent-peer").start(this::listen);
  }

  private void listen() {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    try {
      while (true) {
        packet.setLength(65_535);
        socket.receive(packet);
        received.add(
            new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1));
      }
    } catch (IOException closed) {
      // Nobody wants to know any more.
    }
  }

  /** What came so far. */
  public List<String> received() {
    return received;
  }

  /** Returns when the port is free again, which it is once nobody reads from it any more. */
  @Override
  public void close() {
    socket.close();
    try {
      listener.join(Duration.ofSeconds(60));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever closes has to hurry
    }
  }
}
