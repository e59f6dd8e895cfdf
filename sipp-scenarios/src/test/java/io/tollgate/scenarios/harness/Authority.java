package io.tollgate.scenarios.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A certificate authority for tests, by OpenSSL's command line: PEM files in one folder. */
public final class Authority {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Path folder;

  /** An authority with a certificate of its own, {@code authority.pem}. */
  public Authority(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=authority"
            + " -keyout authority.key -out authority.pem");
  }

  /** Its own certificate. */
  public Path certificate() {
    return folder.resolve("authority.pem");
  }

  /**
   * Gives out a certificate.
   *
   * @param names alternative names as OpenSSL writes them: {@code IP:127.0.0.1}
   * @return the PEM file; its key lies beside it, ending in {@code .key}
   */
  public Path issue(String name, String names) {
    try {
      Files.writeString(folder.resolve(name + ".ext"), "subjectAltName=" + names + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    openssl(
        "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN="
            + name
            + " -keyout "
            + name
            + ".key -out "
            + name
            + ".csr");
    openssl(
        "x509 -req -days 2 -CA authority.pem -CAkey authority.key -CAcreateserial -in "
            + name
            + ".csr -extfile "
            + name
            + ".ext -out "
            + name
            + ".pem");
    return folder.resolve(name + ".pem");
  }

  private void openssl(String arguments) {
    String inFolder = "cd '" + folder + "' && exec openssl " + arguments;
    Command.Result result = Command.run(PATIENCE, List.of("sh", "-c", inFolder));
    if (result.status() != 0) {
      throw new AssertionError("openssl " + arguments + ": " + result.stderr());
    }
  }
}
