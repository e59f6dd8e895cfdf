package io.tollgate.proxy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A password that comes by standard input. */
class PasswordSourceTest {
  private static Optional<String> firstLine(byte[] bytes) throws IOException {
    return PasswordSource.firstLine(new ByteArrayInputStream(bytes));
  }

  private static Optional<String> firstLine(String text) throws IOException {
    return firstLine(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void isTheFirstLineWhateverEndsIt() throws IOException {
    assertThat(firstLine("gr\u00fcn \n")).contains("gr\u00fcn ");
    assertThat(firstLine("a\r\nb\n")).contains("a");
    assertThat(firstLine("a")).contains("a");
    assertThat(firstLine("\n")).contains("");
    assertThat(firstLine("")).isEmpty();
  }

  /** Else the hashes would be those of a password that nobody has. */
  @Test
  void isRefusedWhereItIsNotUtf8() {
    assertThatExceptionOfType(CharacterCodingException.class)
        .isThrownBy(() -> firstLine("gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1)));
  }
}
