package io.tollgate.proxy.sip.tls;

import io.tollgate.proxy.file.OwnerOnly;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate of our own making, for an edge that was given none: it keeps listeners out, but
 * nobody can tell by it who the edge is. It stays the same from start to start, so that clients may
 * be told to trust it.
 */
public final class SelfSigned {
  private static final Logger LOG = LoggerFactory.getLogger(SelfSigned.class);

  private static final Duration LIFE = Duration.ofDays(825);

  /** It is made anew when so little of its life is left. */
  private static final Duration LAST_DAYS = Duration.ofDays(30);

  private static final int SERIAL_BITS = 120;

  private SelfSigned() {}

  /**
   * The certificate in {@code folder}; made where there is none, or none that lasts.
   *
   * @param host what peers know the edge by: a name or an address
   * @throws TlsFileException where it cannot be made or kept
   */
  public static CertificateFiles in(Path folder, String host, Instant now) throws TlsFileException {
    CertificateFiles files =
        new CertificateFiles(folder.resolve("self-signed.pem"), folder.resolve("self-signed.key"));
    if (!lasts(files, host, now)) {
      make(files, host, now);
      LOG.info(
          "made a self-signed certificate for {}: {}; clients that check it must trust it",
          host,
          files.certificate());
    }
    return files;
  }

  private static boolean lasts(CertificateFiles files, String host, Instant now) {
    if (!Files.exists(files.certificate())) {
      return false;
    }
    try {
      X509Certificate certificate = files.load().chain().getFirst();
      return certificate.getNotAfter().toInstant().isAfter(now.plus(LAST_DAYS))
          && PeerNames.include(certificate, host);
    } catch (TlsFileException e) {
      LOG.warn("{}; it is made anew", e.getMessage());
      return false;
    }
  }

  private static void make(CertificateFiles files, String host, Instant now)
      throws TlsFileException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      Files.createDirectories(files.certificate().toAbsolutePath().getParent());
      write(files.key(), new JcaPKCS8Generator(pair.getPrivate(), null), true);
      write(files.certificate(), certificate(pair, host, now), false);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new TlsFileException(
          files.certificate(), "a certificate cannot be made: " + e.getMessage(), e);
    }
  }

  private static X509Certificate certificate(KeyPair pair, String host, Instant now)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    X500Principal name = new X500Principal("CN=tollgate, OU=self-signed");
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            new BigInteger(SERIAL_BITS, new SecureRandom()),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(LIFE)),
            name,
            pair.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    builder.addExtension(Extension.subjectAlternativeName, false, names(host));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
  }

  private static GeneralNames names(String host) {
    Set<String> names = new LinkedHashSet<>(List.of(host, "localhost", "127.0.0.1", "::1"));
    return new GeneralNames(
        names.stream()
            .map(
                name ->
                    new GeneralName(
                        isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
            .toArray(GeneralName[]::new));
  }

  private static boolean isAddress(String name) {
    return name.indexOf(':') >= 0 || name.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
  }

  /** Beside the file first, so that nobody finds half of it. */
  private static void write(Path file, Object content, boolean secret) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(content);
    }
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(beside);
    if (secret) {
      OwnerOnly.create(beside);
    }
    Files.writeString(beside, text.toString());
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
