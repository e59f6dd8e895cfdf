package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The TLS of a peer that has none of its own: stunnel, whose TLS is OpenSSL's. One end is plain TCP
 * on loopback.
 */
public final class Stunnel {
  private final Process process;

  private Stunnel(Process process) {
    this.process = process;
  }

  /** Takes plain connections on a port and carries them on to a TLS port that it checks. */
  public static Stunnel towards(Path folder, int plainPort, int tlsPort, Path authority) {
    return towards(folder, plainPort, tlsPort, authority, "");
  }

  /** The same, which shows a certificate of its own, as {@link Authority#issue} makes them. */
  public static Stunnel towards(
      Path folder, int plainPort, int tlsPort, Path authority, Path certificate) {
    return towards(folder, plainPort, tlsPort, authority, identity(certificate));
  }

  private static Stunnel towards(
      Path folder, int plainPort, int tlsPort, Path authority, String identity) {
    return start(
        folder,
        plainPort,
        """
        client = yes
        accept = 127.0.0.1:%d
        connect = 127.0.0.1:%d
        CAfile = %s
        verifyChain = yes
        checkIP = 127.0.0.1
        """
                .formatted(plainPort, tlsPort, authority)
            + identity);
  }

  /** Takes TLS connections on a port and carries them on to a plain one. */
  public static Stunnel inFrontOf(Path folder, int tlsPort, int plainPort, Path certificate) {
    return start(
        folder,
        tlsPort,
        """
        accept = 127.0.0.1:%d
        connect = 127.0.0.1:%d
        """
                .formatted(tlsPort, plainPort)
            + identity(certificate));
  }

  private static String identity(Path certificate) {
    return "cert = %s\nkey = %s\n"
        .formatted(certificate, certificate.toString().replace(".pem", ".key"));
  }

  private static Stunnel start(Path folder, int port, String service) {
    Path config = folder.resolve("stunnel-" + port + ".conf");
    try {
      Files.writeString(
          config, "foreground = yes\npid =\nsslVersionMin = TLSv1.2\n[sip]\n" + service);
      Process process =
          new ProcessBuilder("stunnel4", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("stunnel-" + port + ".log").toFile())
              .start();
      Ports.awaitTcp(port, process);
      return new Stunnel(process);
    } catch (IOException e) {
      throw new UncheckedIOException("stunnel does not start (Debian: stunnel4)", e);
    }
  }

  /** Ends it. */
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
