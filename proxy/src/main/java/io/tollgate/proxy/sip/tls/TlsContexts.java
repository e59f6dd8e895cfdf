package io.tollgate.proxy.sip.tls;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/**
 * Makes TLS contexts out of PEM files: TLS 1.2 and 1.3, forward secrecy and authenticated
 * encryption only, by BouncyCastle's JSSE.
 *
 * <p>It takes its cryptography from the JVM's providers, in their order: EC and AES from the JDK,
 * whose code is the faster, and from BouncyCastle, which stands last, what the JDK knows by other
 * names (RSA-PSS, which TLS 1.3 needs for RSA keys).
 */
final class TlsContexts {
  /** Held, or java.util.logging would forget their levels. */
  private static final List<Logger> QUIET =
      List.of(
          // A line for every handshake and every alert.
          quiet("org.bouncycastle.jsse.provider", Level.WARNING),
          // The JDK's list of weak algorithms has words that it does not know.
          quiet("org.bouncycastle.jsse.provider.DisabledAlgorithmConstraints", Level.SEVERE));

  private static final Provider JSSE = jsse();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALGORITHM = "PKIX";
  private static final char[] NO_PASSWORD = {};

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final List<String> SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  /** Sessions that clients may take up again (TLS 1.2; the provider has none for 1.3). */
  private static final int SESSIONS = 20_000;

  private static final Duration SESSION_LIFE = Duration.ofHours(1);

  private TlsContexts() {}

  private static Logger quiet(String name, Level level) {
    Logger logger = Logger.getLogger(name);
    logger.setLevel(level);
    return logger;
  }

  private static Provider jsse() {
    if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
    return new BouncyCastleJsseProvider();
  }

  /** What a listening point shows. */
  static SslContext server(CertificateFiles.Loaded shown, Optional<Path> authorities, boolean must)
      throws TlsFileException {
    try {
      SslContextBuilder builder = common(SslContextBuilder.forServer(keys(shown)));
      if (authorities.isPresent()) {
        builder.trustManager((TrustManager) chains(authorities));
        builder.clientAuth(must ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL);
      }
      return builder.build();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a certificate that was read cannot be used", e);
    }
  }

  /** How carriers are met: their certificates are checked, host included. */
  static SslContext client(TlsClientSettings settings) throws TlsFileException {
    try {
      SslContextBuilder builder = common(SslContextBuilder.forClient());
      builder.trustManager((TrustManager) new HostCheck(chains(settings.authorities())));
      if (settings.certificate().isPresent()) {
        builder.keyManager(keys(settings.certificate().get().load()));
      }
      return builder.build();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a certificate that was read cannot be used", e);
    }
  }

  private static SslContextBuilder common(SslContextBuilder builder) throws SSLException {
    return builder
        .sslProvider(SslProvider.JDK)
        .sslContextProvider(JSSE)
        .secureRandom(RANDOM)
        .protocols(PROTOCOLS)
        .ciphers(SUITES)
        .endpointIdentificationAlgorithm(
            null) // RFC 5922's rules are not HTTP's: HostCheck has them
        .sessionCacheSize(SESSIONS)
        .sessionTimeout(SESSION_LIFE.toSeconds());
  }

  private static KeyManagerFactory keys(CertificateFiles.Loaded shown)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "edge", shown.key(), NO_PASSWORD, shown.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(ALGORITHM, JSSE);
    keys.init(store, NO_PASSWORD);
    return keys;
  }

  private static X509ExtendedTrustManager chains(Optional<Path> authorities)
      throws GeneralSecurityException, IOException, TlsFileException {
    TrustManagerFactory trust = TrustManagerFactory.getInstance(ALGORITHM, JSSE);
    if (authorities.isEmpty()) {
      trust.init((KeyStore) null); // the JDK's own
    } else {
      KeyStore store = emptyStore();
      for (X509Certificate authority : PemFiles.certificates(authorities.get())) {
        store.setCertificateEntry("authority-" + store.size(), authority);
      }
      trust.init(store);
    }
    for (TrustManager manager : trust.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new IllegalStateException("the provider has no trust manager");
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }
}
