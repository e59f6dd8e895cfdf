package io.tollgate.scenarios.harness;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The softphone baresip on its command line, without a sound card: it says a tone and listens into
 * nowhere. It has a user name and a password, and registers where it is told to.
 */
public final class Baresip implements AutoCloseable {
  private static final int SAMPLES_A_SECOND = 8_000;
  private static final int TONE = 440;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path NOWHERE = Path.of("/nonexistent");

  private final Path log;
  private final Process process;

  private Baresip(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * What it talks to.
   *
   * @param edge the proxy and registrar
   * @param transport {@code udp}, {@code tcp} or {@code tls}
   * @param settings further lines of its configuration
   */
  private record Line(InetSocketAddress edge, String transport, String settings) {
    private static Line udp(InetSocketAddress edge) {
      return new Line(edge, "udp", "");
    }

    private static Line tcp(InetSocketAddress edge) {
      return new Line(edge, "tcp", "");
    }

    /** Checks the edge's certificate. */
    private static Line tls(InetSocketAddress edge, Path authority) {
      return new Line(edge, "tls", "sip_cafile " + authority + "\nsip_verify_server yes\n");
    }

    private List<String> dial(String called) {
      return List.of("-e", "/dial sip:" + called + "@" + host(edge) + ";transport=" + transport);
    }
  }

  /**
   * Starts it and has it call.
   *
   * @param folder for its configuration and log
   * @param edge the proxy that it talks to
   * @param called a number
   */
  public static Baresip call(
      Path folder, InetSocketAddress edge, String user, String password, String called) {
    Line line = Line.udp(edge);
    return start(folder, line, user, password, 0, "", line.dial(called));
  }

  /**
   * The same over TLS.
   *
   * @param authority who must have given out the edge's certificate
   */
  public static Baresip callOverTls(
      Path folder,
      InetSocketAddress edge,
      Path authority,
      String user,
      String password,
      String called) {
    Line line = Line.tls(edge, authority);
    return start(folder, line, user, password, 0, "", line.dial(called));
  }

  /**
   * Starts it and has it register.
   *
   * @param folder for its configuration and log
   * @param edge the registrar
   */
  public static Baresip register(
      Path folder, InetSocketAddress edge, String user, String password) {
    return start(folder, Line.udp(edge), user, password, 60, "", List.of());
  }

  /**
   * The same over TLS.
   *
   * @param authority who must have given out the edge's certificate
   */
  public static Baresip registerOverTls(
      Path folder, InetSocketAddress edge, Path authority, String user, String password) {
    return start(folder, Line.tls(edge, authority), user, password, 60, "", List.of());
  }

  /**
   * Starts it and has it register, and answer whoever calls.
   *
   * @param folder for its configuration and log
   * @param edge the registrar
   * @param proxy where it sends all that it sends
   */
  public static Baresip answer(
      Path folder, InetSocketAddress edge, InetSocketAddress proxy, String user, String password) {
    return start(
        folder,
        Line.udp(edge),
        user,
        password,
        60,
        ";answermode=auto;outbound=\"sip:" + host(proxy) + ";transport=udp\"",
        List.of());
  }

  /** Has it register over TCP, and answer whoever calls. */
  public static Baresip answerOverTcp(
      Path folder, InetSocketAddress edge, String user, String password) {
    return start(folder, Line.tcp(edge), user, password, 60, ";answermode=auto", List.of());
  }

  /**
   * The same over TLS.
   *
   * @param authority who must have given out the edge's certificate
   */
  public static Baresip answerOverTls(
      Path folder, InetSocketAddress edge, Path authority, String user, String password) {
    return start(
        folder, Line.tls(edge, authority), user, password, 60, ";answermode=auto", List.of());
  }

  private static String host(InetSocketAddress edge) {
    return edge.getAddress().getHostAddress() + ":" + edge.getPort();
  }

  private static Baresip start(
      Path folder,
      Line edge,
      String user,
      String password,
      int registerSeconds,
      String parameters,
      List<String> options) {
    String host = host(edge.edge());
    int rtp = Ports.free();
    try {
      Files.write(folder.resolve("tone.wav"), tone());
      Files.writeString(
          folder.resolve("accounts"),
          "<sip:%s@%s;transport=%s>;regint=%d;auth_user=%s;auth_pass=%s;audio_codecs=PCMU%s\n"
              .formatted(
                  user, host, edge.transport(), registerSeconds, user, password, parameters));
      Files.writeString(
          folder.resolve("config"),
          """
          %ssip_listen 127.0.0.1:%d
          net_interface 127.0.0.1
          rtp_ports %d-%d
          module_path %s
          module g711.so
          module aufile.so
          module aubridge.so
          module account.so
          module menu.so
          audio_source aufile,%s
          audio_player aubridge,nowhere
          audio_alert aubridge,nowhere
          """
              .formatted(
                  edge.settings(),
                  Ports.free(),
                  rtp,
                  rtp + 1,
                  modules(),
                  folder.resolve("tone.wav")));
      Path log = folder.resolve("baresip.log");
      List<String> line =
          new ArrayList<>(
              List.of("baresip", "-4", "-v", "-s", "-t", "300", "-f", folder.toString()));
      line.addAll(options);
      Process process =
          new ProcessBuilder(line)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new Baresip(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException("baresip does not start (Debian: baresip-core)", e);
    }
  }

  /** Debian puts them into /usr/lib, others into /usr/local/lib or /usr/lib64. */
  private static Path modules() {
    return Stream.of("/usr/lib", "/usr/local/lib", "/usr/lib64")
        .map(lib -> Path.of(lib, "baresip", "modules"))
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(NOWHERE);
  }

  /** Five seconds of a tone, as a WAV file. */
  private static byte[] tone() throws IOException {
    int samples = 5 * SAMPLES_A_SECOND;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream wav = new DataOutputStream(bytes)) {
      wav.writeBytes("RIFF");
      wav.writeInt(Integer.reverseBytes(36 + 2 * samples));
      wav.writeBytes("WAVEfmt ");
      wav.writeInt(Integer.reverseBytes(16));
      wav.writeShort(Short.reverseBytes((short) 1));
      wav.writeShort(Short.reverseBytes((short) 1));
      wav.writeInt(Integer.reverseBytes(SAMPLES_A_SECOND));
      wav.writeInt(Integer.reverseBytes(2 * SAMPLES_A_SECOND));
      wav.writeShort(Short.reverseBytes((short) 2));
      wav.writeShort(Short.reverseBytes((short) 16));
      wav.writeBytes("data");
      wav.writeInt(Integer.reverseBytes(2 * samples));
      for (int i = 0; i < samples; i++) {
        double angle = 2 * Math.PI * TONE * i / SAMPLES_A_SECOND;
        wav.writeShort(Short.reverseBytes((short) (8_000 * Math.sin(angle))));
      }
    }
    return bytes.toByteArray();
  }

  /** Waits until it has reported something in its log. */
  public String awaitReport(String words) {
    try {
      return Await.until(
          "baresip to report " + words,
          PATIENCE,
          () -> {
            Optional<String> line =
                Logs.read(log).lines().filter(text -> text.contains(words)).findFirst();
            if (line.isEmpty() && !process.isAlive()) {
              throw new AssertionError("baresip ended without reporting " + words);
            }
            return line;
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + Logs.tail("baresip", log), e);
    }
  }

  /** Hangs up and waits for its end. */
  public void quit() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("baresip did not end" + Logs.tail("baresip", log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while baresip ended", e);
    }
  }

  /** What it wrote so far. */
  public List<String> log() {
    return Logs.read(log).lines().toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
