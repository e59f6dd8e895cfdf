package io.tollgate.proxy.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {
  /** The first example of FIPS 180-4's (NIST, SHA256.pdf). */
  @Test
  void partsCountAsOneText() {
    String hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertThat(HexFormat.of().formatHex(Sha256.of(bytes("abc")))).isEqualTo(hash);
    assertThat(HexFormat.of().formatHex(Sha256.of(bytes("a"), bytes("bc")))).isEqualTo(hash);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
