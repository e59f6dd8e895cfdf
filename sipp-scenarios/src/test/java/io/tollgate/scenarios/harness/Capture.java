package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * tshark listening on loopback for the datagrams that one port sends, to judge them afterwards.
 * Capturing takes root, or the rights that Wireshark's dumpcap can be given.
 */
public final class Capture implements AutoCloseable {
  private final int port;
  private final int firstProbe = Ports.free();
  private final int lastProbe = Ports.free();
  private final Path file;
  private final Path log;
  private final Process process;

  private Capture(int port, Path folder) {
    this.port = port;
    this.file = folder.resolve("capture.pcapng");
    this.log = folder.resolve("tshark.log");
    try {
      process =
          new ProcessBuilder(
                  "tshark",
                  "-l",
                  "-n",
                  "-P",
                  // The port alone: what tshark takes the rest for depends on the port.
                  "-T",
                  "fields",
                  "-e",
                  "udp.dstport",
                  "-i",
                  "lo",
                  "-w",
                  file.toString(),
                  "-f",
                  "udp and (src port %d or dst port %d or dst port %d)"
                      .formatted(port, firstProbe, lastProbe))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("tshark does not start (Debian: tshark)", e);
    }
  }

  /** Begins to capture what that port sends; when this returns nothing is missed any more. */
  public static Capture of(int port, Path folder) {
    Capture capture = new Capture(port, folder);
    try {
      capture.await(capture.firstProbe);
    } catch (AssertionError e) {
      capture.close();
      throw e;
    }
    return capture;
  }

  /** Sends datagrams of its own until tshark has shown one: by then everything before it is in. */
  private void await(int probe) {
    try (DatagramSocket socket = new DatagramSocket()) {
      DatagramPacket packet = new DatagramPacket(new byte[1], 1);
      packet.setSocketAddress(new InetSocketAddress("127.0.0.1", probe));
      Await.that(
          "tshark to capture on lo",
          Duration.ofSeconds(60),
          () -> {
            if (!process.isAlive()) {
              throw new AssertionError(
                  "tshark cannot capture on lo; run the tests as root or give dumpcap the right"
                      + " (dpkg-reconfigure wireshark-common): "
                      + Logs.read(log));
            }
            send(socket, packet);
            return Logs.read(log).lines().anyMatch(Integer.toString(probe)::equals);
          });
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(DatagramSocket socket, DatagramPacket packet) {
    try {
      socket.send(packet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the capture; everything that was sent before is in it. */
  public void finish() {
    await(lastProbe);
    close();
  }

  /** The first lines of all SIP messages that the port sent. */
  public List<String> messages() {
    return analyse("sip", "-T", "fields", "-e", "sip.Request-Line", "-e", "sip.Status-Line");
  }

  /** What of the port's datagrams tshark does not read as SIP at all. */
  public List<String> foreign() {
    return analyse("!sip");
  }

  /** Tshark's complaints, from warnings up, about the port's datagrams: a line for each. */
  public List<String> complaints() {
    return analyse(
        // PI_WARN and above; notes are about retransmissions and the like.
        "_ws.malformed or _ws.expert.severity >= 0x00600000",
        "-T",
        "fields",
        "-e",
        "frame.number",
        "-e",
        "sip.Request-Line",
        "-e",
        "sip.Status-Line",
        "-e",
        "_ws.expert.message");
  }

  private List<String> analyse(String filter, String... options) {
    Command.Result result =
        Command.run(
            Duration.ofSeconds(120),
            List.of("tshark", "-r", file.toString(), "-d", "udp.port==" + port + ",sip"),
            List.of("-Y", "udp.srcport == " + port + " and (" + filter + ")"),
            List.of(options));
    if (result.status() != 0) {
      throw new AssertionError("tshark cannot read its own capture: " + result);
    }
    return result.stdout().lines().toList();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
