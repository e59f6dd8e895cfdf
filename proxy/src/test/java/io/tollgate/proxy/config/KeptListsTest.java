package io.tollgate.proxy.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tollgate.proxy.deck.DeckLoader;
import io.tollgate.proxy.file.FileStamp;
import io.tollgate.proxy.trunk.AddressPrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Long lists that are put over HTTP lie beside the other entries, and cost changes to those
 * nothing.
 */
class KeptListsTest {
  private static final int LONG = 300;

  @TempDir private Path folder;
  private ConfigFolder files;
  private ConfigLoader loader;

  @BeforeEach
  void write() {
    files = new ConfigFolder(folder);
    loader = new ConfigLoader(files.environment::get);
  }

  private TollgateConfig keep(ConfigEdit edit) throws ConfigException {
    Candidate candidate = loader.read(files.file, DeckLoader.FROM_FILE, edit);
    candidate.keep();
    return candidate.config();
  }

  private TollgateConfig reread() throws ConfigException {
    return loader.read(files.file, DeckLoader.FROM_FILE).config();
  }

  private static ConfigEdit put(String name, int from, int entries) {
    return new ConfigEdit.Put(
        "lists",
        name,
        IntStream.range(from, from + entries)
            .mapToObj(
                i ->
                    i % 2 == 0
                        ? "10.0.%d.%d".formatted(i >> 8, i & 255)
                        : "\"fc00::%x\"".formatted(i))
            .collect(joining(", ", "[", "]")));
  }

  private List<Path> kept() throws IOException {
    Path lists = folder.resolve("data/provisioned-lists");
    if (!Files.exists(lists)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(lists)) {
      return all.sorted().toList();
    }
  }

