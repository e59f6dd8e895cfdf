package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The softphone linphone on its command line (linphonec), without a sound card: it plays and
 * records files. It has a user name and a password, and calls over UDP, TCP or TLS.
 */
public final class Linphone implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String SETTINGS =
      """
      [sip]
      sip_port=%1$d
      sip_tcp_port=%2$d
      sip_tls_port=%3$d
      verify_server_certs=1
      root_ca=%4$s
      default_proxy=0
      register_only_when_network_is_up=0
      [proxy_0]
      reg_proxy=<sip:%5$s>
      reg_route=<sip:%5$s>
      reg_identity=<sip:%6$s@tollgate.test>
      reg_sendregister=0
      publish=0
      [auth_info_0]
      username=%6$s
      passwd=%7$s
      realm=tollgate.test
      [rtp]
      audio_rtp_port=%8$d
      """;

  private final Path log;
  private final Process process;
  private final Writer commands;

  private Linphone(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Starts it.
   *
   * @param folder for its configuration and log
   * @param edge the proxy as it stands in a SIP URI, with port and transport
   * @param authority who must have given out the certificate of an edge with TLS
   */
  public static Linphone start(
      Path folder, String edge, Path authority, String user, String password) {
    Path log = folder.resolve("linphone.log");
    try {
      Files.createDirectories(folder.resolve(".local/share/linphone"));
      Path settings =
          Files.writeString(
              folder.resolve("linphonerc"),
              SETTINGS.formatted(
                  Ports.free(),
                  Ports.free(),
                  Ports.free(),
                  authority,
                  edge,
                  user,
                  password,
                  Ports.free()));
      ProcessBuilder builder =
          new ProcessBuilder("linphonec", "-c", settings.toString())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().put("HOME", folder.toString());
      Linphone phone = new Linphone(builder.start(), log);
      phone.say("soundcard use files");
      phone.awaitReport("Using wav files");
      return phone;
    } catch (IOException e) {
      throw new UncheckedIOException("linphonec does not start (Debian: linphone-cli)", e);
    }
  }

  /** Calls this URI. */
  public void call(String uri) {
    say("call " + uri);
  }

  /** Hangs up. */
  public void hangUp() {
    say("terminate");
  }

  private void say(String command) {
    try {
      commands.write(command + "\n");
      commands.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("linphone does not listen" + Logs.tail("linphone", log), e);
    }
  }

  /** Waits until it has reported something. */
  public void awaitReport(String words) {
    try {
      Await.that(
          "linphone to report " + words,
          PATIENCE,
          () -> {
            if (!process.isAlive()) {
              throw new AssertionError("linphone ended without reporting " + words);
            }
            return Logs.read(log).contains(words);
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + Logs.tail("linphone", log), e);
    }
  }

  @Override
  public void close() {
    try {
      commands.write("quit\n");
      commands.close();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly(); // it is gone, or as good as gone
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
