package io.tollgate.proxy.sip.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

/**
 * What the edge shows of itself: a chain of certificates, its own first, and the key to that.
 *
 * @param certificate the PEM file with the chain
 * @param key the PEM file with the private key; it may be the same file
 */
public record CertificateFiles(Path certificate, Path key) {
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  private static final byte[] PROBE = {1, 2, 3};

  /**
   * Both, as they are in memory.
   *
   * @param chain the edge's own first
   */
  record Loaded(List<X509Certificate> chain, PrivateKey key) {}

  /**
   * Reads both files.
   *
   * @throws TlsFileException where one cannot be read, or they do not belong together
   */
  Loaded load() throws TlsFileException {
    Loaded loaded = new Loaded(PemFiles.certificates(certificate), PemFiles.privateKey(key));
    requirePair(loaded);
    return loaded;
  }

  /**
   * Says whether both files can be used.
   *
   * @throws TlsFileException where they cannot
   */
  public void check() throws TlsFileException {
    load();
  }

  private void requirePair(Loaded loaded) throws TlsFileException {
    String algorithm = loaded.key.getAlgorithm();
    String signing = SIGNATURES.get(algorithm.equals("Ed25519") ? "EdDSA" : algorithm);
    if (signing == null) {
      throw new TlsFileException(key, "keys of the kind " + algorithm + " are not taken");
    }
    try {
      Signature signature = Signature.getInstance(signing);
      signature.initSign(loaded.key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(loaded.chain.getFirst().getPublicKey());
      signature.update(PROBE);
      if (signature.verify(signed)) {
        return;
      }
    } catch (GeneralSecurityException e) {
      throw new TlsFileException(key, "it is not the key to " + certificate, e);
    }
    throw new TlsFileException(key, "it is not the key to " + certificate);
  }
}
