package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real Kamailio on a port of 127.0.0.1, as a proxy that insists on standing in the way: it
 * records its route, sends new requests on to one place, and requests within a dialog only where
 * their Route says.
 */
public final class Kamailio implements AutoCloseable {
  private static final String CONFIG =
      """
      #!KAMAILIO
      debug=0
      log_stderror=yes
      children=1
      listen=udp:127.0.0.1:%d
      auto_aliases=no
      disable_tcp=yes
      dns=no
      loadmodule "tm.so"
      loadmodule "sl.so"
      loadmodule "rr.so"
      loadmodule "pv.so"
      loadmodule "maxfwd.so"
      loadmodule "textops.so"
      loadmodule "siputils.so"
      request_route {
        if (!mf_process_maxfwd_header("70")) {
          sl_send_reply("483", "Too Many Hops");
          exit;
        }
        if (has_totag()) {
          if (loose_route()) {
            t_relay();
          } else if (is_method("ACK")) {
            if (t_check_trans()) t_relay();
          } else {
            sl_send_reply("404", "No Route");
          }
          exit;
        }
        if (is_method("CANCEL")) {
          if (t_check_trans()) t_relay();
          exit;
        }
        t_check_trans();
        record_route();
        $du = "sip:127.0.0.1:%d";
        t_relay();
      }
      """;

  /** As a carrier in trouble: what it does depends on the last digits of the called number. */
  private static final String FAILING =
      """
      #!KAMAILIO
      debug=0
      log_stderror=yes
      children=1
      listen=udp:127.0.0.1:%1$d
      listen=tcp:127.0.0.1:%1$d
      tcp_children=1
      auto_aliases=no
      dns=no
      loadmodule "tm.so"
      loadmodule "sl.so"
      loadmodule "pv.so"
      loadmodule "textops.so"
      loadmodule "siputils.so"
      modparam("tm", "fr_timer", 1000)
      request_route {
        if (is_method("ACK")) {
          t_check_trans();
          exit;
        }
        if (is_method("CANCEL")) {
          if (t_check_trans()) t_relay();
          exit;
        }
        if ($rU =~ "000$") exit;
        if ($rU =~ "503$") {
          t_newtran();
          t_reply("503", "Service Unavailable");
          exit;
        }
        if ($rU =~ "486$") {
          t_newtran();
          t_reply("486", "Busy Here");
          exit;
        }
        if ($rU =~ "777$") {
          t_set_auto_inv_100("0");
          t_set_fr("60000", "60000");
        }
        $du = "sip:127.0.0.1:%2$d";
        t_relay();
      }
      """;

  private final int port;
  private final Path log;
  private final Process process;

  private Kamailio(int port, Path log, Process process) {
    this.port = port;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param folder for its configuration and log
   * @param port where it listens
   * @param target the port of 127.0.0.1 that it sends new requests to
   */
  public static Kamailio start(Path folder, int port, int target) {
    return start(folder, CONFIG, port, target);
  }

  /**
   * Starts one, over UDP and TCP, that refuses numbers that end in 503 or 486 so, says nothing
   * where they end in 000, and sends all others on to where it waits a second for an answer. Where
   * they end in 777, it says nothing itself until that has come, and waits a minute for it.
   *
   * @param folder for its configuration and log
   * @param port where it listens
   * @param target the port of 127.0.0.1 that it sends calls on to
   */
  public static Kamailio startFailing(Path folder, int port, int target) {
    return start(folder, FAILING, port, target);
  }

  private static Kamailio start(Path folder, String configuration, int port, int target) {
    Path log = folder.resolve("kamailio-" + port + ".log");
    try {
      Path config = folder.resolve("kamailio-" + port + ".cfg");
      Files.writeString(config, configuration.formatted(port, target));
      Process process =
          new ProcessBuilder(
                  List.of(
                      program(),
                      "-DD",
                      "-E",
                      "-f",
                      config.toString(),
                      "-Y",
                      folder.toString(),
                      "-w",
                      folder.toString(),
                      "-m",
                      "32",
                      "-M",
                      "4"))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Kamailio kamailio = new Kamailio(port, log, process);
      try {
        Ports.awaitUdp(port, process);
      } catch (AssertionError e) {
        kamailio.close();
        throw new AssertionError(e.getMessage() + Logs.tail("kamailio", log), e);
      }
      return kamailio;
    } catch (IOException e) {
      throw new UncheckedIOException("kamailio does not start (Debian: kamailio)", e);
    }
  }

  /** Debian has it where only root looks. */
  private static String program() {
    Path debian = Path.of("/usr/sbin/kamailio");
    return Files.isExecutable(debian) ? debian.toString() : "kamailio";
  }

  /** Where it listens, at 127.0.0.1. */
  public int port() {
    return port;
  }

  /** What it said so far. */
  public String log() {
    return Logs.read(log);
  }

  /** Ends it and its children at once: its connections break, and it says nothing any more. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    close();
  }

  @Override
  public void close() {
    process.destroy(); // its main process takes the others along
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
