package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tollgate.proxy.trunk.DigestAlgorithm;
import io.tollgate.proxy.trunk.DigestUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedPasswordsTest {
  @TempDir private Path folder;
  private ConfigFolder files;
  private Path kept;

  @BeforeEach
  void writeGoodFiles() {
    kept = folder.resolve("data/credentials.yaml");
    files = new ConfigFolder(folder).with("{env: BOB}", "{env: ALICE, else: generate}");
  }

  private static DigestUser phone(TollgateConfig config) {
    return config.trunks().trunks().get(1).user().orElseThrow();
  }

  @Test
  void isMadeAtTheFirstStartAndShownThenOnly() throws ConfigException {
    DigestUser first = phone(files.load());
    assertThat(files.announced).hasSize(1);
    GeneratedPassword made = files.announced.getFirst();
    assertThat(made.trunk()).isEqualTo("phone");
    assertThat(made.user()).isEqualTo("bob");
    assertThat(made.keptIn()).isEqualTo(kept);
    assertThat(made.password()).hasSize(20);
    assertThat(first.ha1(DigestAlgorithm.MD5))
        .contains(DigestAlgorithm.MD5.ha1("bob", "tollgate.test", made.password()));

    assertThat(phone(files.load())).isEqualTo(first);
    assertThat(files.announced).hasSize(1);
  }

  @Test
  void isKeptAsHashesThatOnlyTheOwnerReads() throws ConfigException, IOException {
    files.load();
    String text = Files.readString(kept);
    assertThat(text).contains("bob").doesNotContain(files.announced.getFirst().password());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    assertThat(kept.getParent()).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void theEnvironmentWinsAndNothingIsMade() throws ConfigException {
    files.environment.put("ALICE", "mine");
    assertThat(phone(files.load()).ha1(DigestAlgorithm.MD5))
        .contains(DigestAlgorithm.MD5.ha1("bob", "tollgate.test", "mine"));
    assertThat(files.announced).isEmpty();
    assertThat(kept).doesNotExist();
  }

  @Test
  void anEmptyVariableIsNone() throws ConfigException {
    files.environment.put("ALICE", "");
    files.load();
    assertThat(files.announced).hasSize(1);
  }

  @Test
  void theShortFormMakesOneToo() throws ConfigException {
    files.with("{env: BOB}", "generate").load();
    assertThat(files.announced).hasSize(1);
  }

  @Test
  void eachTrunkHasItsOwnAndKeepsIt() throws ConfigException {
    DigestUser phone = phone(files.load());
    files.write(
        "tollgate.yaml",
        ConfigFolder.GOOD
            .replace("{env: BOB}", "generate")
            .replace("{file: pbx.secret}", "generate"));
    TollgateConfig both = files.load();
    assertThat(phone(both)).isEqualTo(phone);
    assertThat(files.announced)
        .extracting(GeneratedPassword::trunk)
        .containsExactly("phone", "pbx");
    assertThat(files.announced.get(0).password()).isNotEqualTo(files.announced.get(1).password());
  }

  @Test
  void anotherRealmUserOrAlgorithmNeedsAnotherPassword() throws ConfigException {
    files.load();
    String generated = ConfigFolder.GOOD.replace("{env: BOB}", "generate");
    files.write("tollgate.yaml", generated.replace("tollgate.test", "elsewhere.test"));
    files.load();
    files.write("tollgate.yaml", generated.replace("user: bob", "user: robert"));
    files.load();
    files.write("tollgate.yaml", generated.replace("[SHA-256, MD5]", "[SHA-512-256]"));
    files.load();
    assertThat(files.announced).hasSize(4);
  }

  @Test
  void aCheckWritesNothingAndReadsWhatIsThere() throws ConfigException {
    assertThat(phone(files.check())).isNotEqualTo(phone(files.check()));
    assertThat(kept).doesNotExist();
    DigestUser made = phone(files.load());
    assertThat(phone(files.check())).isEqualTo(made);
  }

  @Test
  void aDamagedFileIsToldWithItsPlace() throws ConfigException {
    files.load();
    files.write("data/credentials.yaml", "phone: {user: bob, realm: tollgate.test, ha1: {MD5: x}}");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(files::load)
        .withMessageStartingWith(kept + ":1: phone.ha1.MD5: it is not an HA1");
  }

  @Test
  void aFolderThatCannotBeWrittenIsToldAtThePassword() {
    files.write("data", "a file where the folder should be");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(files::load)
        .withMessageStartingWith(
            files.file + ":20: trunks.phone.password: the password that was made cannot be kept")
        .withMessageEndingWith("; make the data folder writable");
  }
}
