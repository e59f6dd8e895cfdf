package io.tollgate.proxy.sip.tls;

import java.nio.file.Path;

/** A certificate or key cannot be used; the message names the file and says why. */
public final class TlsFileException extends Exception {
  private static final long serialVersionUID = 1;

  TlsFileException(Path file, String why, Throwable cause) {
    super(file + ": " + why, cause);
  }

  TlsFileException(Path file, String why) {
    super(file + ": " + why);
  }
}
