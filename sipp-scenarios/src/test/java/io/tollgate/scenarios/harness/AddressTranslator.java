package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A router with address translation between one client and the edge: what the client sends to its
 * inside leaves from a port of its outside, as it is, and what comes back to that port from the
 * edge, and from nobody else, is brought to the client.
 */
public final class AddressTranslator implements AutoCloseable {
  private final DatagramSocket inside;
  private final DatagramSocket outside;
  private final InetSocketAddress edge;
  private final List<String> broughtIn = new CopyOnWriteArrayList<>();
  private volatile InetSocketAddress client;

  /**
   * A translator.
   *
   * @param outsideIp one of loopback's addresses, which the edge sees
   */
  public AddressTranslator(String outsideIp, InetSocketAddress edge) {
    this.edge = edge;
    try {
      inside = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
      outside = new DatagramSocket(new InetSocketAddress(outsideIp, 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> relay(inside, this::out));
    Thread.ofVirtual().start(() -> relay(outside, this::in));
  }

  @FunctionalInterface
  private interface Step {
    void take(DatagramPacket packet) throws IOException;
  }

  private static void relay(DatagramSocket from, Step step) {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    try {
      while (true) {
        packet.setLength(65_535);
        from.receive(packet);
        step.take(packet);
      }
    } catch (IOException closed) {
      // Nobody has it any more.
    }
  }

  private void out(DatagramPacket packet) throws IOException {
    client = (InetSocketAddress) packet.getSocketAddress();
    outside.send(new DatagramPacket(packet.getData(), packet.getLength(), edge));
  }

  private void in(DatagramPacket packet) throws IOException {
    InetSocketAddress to = client;
    if (packet.getSocketAddress().equals(edge) && to != null) {
      broughtIn.add(
          new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1));
      inside.send(new DatagramPacket(packet.getData(), packet.getLength(), to));
    }
  }

  /** Where the client sends to. */
  public InetSocketAddress inside() {
    return (InetSocketAddress) inside.getLocalSocketAddress();
  }

  /** Where the edge sees the client. */
  public InetSocketAddress outside() {
    return (InetSocketAddress) outside.getLocalSocketAddress();
  }

  /** What the edge has sent to the client so far. */
  public List<String> broughtIn() {
    return broughtIn;
  }

  @Override
  public void close() {
    inside.close();
    outside.close();
  }
}
