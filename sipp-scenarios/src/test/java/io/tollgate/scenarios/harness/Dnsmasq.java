package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real DNS server with a few records, on a port of 127.0.0.1. */
public final class Dnsmasq implements AutoCloseable {
  private final Process process;

  private Dnsmasq(Process process) {
    this.process = process;
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param folder for its log
   * @param secondsToLive of all records
   * @param records as options of dnsmasq's, such as {@code --host-record=a.test,127.0.0.1}
   */
  public static Dnsmasq start(Path folder, int port, int secondsToLive, List<String> records) {
    String dnsmasq =
        Files.isExecutable(Path.of("/usr/sbin/dnsmasq")) ? "/usr/sbin/dnsmasq" : "dnsmasq";
    List<String> command =
        new ArrayList<>(
            List.of(
                dnsmasq,
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--no-resolv",
                "--no-hosts",
                "--user=" + System.getProperty("user.name"),
                "--pid-file",
                "--listen-address=127.0.0.1",
                "--bind-interfaces",
                "--port=" + port,
                "--local=/test/",
                "--local-ttl=" + secondsToLive));
    command.addAll(records);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("dnsmasq.log").toFile())
              .start();
      Ports.awaitUdp(port, process);
      return new Dnsmasq(process);
    } catch (IOException e) {
      throw new UncheckedIOException("dnsmasq does not start (Debian: dnsmasq-base)", e);
    }
  }

  /** Stops it; from then on nobody answers at its port. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
