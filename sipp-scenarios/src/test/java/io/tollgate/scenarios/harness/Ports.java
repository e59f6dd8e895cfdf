package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for processes that are about to start: free for UDP and TCP, none given out twice by this
 * JVM, and below the range that the system itself gives out.
 */
public final class Ports {
  private static final int FIRST = 20_000;
  private static final int LAST = 29_998;
  private static int next = 0;

  private Ports() {}

  /** A port that nobody listens on; even, and the odd one above it goes with it. */
  public static synchronized int free() {
    if (next == 0) {
      // Other test runs on the machine begin elsewhere.
      next = FIRST + 2 * ThreadLocalRandom.current().nextInt((LAST - FIRST) / 2);
    }
    for (int tried = FIRST; tried < LAST; tried += 2) {
      next = next + 2 > LAST ? FIRST : next + 2;
      if (isFree(next) && isFree(next + 1)) {
        return next;
      }
    }
    throw new AssertionError("no free port from " + FIRST + " to " + LAST);
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
        Duration.ofSeconds(10),
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
