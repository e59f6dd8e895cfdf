package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tollgate.proxy.deck.DeckLoader;
import io.tollgate.proxy.trunk.AddressPrefix;
import io.tollgate.proxy.trunk.CallLimits;
import io.tollgate.proxy.trunk.DigestAlgorithm;
import io.tollgate.proxy.trunk.Trunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists, accounts and trunks that are put over HTTP, beside and instead of the file's. */
class ProvisionedTest {
  private static final String MD5 = "0123456789abcdef0123456789abcdef";

  @TempDir private Path folder;
  private ConfigFolder files;

  @BeforeEach
  void write() {
    files = new ConfigFolder(folder);
  }

  private Candidate read(ConfigEdit edit) throws ConfigException {
    return new ConfigLoader(files.environment::get).read(files.file, DeckLoader.FROM_FILE, edit);
  }

  private TollgateConfig keep(ConfigEdit edit) throws ConfigException {
    Candidate candidate = read(edit);
    candidate.keep();
    assertThat(files.check().source().changesTo(candidate.config().source())).isEmpty();
    return candidate.config();
  }

  private TollgateConfig put(String section, String name, String text) throws ConfigException {
    return keep(new ConfigEdit.Put(section, name, text));
  }

  private static Trunk trunk(TollgateConfig config, String id) {
    return config.trunks().byId(id).orElseThrow();
  }

  @Test
  void aTrunkAnAccountAndAListComeBesideTheFilesAndStay() throws ConfigException {
    put("lists", "new", "[203.0.113.128/25, \"2001:db8:1::/48\"]");
    put("accounts", "late", "{\"deck\": \"demo\", \"limits\": {\"channels\": 7}}");
    put(
        "trunks",
        "late-hq",
        """
        account: late
        auth: both
        lists: [new]
        user: "late\\u002dhq"   # in YAML, as in the file
        ha1: {SHA-256: %s, MD5: "%s"}
        """
            .formatted(MD5 + MD5, MD5));
    TollgateConfig config = files.check();
    Trunk trunk = trunk(config, "late-hq");
    assertThat(trunk.account().limits().channels()).isEqualTo(OptionalInt.of(7));
    assertThat(trunk.addresses())
        .containsExactly(
            AddressPrefix.parse("203.0.113.128/25"), AddressPrefix.parse("2001:db8:1::/48"));
    assertThat(trunk.user().orElseThrow().name()).isEqualTo("late-hq");
    assertThat(trunk.user().orElseThrow().ha1(DigestAlgorithm.MD5)).contains(MD5);
    assertThat(config.trunks().trunks()).hasSize(4);
    assertThat(config.source().provisioned())
        .containsExactly("lists.new", "accounts.late", "trunks.late-hq");
    assertThat(config.warnings()).isEmpty();
  }

  private GeneratedPassword made(ConfigEdit edit) throws ConfigException {
    List<GeneratedSecret> made = read(edit).keep();
    assertThat(made).hasSize(1);
    return (GeneratedPassword) made.getFirst();
  }

  /** What an earlier trunk of the name was opened by, or a change that failed, opens nothing. */
  @Test
  void aPasswordIsMadeForATrunkThatHadNoneOfOurs() throws ConfigException {
    ConfigEdit put =
        new ConfigEdit.Put(
            "trunks", "x", "{account: acme, auth: digest, user: x, password: generate}");
    GeneratedPassword first = made(put);
    assertThat(first.field()).isEqualTo("trunks.x.password");
    assertThat(read(put).keep()).as("the same again").isEmpty();
    assertThat(read(new ConfigEdit.Patch("trunks", "x", "{cps: 2}")).keep()).isEmpty();
    assertThat(trunk(files.check(), "x").user().orElseThrow().ha1(DigestAlgorithm.MD5))
        .contains(DigestAlgorithm.MD5.ha1("x", "tollgate.test", first.password()));

    keep(new ConfigEdit.Remove("trunks", "x"));
    GeneratedPassword second = made(put);
    assertThat(second.password()).isNotEqualTo(first.password());

    keep(
        new ConfigEdit.Patch(
            "trunks",
            "x",
            "{password: null, ha1: {SHA-256: %s, MD5: %s}}".formatted(MD5 + MD5, MD5)));
    GeneratedPassword third =
        made(new ConfigEdit.Patch("trunks", "x", "{ha1: null, password: generate}"));
    assertThat(third.password()).isNotEqualTo(second.password());
    GeneratedPassword fourth = made(new ConfigEdit.Patch("trunks", "x", "{user: y}"));
    assertThat(fourth.user()).isEqualTo("y");
  }

