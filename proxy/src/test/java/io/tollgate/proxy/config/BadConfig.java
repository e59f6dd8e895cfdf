package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A feature's mistakes, and the one line that tells of each. What extends this has a static method
 * {@code mistakes} that gives the arguments of {@link #isToldInOneLine}.
 */
abstract class BadConfig {
  @TempDir Path folder;
  ConfigFolder files;

  @BeforeEach
  void writeGoodFiles() {
    files = new ConfigFolder(folder);
  }

  /**
   * @param said what {@link ConfigFolder#GOOD} says
   * @param instead what it says instead
   * @param expected the whole message, with {@code tollgate.yaml} for the file's path and {@code
   *     FOLDER} for its folder's
   */
  @ParameterizedTest(name = "{2}")
  @MethodSource("mistakes")
  void isToldInOneLine(String said, String instead, String expected) {
    files.with(said, instead);
    assertRefused(
        expected
            .replaceFirst("^tollgate.yaml", files.file.toString())
            .replace("at tollgate.yaml", "at " + files.file)
            .replace("FOLDER", folder.toString()));
  }

  /** The files as they are now are refused with this message. */
  final void assertRefused(String message) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(files::check)
        .withMessage(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }
}
