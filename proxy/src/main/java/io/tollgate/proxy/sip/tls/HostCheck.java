package io.tollgate.proxy.sip.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a server whose certificate is valid and speaks for the host that was meant (RFC 5922
 * §7.2): the one that the engine was made for.
 */
final class HostCheck extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager chains;

  /** Checks chains by {@code chains}, then names. */
  HostCheck(X509ExtendedTrustManager chains) {
    this.chains = chains;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    chains.checkServerTrusted(chain, authType, engine);
    String host = engine.getPeerHost();
    if (!PeerNames.include(chain[0], host)) {
      throw new CertificateException(
          "the certificate is for " + PeerNames.of(chain[0]) + ", not for " + host);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    chains.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return chains.getAcceptedIssuers();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw unknownHost();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw unknownHost();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw unknownHost();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw unknownHost();
  }

  private static CertificateException unknownHost() {
    return new CertificateException("without an engine nobody knows which host was meant");
  }
}
