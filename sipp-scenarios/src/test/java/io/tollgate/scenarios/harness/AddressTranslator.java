package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A router with address translation between one client and the edge: what the client sends to its
 * inside leaves from a port of its outside, as it is, and what comes back to that port from the
 * edge, and from nobody else, is brought to the client. The way through it may be long.
 */
public final class AddressTranslator implements AutoCloseable {
  private final DatagramSocket inside;
  private final DatagramSocket outside;
  private final InetSocketAddress edge;
  private final Duration way;
  private final ScheduledExecutorService onTheirWay =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private final List<String> broughtIn = new CopyOnWriteArrayList<>();
  private volatile InetSocketAddress client;

  /**
   * A translator.
   *
   * @param outsideIp one of loopback's addresses, which the edge sees
   */
  public AddressTranslator(String outsideIp, InetSocketAddress edge) {
    this("127.0.0.1", outsideIp, edge, Duration.ZERO);
  }

  /**
   * One that is far from the edge.
   *
   * @param insideIp one of loopback's addresses, which the client sees
   * @param outsideIp the one that the edge sees
   * @param way how long a datagram takes, in either direction
   */
  public AddressTranslator(
      String insideIp, String outsideIp, InetSocketAddress edge, Duration way) {
    this.edge = edge;
    this.way = way;
    try {
      inside = new DatagramSocket(new InetSocketAddress(insideIp, 0));
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

  private void relay(DatagramSocket from, Step step) {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    try {
      while (true) {
        packet.setLength(65_535);
        from.receive(packet);
        DatagramPacket arrived =
            new DatagramPacket(
                Arrays.copyOf(packet.getData(), packet.getLength()),
                packet.getLength(),
                packet.getSocketAddress());
        onTheirWay.schedule(() -> arrive(arrived, step), way.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (IOException | RejectedExecutionException closed) {
      // Nobody has it any more.
    }
  }

  private static void arrive(DatagramPacket packet, Step step) {
    try {
      step.take(packet);
    } catch (IOException closed) {
      // Nor who it was for.
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
    onTheirWay.shutdownNow();
  }
}
