package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tollgate.proxy.deck.DeckFile;
import io.tollgate.proxy.deck.DeckLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a changed file changes, and what of that a running edge can take. */
class LiveChangesTest {
  @TempDir private Path folder;
  private ConfigFolder files;
  private TollgateConfig.Source before;

  @BeforeEach
  void load() throws ConfigException {
    files = new ConfigFolder(folder);
    before = files.check().source();
  }

  private TollgateConfig.Source changed(String what, String instead) throws ConfigException {
    return files.with(what, instead).check().source();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cps: 3                     | cps: 4                            | trunks.hq.cps",
        "announcePrice: false       | announcePrice: true               | trunks.hq.announcePrice",
        "home: [198.51.100.7]       | home: [198.51.100.8]              | lists.home[0]",
        "home: [198.51.100.7]       | home: [198.51.100.7, 192.0.2.77]  | lists.home",
        "acme: {deck: demo, cps: 5} | acme: {deck: demo}                | accounts.acme.cps",
        "digits: 2                  | digits: 3                         | decks.demo.digits",
        "digits: 2                  | digits: 2, rounding: down         | decks.demo.rounding",
        "noAnswer: 90s, maxDuration: 2h | maxDuration: 3h               | calls.noAnswer,"
            + " calls.maxDuration",
        "{uri: demo}                | {id: x, uri: demo}                |"
            + " carriers.c1.gateways[1].id",
        "user: bob                  | user: bobby                       | trunks.phone.user",
      })
  void namesWhatChanges(String what, String instead, String paths) throws ConfigException {
    TollgateConfig.Source after = changed(what, instead);
    assertThat(String.join(", ", before.changesTo(after))).isEqualTo(paths);
    assertThat(before.restartNeededFor(after)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "127.0.0.1:5060               | 127.0.0.1:5062             | listen[0].bind",
        "http: {bind: \"127.0.0.1:8080\"} | http: {bind: \"127.0.0.1:8081\"} | http.bind",
        "realm: tollgate.test         | realm: other.test          | realm",
        "nonceLife: 30s               | nonceLife: 31s             | digest.nonceLife",
        "store: {file: state/records.db} | store: {file: other.db} | store.file",
        "pop: fra                     | pop: vie                   | node.pop",
        "loops: 2                     | loops: 3                   | loops",
        "ringFor: 500ms               | ringFor: 600ms             | demo.ringFor",
      })
  void namesWhatNeedsARestart(String what, String instead, String path) throws ConfigException {
    TollgateConfig.Source after = changed(what, instead);
    assertThat(before.restartNeededFor(after)).containsExactly(path);
  }

  @Test
  void linesCommentsAndOrderChangeNothing() throws ConfigException {
    files.write(
        "tollgate.yaml",
        "# new\n\n"
            + ConfigFolder.GOOD.replace(
                "{account: acme, auth: list", "{auth: list, account: acme"));
    assertThat(before.changesTo(files.check().source())).isEmpty();
  }

  @Test
  void aTokenMayComeWhileTheEdgeRuns() throws ConfigException {
    TollgateConfig.Source after =
        changed(
            "http: {bind: \"127.0.0.1:8080\"}",
            "http: {bind: \"127.0.0.1:8080\", token: generate}");
    assertThat(before.changesTo(after)).containsExactly("http.token");
    assertThat(before.restartNeededFor(after)).isEmpty();
  }

  @Test
  void aSectionThatAppearsIsNamedByItsFields() throws ConfigException {
    files.write(
        "tollgate.yaml", ConfigFolder.GOOD.replace("store: {file: state/records.db}\n", ""));
    assertThat(before.restartNeededFor(files.check().source())).containsExactly("store.file");
  }

  /** The text file changes, and the configuration itself does not. */
  @Test
  void namesTheListWhoseFileChanges() throws ConfigException {
    Path list = files.write("lists/customers.txt", "198.51.100.7\n");
    files.with("home: [198.51.100.7]", "home: {file: lists/customers.txt}");
    TollgateConfig.Source written = files.check().source();
    assertThat(written.files()).contains(list);
    assertThat(before.changesTo(written)).containsExactly("lists.home");
    assertThat(before.restartNeededFor(written)).isEmpty();

    files.write("lists/customers.txt", "# the same\n198.51.100.7/32\n");
    assertThat(written.changesTo(files.check().source())).isEmpty();
    files.write("lists/customers.txt", "198.51.100.7\n198.51.100.8\n");
    TollgateConfig.Source after = files.check().source();
    assertThat(written.changesTo(after)).containsExactly("lists.home");
    assertThat(written.restartNeededFor(after)).isEmpty();

    files.write("lists/others.txt", "198.51.100.8\n");
    files.with("home: [198.51.100.7]", "home: {file: lists/others.txt}");
    assertThat(after.changesTo(files.check().source()))
        .containsExactly("lists.home.file", "lists.home");
  }

  /** So that whoever mends one of them is seen to do so. */
  @Test
  void aRefusedConfigurationSaysWhichFilesItNames() {
    files.with("home: [198.51.100.7]", "home: {file: lists/customers.txt}");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(files::check)
        .satisfies(e -> assertThat(e.files()).contains(folder.resolve("lists/customers.txt")));
    files.write("lists/customers.txt", "198.51.100.7\n");
    files.write("pbx.secret", "");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(files::check)
        .satisfies(
            e ->
                assertThat(e.files())
                    .contains(folder.resolve("lists/customers.txt"), folder.resolve("pbx.secret")));
  }

  @Test
  void knowsTheFilesThatSecretsComeFrom() {
    assertThat(before.files()).containsExactlyInAnyOrder(files.file, folder.resolve("pbx.secret"));
  }

  @Test
  void asksForDecksInsteadOfReadingThem() throws ConfigException {
    List<DeckFile> asked = new ArrayList<>();
    DeckLoader loader =
        file -> {
          asked.add(file);
          return file.load();
        };
    Candidate candidate = new ConfigLoader(files.environment::get).read(files.file, loader);
    assertThat(candidate.config().decks()).hasSize(1);
    assertThat(asked)
        .singleElement()
        .satisfies(file -> assertThat(file.path()).isEqualTo(folder.resolve("decks/demo.csv")));
  }

  @Test
  void aCandidateWritesNothingUntilItIsKept() throws ConfigException {
    files.with("{env: BOB}", "generate");
    Candidate candidate =
        new ConfigLoader(files.environment::get).read(files.file, DeckLoader.FROM_FILE);
    assertThat(folder.resolve("data")).doesNotExist();
    assertThat(candidate.keep())
        .singleElement()
        .isInstanceOfSatisfying(
            GeneratedPassword.class, made -> assertThat(made.trunk()).isEqualTo("phone"));
    assertThat(folder.resolve("data/credentials.yaml")).exists();
    assertThat(files.check().trunks().trunks().get(1).user())
        .isEqualTo(candidate.config().trunks().trunks().get(1).user());
  }
}
