package io.tollgate.proxy.sip.tls;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the edge opens TLS connections itself.
 *
 * @param authorities the PEM file with the authorities that carriers' certificates must come from;
 *     empty for those that the JDK trusts
 * @param certificate what is shown to a carrier that asks; nothing where empty
 */
public record TlsClientSettings(
    Optional<Path> authorities, Optional<CertificateFiles> certificate) {
  public static final TlsClientSettings DEFAULT =
      new TlsClientSettings(Optional.empty(), Optional.empty());

  /**
   * Says whether the files can be used.
   *
   * @throws TlsFileException where they cannot
   */
  public void check() throws TlsFileException {
    if (authorities.isPresent()) {
      PemFiles.certificates(authorities.get());
    }
    if (certificate.isPresent()) {
      certificate.get().check();
    }
  }
}
