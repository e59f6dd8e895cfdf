package io.tollgate.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tollgate.proxy.deck.DeckLoader;
import io.tollgate.proxy.trunk.AddressPrefix;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Address lists in text files of their own, and their mistakes. */
class ListFileTest extends BadConfig {
  private static final String WRITTEN_OUT = "home: [198.51.100.7]";
  private static final String FILE = "lists/customers.txt";
  private static final String NAMED = "home: {file: " + FILE + "}";

  /** Mistakes of the configuration about such files. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            WRITTEN_OUT,
            NAMED,
            "tollgate.yaml:12: lists.home.file: there is no file FOLDER/lists/customers.txt;"
                + " correct the path"),
        arguments(
            WRITTEN_OUT,
            "home: {file: decks}",
            "tollgate.yaml:12: lists.home.file: FOLDER/decks cannot be read;"
                + " correct the path or its rights"),
        arguments(
            WRITTEN_OUT,
            "home: {file: \"a\\0b\"}",
            "tollgate.yaml:12: lists.home.file: it is not a path: Nul character not allowed;"
                + " correct it"),
        arguments(
            WRITTEN_OUT,
            "home: {file: [a.txt]}",
            "tollgate.yaml:12: lists.home.file: it is a list, not a text;"
                + " write lists.home.file: …"),
        arguments(
            WRITTEN_OUT,
            "home: {path: a.txt}",
            "tollgate.yaml:12: lists.home.path: there is no such field; the fields here are file"),
        arguments(
            WRITTEN_OUT,
            "home: {file: }",
            "tollgate.yaml:12: lists.home.file: it is missing; add file: lists/customers.txt"),
        arguments(
            WRITTEN_OUT,
            "home: a.txt",
            "tollgate.yaml:12: lists.home: it is a text, not a list;"
                + " write lists.home: […], or {file: PATH} for one entry a line"));
  }

  private void customers(String text) {
    files.with(WRITTEN_OUT, NAMED).write(FILE, text);
  }

  private List<String> blocks() throws ConfigException {
    return files.check().lists().get("home").stream().map(AddressPrefix::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "198.51.100.7\n2001:db8:7::/48\n",
        "198.51.100.7/32\n2001:db8:7::/48",
        "198.51.100.7\r\n2001:db8:7::/48\r\n",
        "\uFEFF198.51.100.7\r\n2001:db8:7::/48",
        "\uFEFF# ours\n198.51.100.7\n2001:DB8:7:0::/48",
        "\n# from billing, 2026-11\n\n  198.51.100.7\t# Müller & Söhne\n#203.0.113.1\n"
            + "\t\n2001:db8:7::/48#site 7\n\n#",
      })
  void readsOneEntryALine(String text) throws ConfigException {
    customers(text);
    assertThat(blocks()).containsExactly("198.51.100.7/32", "2001:db8:7:0:0:0:0:0/48");
    assertThat(files.check().trunks().trunks().getFirst().addresses())
        .hasSize(4)
        .containsAll(files.check().lists().get("home"));
  }

  /** Whoever has comments in another alphabet than UTF-8 has the same addresses. */
  @Test
  void commentsMayBeInAnyAlphabet() throws ConfigException, IOException {
    customers("");
    byte[] latin1 = "198.51.100.7 # Müller\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve(FILE), latin1);
    assertThat(blocks()).containsExactly("198.51.100.7/32");
  }

  @Test
  void thatAnEntryIsThereTwiceIsNoMistake() throws ConfigException {
    customers("198.51.100.7\n198.51.100.7/32\n");
    assertThat(blocks()).containsExactly("198.51.100.7/32", "198.51.100.7/32");
    assertThat(files.check().trunks().trunks()).hasSize(3);
  }

  @Test
  void thePathMayBeAbsoluteAndIsElseBesideTheConfiguration() throws ConfigException {
    Path elsewhere = files.write("elsewhere/customers.txt", "203.0.113.77\n");
    files.with(WRITTEN_OUT, "home: {file: \"" + elsewhere + "\"}");
    assertThat(blocks()).containsExactly("203.0.113.77/32");
    files.with(WRITTEN_OUT, "home: {file: ./decks/../elsewhere/customers.txt}");
    assertThat(blocks()).containsExactly("203.0.113.77/32");
  }

  static Stream<Arguments> badLines() {
    return Stream.of(
        arguments(
            "# ours\n198.51.100.7\n\nmy.house # not an address\n",
            ":4: lists.home: 'my.house' is not an address block;"
                + " write it as 192.0.2.0/24 or 2001:db8::/32"),
        arguments(
            "198.51.100.0/24\r\n198.51.100.7/24\r\n",
            ":2: lists.home: '198.51.100.7/24' has bits beyond its prefix length;"
                + " write 198.51.100.0/24 for the block or 198.51.100.7 for the one address"),
        arguments(
            "198.51.100.0/33",
            ":1: lists.home: '198.51.100.0/33' has a bad prefix length;"
                + " write a whole number from 0 to 32 after the slash"),
        arguments(
            "198.51.100.0/255.255.255.0",
            ":1: lists.home: '198.51.100.0/255.255.255.0' has a bad prefix length;"
                + " write a whole number from 0 to 32 after the slash"),
        arguments(
            "::ffff:198.51.100.7",
            ":1: lists.home: '::ffff:198.51.100.7' is an IPv4 address in IPv6 notation;"
                + " write it as 198.51.100.7"),
        arguments(
            "::/129",
            ":1: lists.home: '::/129' has a bad prefix length;"
                + " write a whole number from 0 to 128 after the slash"),
        arguments(
            "\n198.51.100.7, 198.51.100.8\n",
            ":2: lists.home: '198.51.100.7, 198.51.100.8'" + notOne()),
        arguments("- 198.51.100.7", ":1: lists.home: '- 198.51.100.7'" + notOne()),
        arguments("198.51.100.7 Mueller", ":1: lists.home: '198.51.100.7 Mueller'" + notOne()),
        arguments(
            "198.51.100.7\r198.51.100.8",
            ":1: lists.home: '198.51.100.7\uFFFD198.51.100.8'" + notOne()),
        arguments("198.51.100.\u001B[2J", ":1: lists.home: '198.51.100.\uFFFD[2J'" + notOne()),
        arguments("x".repeat(61), ":1: lists.home: '" + "x".repeat(60) + "…'" + notOne()),
        arguments(
            "198.51.100.7\n" + "x".repeat(70_000),
            ":2: lists.home: the line has more than 65535 bytes; write one block a line"),
        arguments(
            "# nobody yet\n\n",
            ": lists.home: it has no entry; write at least one, or take the list out"),
        arguments("", ": lists.home: it has no entry; write at least one, or take the list out"));
  }

