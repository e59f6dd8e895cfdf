package io.tollgate.proxy.sip.tls;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** Reads PEM files (RFC 7468). */
final class PemFiles {
  /** What the JDK calls the kinds of keys that it knows. */
  private static final Map<String, String> KINDS =
      Map.of(
          "1.2.840.113549.1.1.1", "RSA",
          "1.2.840.10045.2.1", "EC",
          "1.3.101.112", "Ed25519");

  private PemFiles() {}

  /** The certificates in a file, at least one, in its order. */
  static List<X509Certificate> certificates(Path file) throws TlsFileException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Object object : objects(file)) {
      if (object instanceof X509CertificateHolder holder) {
        try {
          certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
        } catch (CertificateException e) {
          throw new TlsFileException(file, "a certificate in it cannot be read", e);
        }
      }
    }
    if (certificates.isEmpty()) {
      throw new TlsFileException(file, "there is no certificate in it");
    }
    return certificates;
  }

  /** The first private key in a file: PKCS#8, or the older forms of RSA and EC keys. */
  static PrivateKey privateKey(Path file) throws TlsFileException {
    for (Object object : objects(file)) {
      switch (object) {
        case PrivateKeyInfo key -> {
          return converted(file, key);
        }
        case PEMKeyPair pair -> {
          return converted(file, pair.getPrivateKeyInfo());
        }
        case PKCS8EncryptedPrivateKeyInfo locked -> throw locked(file);
        case PEMEncryptedKeyPair locked -> throw locked(file);
        default -> {}
      }
    }
    throw new TlsFileException(file, "there is no private key in it");
  }

  /** By the JDK's own code, which signs faster with its own keys. */
  private static PrivateKey converted(Path file, PrivateKeyInfo key) throws TlsFileException {
    String kind = key.getPrivateKeyAlgorithm().getAlgorithm().getId();
    try {
      return KeyFactory.getInstance(KINDS.getOrDefault(kind, kind))
          .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
    } catch (GeneralSecurityException | IOException e) {
      throw new TlsFileException(file, "its private key cannot be read: " + e.getMessage(), e);
    }
  }

  private static TlsFileException locked(Path file) {
    return new TlsFileException(file, "its private key has a passphrase, which nobody could enter");
  }

  private static List<Object> objects(Path file) throws TlsFileException {
    try (Reader reader = Files.newBufferedReader(file);
        PEMParser parser = new PEMParser(reader)) {
      List<Object> objects = new ArrayList<>();
      for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
        objects.add(object);
      }
      return objects;
    } catch (NoSuchFileException e) {
      throw new TlsFileException(file, "there is no such file", e);
    } catch (IOException e) {
      throw new TlsFileException(file, "it cannot be read as PEM: " + e.getMessage(), e);
    }
  }
}