  @Test
  void aLongListHasAFileThatOnlyItsOwnerReads() throws Exception {
    List<AddressPrefix> blocks = keep(put("big", 0, LONG)).lists().get("big");
    assertThat(blocks).hasSize(LONG);
    keep(put("small", 0, 100));
    assertThat(kept()).hasSize(1);
    Path file = kept().getFirst();
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readAllLines(file)).hasSize(LONG).startsWith("10.0.0.0", "fc00::1");
    assertThat(Files.readString(folder.resolve("data/provisioned.yaml")))
        .contains("\"big\": {file: \"" + file.getFileName() + "\"}")
        .contains("\"small\": [\"10.0.0.0\"");
    TollgateConfig again = files.check();
    assertThat(again.lists().get("big")).isEqualTo(blocks);
    assertThat(again.source().provisioned()).containsExactly("lists.big", "lists.small");
  }

  @Test
  void aChangeElsewhereNeitherReadsNorWritesNorNamesIt() throws Exception {
    TollgateConfig put = keep(put("big", 0, LONG));
    Path file = kept().getFirst();
    FileStamp stamp = FileStamp.of(file);
    TollgateConfig before = keep(new ConfigEdit.Patch("trunks", "hq", "{cps: 4}"));
    TollgateConfig after = keep(new ConfigEdit.Patch("trunks", "hq", "{cps: 5}"));
    assertThat(FileStamp.of(file)).isEqualTo(stamp);
    assertThat(after.lists().get("big")).isSameAs(before.lists().get("big"));
    assertThat(put.source().changesTo(before.source())).containsExactly("trunks.hq.cps");
    assertThat(before.source().changesTo(after.source())).containsExactly("trunks.hq.cps");
  }

  @Test
  void theFileGoesWithTheList() throws Exception {
    keep(put("big", 0, LONG));
    Path first = kept().getFirst();
    keep(put("big", 1, LONG));
    assertThat(kept()).hasSize(1).doesNotContain(first);
    keep(put("other", 1, LONG));
    assertThat(kept()).hasSize(2);
    keep(put("big", 1, 2));
    assertThat(kept()).hasSize(1).first().asString().contains("other.");
    keep(new ConfigEdit.Remove("lists", "other"));
    assertThat(kept()).isEmpty();
    assertThat(files.check().lists().get("big")).hasSize(2);
  }

  /** Whatever a crash has left, or an operator's backup. */
  @Test
  void whatNobodyNamesIsRemovedByTheNextChange() throws Exception {
    keep(put("big", 0, LONG));
    files.write("data/provisioned-lists/left.new", "10.0.0.1");
    keep(new ConfigEdit.Patch("trunks", "hq", "{cps: 4}"));
    assertThat(kept()).hasSize(1);
  }

  @Test
  void aRefusedListLeavesNothing() throws Exception {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () -> keep(new ConfigEdit.Put("lists", "big", "[" + "10.0.0.1, ".repeat(LONG) + "x]")))
        .withMessageStartingWith("body:1: lists.big[300]: 'x' is not an address block");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void anotherListThatItCollidesWithIsToldByItsLine() throws Exception {
    keep(put("big", 0, LONG));
    keep(new ConfigEdit.Put("trunks", "a", "{account: acme, auth: list, lists: [big]}"));
    Path file = kept().getFirst();
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                keep(
                    new ConfigEdit.Put("trunks", "b", "{account: acme, auth: list, lists: [big]}")))
        .withMessageContaining("trunks a and b both claim 10.0.0.0/32")
        .withMessageContaining(file + ":1");
  }

  @Test
  void aDamagedOrMissingFileIsToldWithItsPlace() throws Exception {
    keep(put("big", 0, LONG));
    Path file = kept().getFirst();
    String text = Files.readString(file);
    Files.writeString(file, text + "10.9.9.9\n");
    Path yaml = folder.resolve("data/provisioned.yaml");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(files::check)
        .withMessage(
            yaml
                + ":4: lists.big.file: "
                + file
                + " is not what was put; bring it back, or put the list again");
    Files.delete(file);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(files::check)
        .withMessageStartingWith(yaml + ":4: lists.big.file: " + file + " cannot be read");
    Files.writeString(yaml, "lists: {big: {file: ../../tollgate.yaml}}");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(files::check)
        .withMessageStartingWith(yaml + ":1: lists.big.file: it is no list of ours");
  }

  @Test
  void whoPutsAListNamesNoFileOfOurs() throws Exception {
    keep(put("big", 0, LONG));
    String own = kept().getFirst().getFileName().toString();
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> keep(new ConfigEdit.Put("lists", "x", "{file: " + own + "}")))
        .withMessageStartingWith("body:1: lists.x.file: what is put over HTTP names no files");
  }

  @Test
  void anOperatorsListFileIsReadAgainOnceItChanges() throws Exception {
    files.with("[192.0.2.0/24, \"2001:db8::/32\"]", "{file: lists/customers.txt}");
    Path list = files.write("lists/customers.txt", "10.0.0.1\n");
    assertThat(reread().lists().get("office")).hasToString("[10.0.0.1/32]");
    Files.writeString(list, "10.0.0.2\n"); // as long, and perhaps in the same tick of the clock
    assertThat(reread().lists().get("office")).hasToString("[10.0.0.2/32]");
    Files.setLastModifiedTime(list, java.nio.file.attribute.FileTime.fromMillis(1_000_000));
    List<AddressPrefix> settled = reread().lists().get("office");
    assertThat(reread().lists().get("office")).isSameAs(settled);
    Files.writeString(list, "10.0.0.3\n");
    assertThat(reread().lists().get("office")).hasToString("[10.0.0.3/32]");
  }

  @Test
  void aListThatIsWrittenOutIsReadAgainOnceTheFileChanges() throws Exception {
    List<AddressPrefix> first = reread().lists().get("office");
    assertThat(reread().lists().get("office")).isSameAs(first);
    files.with("192.0.2.0/24", "198.18.0.0/24");
    assertThat(reread().lists().get("office")).isNotEqualTo(first);
  }

  @Test
  void moreThanTwentyItemsAreToldAsTheirList() throws Exception {
    TollgateConfig first = keep(put("big", 0, LONG));
    TollgateConfig second = keep(put("big", LONG, LONG));
    assertThat(first.source().changesTo(second.source())).containsExactly("lists.big");
  }
}
