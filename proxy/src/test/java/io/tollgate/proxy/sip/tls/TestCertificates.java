package io.tollgate.proxy.sip.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority of its own, and the certificates that it gives out, as PEM files in a folder. */
public final class TestCertificates {
  private final Path folder;
  private final KeyPair authorityKey = key("EC");
  private final X509Certificate authority =
      certificate("Test authority", authorityKey, true, List.of());
  private int serial;

  /** An authority that writes into this folder. */
  public TestCertificates(Path folder) {
    this.folder = folder;
    write(folder.resolve("authority.pem"), authority);
  }

  /** The authority's own certificate. */
  public Path authority() {
    return folder.resolve("authority.pem");
  }

  X509Certificate authorityCertificate() {
    return authority;
  }

  /**
   * A certificate and its key.
   *
   * @param name of the files
   * @param names alternative names, each {@code dns:…}, {@code uri:…} or {@code ip:…}
   */
  public CertificateFiles issue(String name, String... names) {
    return issueFor("EC", name, names);
  }

  CertificateFiles issueFor(String algorithm, String name, String... names) {
    KeyPair key = key(algorithm);
    List<GeneralName> alternatives = List.of(names).stream().map(TestCertificates::name).toList();
    CertificateFiles files =
        new CertificateFiles(folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
    write(files.certificate(), certificate(name, key, false, alternatives));
    try {
      write(files.key(), new JcaPKCS8Generator(key.getPrivate(), null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static GeneralName name(String name) {
    String value = name.substring(name.indexOf(':') + 1);
    return switch (name.substring(0, name.indexOf(':'))) {
      case "dns" -> new GeneralName(GeneralName.dNSName, value);
      case "uri" -> new GeneralName(GeneralName.uniformResourceIdentifier, value);
      case "ip" -> new GeneralName(GeneralName.iPAddress, value);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static KeyPair key(String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private X509Certificate certificate(
      String name, KeyPair key, boolean isAuthority, List<GeneralName> alternatives) {
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Principal("CN=Test authority"),
            BigInteger.valueOf(++serial),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(Duration.ofDays(1))),
            new X500Principal("CN=" + name),
            key.getPublic());
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
      if (!alternatives.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(alternatives.toArray(GeneralName[]::new)));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKey.getPrivate())));
    } catch (IOException | GeneralSecurityException | OperatorException e) {
      throw new AssertionError(e);
    }
  }

  private static void write(Path file, Object content) {
    try (Writer text = Files.newBufferedWriter(file);
        JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
