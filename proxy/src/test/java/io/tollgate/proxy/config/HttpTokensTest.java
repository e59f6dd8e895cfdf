package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tollgate.proxy.http.access.AccessToken;
import io.tollgate.proxy.http.access.AccessTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpTokensTest {
  private static final String HTTP = "{bind: \"127.0.0.1:8080\"}";

  @TempDir private Path folder;
  private ConfigFolder files;
  private Path kept;

  @BeforeEach
  void writeGoodFiles() {
    kept = folder.resolve("data/tokens.yaml");
    files = new ConfigFolder(folder);
  }

  private AccessTokens tokens(String http) throws ConfigException {
    return files.with(HTTP, http).load().http().tokens();
  }

  @Test
  void areNoneUnlessSaid() throws ConfigException {
    assertThat(tokens(HTTP)).isEqualTo(AccessTokens.NONE);
  }

  @Test
  void comeFromTheEnvironmentOrAFile() throws ConfigException {
    files.environment.put("ADMIN", "the-admin-token-0001");
    files.write("reader", "the-reader-token-001\n");
    AccessTokens tokens =
        tokens("{token: {env: ADMIN, else: generate}, readToken: {file: reader}}");
    assertThat(tokens.admin()).contains(AccessToken.of("the-admin-token-0001"));
    assertThat(tokens.reader()).contains(AccessToken.of("the-reader-token-001"));
    assertThat(files.tokens).isEmpty();
    assertThat(kept).doesNotExist();
  }

  @Test
  void areMadeAtTheFirstStartAndShownThenOnly() throws ConfigException, IOException {
    AccessTokens first = tokens("{token: generate, readToken: generate}");
    assertThat(files.tokens)
        .extracting(GeneratedToken::field)
        .containsExactly("http.token", "http.readToken");
    String shown = files.tokens.getFirst().token();
    assertThat(first.admin()).contains(AccessToken.of(shown));
    assertThat(files.tokens.getFirst().announcement().getFirst())
        .isEqualTo("Token made for http.token: " + shown);

    assertThat(files.load().http().tokens()).isEqualTo(first);
    assertThat(files.tokens).hasSize(2);
    assertThat(Files.readString(kept)).doesNotContain(shown);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
  }

  @Test
  void openTheServerToOtherMachines() throws ConfigException {
    String open = "{bind: \"0.0.0.0:8080\", token: generate}";
    assertThat(files.with(HTTP, open).load().http().bind().getAddress().isAnyLocalAddress())
        .isTrue();
  }

  @Test
  void areTwoDifferentOnes() {
    files.environment.put("TOKEN", "the-admin-token-0001");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> tokens("{token: {env: TOKEN}, readToken: {env: TOKEN}}"))
        .withMessage(
            files.file
                + ":7: http.readToken: it is the admin token; give those who only read one of"
                + " their own");
  }

  @Test
  void aCheckMakesNone() throws ConfigException {
    files.with(HTTP, "{token: generate}").check();
    assertThat(kept).doesNotExist();
    AccessTokens made = files.load().http().tokens();
    assertThat(files.check().http().tokens()).isEqualTo(made);
  }

  @Test
  void aDamagedFileIsToldWithItsPlace() {
    files.write("data/tokens.yaml", "http.token: {sha256: x}");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> tokens("{token: generate}"))
        .withMessageStartingWith(kept + ":1: http.token.sha256: ");
  }
}