  @Test
  void whoGivesNoPasswordIsToldWhatToGive() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> put("trunks", "x", "{account: acme, auth: digest, user: x}"))
        .withMessageStartingWith("body:1: trunks.x.password: it is missing")
        .withMessageContaining("generate");
  }

  @Test
  void whatAChangeSaysIsShownWithoutWhatPasswordsCouldBeGuessedFrom() throws ConfigException {
    String text =
        "{account: acme, auth: digest, user: x, ha1: {SHA-256: %s, MD5: %s}}"
            .formatted(MD5 + MD5, MD5);
    assertThat(read(new ConfigEdit.Put("trunks", "x", text)).said())
        .contains(
            "{\"account\": \"acme\", \"auth\": \"digest\", \"user\": \"x\","
                + " \"ha1\": {\"SHA-256\": \"***\", \"MD5\": \"***\"}}");
    assertThat(read(new ConfigEdit.Patch("trunks", "hq", "{ha1: null, cps: 7}")).said())
        .contains("{\"ha1\": null, \"cps\": 7}");
    put("lists", "new", "[192.0.2.128]");
    assertThat(read(new ConfigEdit.Remove("lists", "new")).said()).isEmpty();
  }

  @Test
  void whatIsPutStandsInThePlaceOfTheFilesUntilItIsRemoved() throws ConfigException {
    TollgateConfig config =
        put("trunks", "hq", "{account: acme, auth: list, lists: [office], cps: 4}");
    assertThat(trunk(config, "hq").cps()).isEqualTo(4);
    assertThat(trunk(config, "hq").announcePrice()).isTrue();
    assertThat(config.warnings())
        .containsExactly(
            "body:1: trunks.hq: it was put over HTTP and stands in the place of what %s:19 says;"
                    .formatted(files.file)
                + " DELETE /v1/trunks/hq has that count again");
    TollgateConfig removed = keep(new ConfigEdit.Remove("trunks", "hq"));
    assertThat(trunk(removed, "hq").cps()).isEqualTo(3);
    assertThat(removed.source().provisioned()).isEmpty();
    assertThat(files.check().source().find("trunks", "hq").orElseThrow().toString())
        .endsWith("tollgate.yaml:19");
  }

  @Test
  void aPatchChangesWhatItSaysAndNothingElse() throws ConfigException {
    keep(new ConfigEdit.Patch("trunks", "pbx", "{\"cps\": 9, \"limits\": {\"channels\": 2}}"));
    TollgateConfig config =
        keep(new ConfigEdit.Patch("trunks", "pbx", "{limits: {maxRate: 0.5}, nat: off}"));
    Trunk pbx = trunk(config, "pbx");
    assertThat(pbx.cps()).isEqualTo(9);
    assertThat(pbx.limits().channels()).isEqualTo(OptionalInt.of(2));
    assertThat(pbx.limits().rateCeiling()).isPresent();
    assertThat(pbx.user()).isEqualTo(trunk(files.check(), "pbx").user()).isPresent();
    TollgateConfig without =
        keep(new ConfigEdit.Patch("trunks", "pbx", "{limits: null, cps: null}"));
    assertThat(trunk(without, "pbx").limits()).isEqualTo(CallLimits.NONE);
    assertThat(trunk(without, "pbx").cps()).isEqualTo(Trunk.DEFAULT_CPS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "lists    | new | [192.0.2.1/24]  | body:1 | lists.new[0] | '192.0.2.1/24' has bits beyond",
        "lists    | new | office          | body:1 | lists.new | it is a text, not a list",
        "lists    | new | ``              | body:1 | lists.new | it is empty; write a value",
        "lists    | new | [1, [           | body:1 | file | it is no YAML",
        "trunks   | x   | {account: acme} | body:1 | trunks.x.auth | it is missing",
        "trunks   | x   | {auth: list, auth: both} | body:1 | trunks.x.auth | it is there twice",
        "trunks   | x y | {}              | body:1 | trunks.x y | 'x y' is not a name",
        "accounts | x   | {deck: none}    | body:1 | accounts.x.deck | there is no deck 'none'",
        "accounts | x   | {deck: demo, limits: {spend: {day: 0}}} | body:1 |"
            + " accounts.x.limits.spend.day | 0.0000 is not more than 0",
        "trunks   | x   | {account: acme, auth: list, lists: [home]} | body:1 | trunks.x.lists |"
            + " trunks hq and x both claim 198.51.100.7/32",
      })
  void whatIsWrongIsToldWithItsPlaceAndNothingIsKept(
      String section, String name, String text, String place, String field, String problem) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> put(section, name, text))
        .satisfies(
            e -> {
              assertThat(e.getMessage()).startsWith(place + ": " + field + ": " + problem);
              assertThat(e.mistake().orElseThrow().field()).isEqualTo(field);
            });
    assertThat(folder.resolve("data")).doesNotExist();
  }

  /** Else it could pass for a line of the log. */
  @Test
  void aMistakeIsOneLineWhateverItQuotes() {
    for (String text : List.of("[\"a\\nERROR b\"]", "{\"a\\r\\u0085\\u2028b\": 1}")) {
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(() -> put("lists", "new", text))
          .satisfies(
              e ->
                  assertThat(e.getMessage())
                      .startsWith("body:1: ")
                      .doesNotContainPattern("[\r\n\u0085\u2028]"));
    }
  }

  @Test
  void theLineIsTheBodysAndWhatAPatchLeavesStandsWhereItStood() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> put("trunks", "hq", "account: acme\nauth: list\nlists: [nowhere]\n"))
        .withMessageStartingWith("body:3: trunks.hq.lists[0]: there is no list 'nowhere'");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () -> keep(new ConfigEdit.Patch("trunks", "hq", "\n{auth: digest, lists: null}")))
        .withMessageStartingWith("body:2: trunks.hq.user: it is missing");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> keep(new ConfigEdit.Patch("accounts", "acme", "{deck: null}")))
        .withMessageStartingWith("body:1: accounts.acme.deck: it is missing");
    files.with("dialPlan: vienna}", "dialPlan: berlin}");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> keep(new ConfigEdit.Patch("trunks", "hq", "{cps: 4}")))
        .withMessageStartingWith(files.file + ":19: trunks.hq.dialPlan: there is no");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> keep(new ConfigEdit.Patch("trunks", "nobody", "{cps: 4}")))
        .withMessageStartingWith("body:1: trunks.nobody: it is not there");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> keep(new ConfigEdit.Patch("trunks", "hq", "[4]")))
        .withMessageStartingWith("body:1: trunks.hq: it is a list");
  }

  /** The operator has changed the file since. */
  @Test
  void whatNoLongerFitsTheFileIsToldWhereItStands() throws ConfigException {
    put("trunks", "hq", "{account: acme, auth: list, lists: [home]}");
    files.with("home: [198.51.100.7]", "cottage: [198.51.100.7]");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> files.check())
        .withMessageStartingWith(
            folder.resolve("data/provisioned.yaml") + ":6: trunks.hq.lists[0]: there is no list");
  }

  @Test
  void onlyTheOwnerReadsWhatIsKept() throws Exception {
    put("lists", "new", "[203.0.113.128/25]");
    Path kept = folder.resolve("data/provisioned.yaml");
    assertThat(Files.getPosixFilePermissions(kept))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(kept))
        .endsWith(
            "DELETE).\nlists:\n  \"new\": [\"203.0.113.128/25\"]\n" + "accounts: {}\ntrunks: {}\n");
  }

  @Test
  void aDamagedFileIsToldWithItsPlace() throws IOException {
    Path kept = files.write("data/provisioned.yaml", "lists:\n  new: [x]\n");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> files.check())
        .withMessageStartingWith(kept + ":2: lists.new[0]: 'x' is not an address block");
    Files.writeString(kept, "realm: x\n");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> files.check())
        .withMessageStartingWith(kept + ":1: realm: there is no such field");
  }

  @Test
  void aFolderThatCannotBeWrittenIsTold() throws ConfigException {
    Candidate candidate = read(new ConfigEdit.Put("lists", "new", "[203.0.113.128/25]"));
    files.write("data", "a file where a folder should be");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(candidate::keep)
        .withMessageContaining("node.data: the change cannot be kept")
        .withMessageEndingWith("make the data folder writable");
  }

  @Test
  void everyTextIsReadAgainAsWhatItWas() throws ConfigException {
    String text = "a\"b\\c\td\u0085e\u20acf\ud83d\ude00g\ufeff: {#}";
    Node node =
        YamlReader.value(
                "[" + YamlText.quoted(text) + ", -17, 1e3, yes, true, null, {a: [x]}]",
                Path.of("t"),
                "t")
            .node();
    String once = YamlText.of(node);
    assertThat(once).isASCII();
    assertThat(YamlText.of(YamlReader.value(once, Path.of("t"), "t").node())).isEqualTo(once);
    assertThat(((Node.Sequence) node).items().getFirst())
        .isEqualTo(new Node.Scalar(1, Node.Kind.TEXT, text));
    assertThat(((Node.Sequence) node).items())
        .filteredOn(Node.Scalar.class::isInstance)
        .extracting(item -> ((Node.Scalar) item).type())
        .containsAll(Set.of(Node.Kind.NUMBER, Node.Kind.BOOLEAN, Node.Kind.NOTHING));
    assertThat(List.of(once.split(", "))).contains("-17", "1e3", "\"yes\"", "null");
  }
}
