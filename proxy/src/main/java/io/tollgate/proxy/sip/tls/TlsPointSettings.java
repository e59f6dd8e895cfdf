package io.tollgate.proxy.sip.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a TLS listening point shows and asks for.
 *
 * @param certificates the first is shown to clients that name no server, and where none fits the
 *     name (SNI, RFC 6066); empty for a self-signed one, made in {@code selfSigned}
 * @param selfSigned the folder where a certificate of our own making is kept
 * @param clientAuthorities the PEM file with the authorities whose certificates clients may show;
 *     without it none is asked for
 * @param clientsMustShow whether a client without a certificate is turned away
 */
public record TlsPointSettings(
    List<CertificateFiles> certificates,
    Path selfSigned,
    Optional<Path> clientAuthorities,
    boolean clientsMustShow) {
  public TlsPointSettings {
    certificates = List.copyOf(certificates);
  }
}