  private static String notOne() {
    return " is not one address block; write one a line as UTF-8 text, and comments after #";
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badLines")
  void aMistakeIsToldWithTheTextFilesLine(String text, String message) {
    customers(text);
    assertRefused(folder.resolve(FILE) + message);
  }

  @Test
  void whatIsNotUtf8IsNoAddress() throws IOException {
    customers("");
    Files.write(folder.resolve(FILE), "198.51.100.7\n".getBytes(StandardCharsets.UTF_16));
    assertRefused(
        folder.resolve(FILE)
            + ":1: lists.home: '\uFFFD\uFFFD"
            + "198.51.100.7".replaceAll("(.)", "\uFFFD$1")
            + "\uFFFD'"
            + notOne());
  }

  @Test
  void twoTrunksWithOneEntryAreNamedWithBothPlacesInWhicheverFiles() {
    customers("198.51.100.7\n# and\n203.0.113.9\n");
    files.write("lists/others.txt", "\n\n203.0.113.9/32\n");
    String yaml =
        ConfigFolder.GOOD
            .replace(WRITTEN_OUT, NAMED + "\n  others: {file: lists/others.txt}")
            .replace("auth: digest, user: bob, password: {env: BOB}", "auth: list, lists: [%s]");
    String end =
        "; take the block out of one, or let called, fromDomains, hosts, only or credentials"
            + " (auth: both) tell them apart";
    String start = files.file + ":21: trunks.phone.lists: trunks hq and phone both claim ";
    files.write("tollgate.yaml", yaml.formatted("others"));
    assertRefused(
        "%s203.0.113.9/32 (hq is at %s:20; the block is at %s:3 and at %s:3)%s"
            .formatted(
                start, files.file, folder.resolve(FILE), folder.resolve("lists/others.txt"), end));

    files.write(
        "tollgate.yaml",
        yaml.formatted("again").replace("  others:", "  again: [\n    198.51.100.7]\n  others:"));
    assertRefused(
        "%s198.51.100.7/32 (hq is at %s:22; the block is at %s:1 and at %s:14)%s"
            .formatted(
                start.replace(":21:", ":23:"), files.file, folder.resolve(FILE), files.file, end));

    files.write("tollgate.yaml", yaml.formatted("home"));
    assertRefused(
        "%s198.51.100.7/32 (hq is at %s:20; the block is at %s:1)%s"
            .formatted(start, files.file, folder.resolve(FILE), end));
  }

  @Test
  void aListThatIsPutOverHttpStandsInThePlaceOfAFile() throws ConfigException {
    customers("198.51.100.7\n");
    TollgateConfig.Source before = files.check().source();
    Candidate put = edited(new ConfigEdit.Put("lists", "home", "[203.0.113.9]"));
    assertThat(put.config().lists().get("home"))
        .containsExactly(AddressPrefix.parse("203.0.113.9"));
    assertThat(before.changesTo(put.config().source())).containsExactly("lists.home");
    put.keep();
    assertThat(blocks()).containsExactly("203.0.113.9/32");
    Candidate removed = edited(new ConfigEdit.Remove("lists", "home"));
    removed.keep();
    assertThat(blocks()).containsExactly("198.51.100.7/32");
    assertThat(put.config().source().changesTo(removed.config().source()))
        .containsExactly("lists.home");
  }

  /** Else whoever may change trunks could read what is no list: errors quote it. */
  @Test
  void whatIsPutOverHttpNamesNoFile() {
    files.write("pbx.secret", "a secret\n");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> edited(new ConfigEdit.Put("lists", "home", "{file: pbx.secret}")))
        .withMessage(
            "body:1: lists.home.file: what is put over HTTP names no files;"
                + " put the entries, or name the file in the configuration");
  }

  private Candidate edited(ConfigEdit edit) throws ConfigException {
    return new ConfigLoader(files.environment::get).read(files.file, DeckLoader.FROM_FILE, edit);
  }

  @Test
  void aFileIsBounded() throws IOException {
    customers("");
    byte[] kibibyte = ("#" + "c".repeat(1022) + "\n").getBytes(StandardCharsets.UTF_8);
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(folder.resolve(FILE)), 0x10000)) {
      for (int i = 0; i < AddressListFile.MOST_MEBIBYTES * 1024; i++) {
        out.write(kibibyte);
      }
      out.write('x');
    }
    assertRefused(
        folder.resolve(FILE)
            + ":65537: lists.home: the file has more than 64 MiB; make several lists of it");
  }
}
