package io.tollgate.scenarios.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports for processes that are about to start: free for UDP and TCP, outside the range that the
 * system itself gives out, and given out once. Between looking whether a port is free and its
 * process's binding it, nobody else may be told the same; so a JVM takes whole blocks of ports for
 * itself, each by listening on the block's first port for as long as it lives, and counts through
 * them. Any thread may ask.
 */
public final class Ports {
  private static final int FIRST = 10_000;
  private static final int LAST = 31_999;
  private static final int BLOCK = 200;

  /** The first ports of the blocks that there are. */
  private static final List<Integer> BLOCKS = blocks();

  /** What says to other JVMs that a block is taken; closed by the end of this one. */
  private static final List<ServerSocket> CLAIMS = new ArrayList<>();

  private static int next = 0;
  private static int end = 0;

  private Ports() {}

  /** A port that nobody listens on; even, and the odd one above it goes with it. */
  public static int free() {
    return take(2);
  }

  /**
   * The first of four, all of them for one SIPp: it binds its media port and the second above it,
   * without asking for either to be free.
   */
  static int media() {
    return take(4);
  }

  private static synchronized int take(int count) {
    while (true) {
      if (next + count > end) {
        claim();
      }
      int first = next;
      next += count;
      if (IntStream.range(first, first + count).allMatch(Ports::isFree)) {
        return first;
      }
    }
  }

  /**
   * Those that have no port of which the system itself gives out: it would give a port that was
   * told here to whoever asks for any. Where it gives out them all, nothing can be done about it.
   */
  private static List<Integer> blocks() {
    String[] given = firstLine("/proc/sys/net/ipv4/ip_local_port_range").split("\\s+");
    int from = Integer.parseInt(given[0]);
    int to = Integer.parseInt(given[1]);
    List<Integer> all =
        IntStream.iterate(FIRST, first -> first + BLOCK <= LAST + 1, first -> first + BLOCK)
            .boxed()
            .toList();
    List<Integer> outside =
        all.stream().filter(first -> first + BLOCK <= from || first > to).toList();
    return outside.isEmpty() ? all : outside;
  }

  /** By one read, since the kernel gives such a file no second time. */
  private static String firstLine(String file) {
    try (BufferedReader reader = Files.newBufferedReader(Path.of(file))) {
      return reader.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException("the tests need Linux' " + file, e);
    }
  }

  /** Goes on to a block that no JVM has. Each begins to look elsewhere. */
  private static void claim() {
    int start = ThreadLocalRandom.current().nextInt(BLOCKS.size());
    for (int i = 0; i < BLOCKS.size(); i++) {
      int first = BLOCKS.get((start + i) % BLOCKS.size());
      try {
        CLAIMS.add(new ServerSocket(first, 1, InetAddress.getLoopbackAddress()));
        next = first + 2;
        end = first + BLOCK;
        return;
      } catch (IOException taken) {
        // The next one, then.
      }
    }
    throw new AssertionError("no ports are left from " + FIRST + " to " + LAST);
  }

  private static boolean isFree(int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (DatagramSocket udp = new DatagramSocket(address);
        ServerSocket tcp = new ServerSocket()) {
      tcp.bind(address);
      return udp.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /**
   * Waits until some process has a UDP socket on the port. Looks it up in the kernel's table:
   * trying to bind it would take it away from a process that is just about to.
   */
  public static void awaitUdp(int port, Process owner) {
    await("udp", port, owner);
  }

  /** Waits until some process listens on the TCP port. */
  public static void awaitTcp(int port, Process owner) {
    await("tcp", port, owner);
  }

  private static void await(String protocol, int port, Process owner) {
    Await.that(
        "a " + protocol + " socket on port " + port,
        Duration.ofSeconds(60),
        () -> {
          if (!owner.isAlive()) {
            throw new AssertionError("the process ended before it listened on port " + port);
          }
          return isBound(port, "/proc/net/" + protocol)
              || isBound(port, "/proc/net/" + protocol + "6");
        });
  }

  private static boolean isBound(int port, String table) {
    // "  12: 0100007F:13C4 00000000:0000 07 …": local address and port in hexadecimal.
    String local = ":" + String.format(Locale.ROOT, "%04X", port);
    try (var lines = Files.lines(Path.of(table))) {
      return lines
          .map(line -> line.strip().split("\\s+"))
          .anyMatch(columns -> columns.length > 1 && columns[1].endsWith(local));
    } catch (IOException e) {
      throw new UncheckedIOException("the tests need Linux' " + table, e);
    }
  }
}
