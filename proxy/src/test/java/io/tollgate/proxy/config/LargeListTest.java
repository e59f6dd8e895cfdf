package io.tollgate.proxy.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.deck.DeckLoader;
import io.tollgate.proxy.trunk.Trunk;
import io.tollgate.proxy.trunk.TrunkDirectory;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A list of 100,000 entries; how long it takes to load is told, not judged: machines differ. The
 * text file comes first, so that its first load is a cold one.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LargeListTest {
  private static final int ENTRIES = 100_000;

  @TempDir Path folder;

  private ConfigFolder files(String entries) {
    return new ConfigFolder(folder).with(" [192.0.2.0/24, \"2001:db8::/32\"]", entries);
  }

  /** The YAML parser has a limit of 3 MiB of its own, unless it is told that there is none. */
  @Test
  @Order(3)
  void howeverLongTheyAre() throws ConfigException {
    String entries =
        IntStream.range(0, 0x10000)
            .mapToObj("\"2001:0db8:1111:2222:3333:4444:%1$04x:%1$04x/128\""::formatted)
            .collect(joining("\n    - ", "\n    - ", ""));
    assertThat(entries).hasSizeGreaterThan(3 * 1024 * 1024);
    assertThat(files(entries).check().trunks().trunks().getFirst().addresses())
        .hasSize(0x10000 + 1);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Stream<String> entries() {
    return IntStream.range(0, ENTRIES)
        .mapToObj(
            i ->
                i % 2 == 0
                    ? "10.%d.%d.%d/32".formatted(i >> 16, i >> 8 & 255, i & 255)
                    : "2001:db8:%x:%x::/64".formatted(i >> 8, i & 255));
  }

  @Test
  @Order(1)
  void aHundredThousandEntriesOfATextFileAreLoaded(TestReporter reporter) throws ConfigException {
    ConfigFolder files =
        new ConfigFolder(folder)
            .with("[192.0.2.0/24, \"2001:db8::/32\"]", "{file: lists/customers.txt}");
    files.write("lists/customers.txt", entries().collect(joining("\n", "", "\n")));
    load(files, "text file", reporter);
  }

  @Test
  @Order(2)
  void aHundredThousandEntriesThatAreWrittenOutAreLoaded(TestReporter reporter)
      throws ConfigException {
    load(files(entries().collect(joining("\"\n    - \"", "\n    - \"", "\""))), "YAML", reporter);
  }

  /** Which must be milliseconds, whatever lists there are. */
  @Test
  @Order(4)
  void aSmallChangeBesideThemIsMade(TestReporter reporter) throws ConfigException {
    ConfigFolder files =
        new ConfigFolder(folder)
            .with("[192.0.2.0/24, \"2001:db8::/32\"]", "{file: lists/customers.txt}");
    files
        .write("lists/customers.txt", entries().collect(joining("\n", "", "\n")))
        .toFile()
        .setLastModified(1_000_000);
    ConfigLoader loader = new ConfigLoader(files.environment::get);
    String put =
        entries()
            .map(entry -> entry.replaceFirst("^10", "11").replaceFirst("^2001", "2002"))
            .collect(joining("\", \"", "[\"", "\"]"));
    change(files, loader, new ConfigEdit.Put("lists", "big", put), "100,000 entries put", reporter);
    ConfigEdit use =
        new ConfigEdit.Put("trunks", "big", "{account: acme, auth: list, lists: [big]}");
    change(files, loader, use, "a trunk with them", reporter);
    for (int cps = 10; cps < 20; cps++) {
      ConfigEdit patch = new ConfigEdit.Patch("trunks", "hq", "{cps: %d}".formatted(cps));
      TollgateConfig config = change(files, loader, patch, "a small change", reporter);
      assertThat(config.trunks().byId("hq").orElseThrow().cps()).isEqualTo(cps);
      assertThat(config.trunks().byId("big").orElseThrow().addresses()).hasSize(ENTRIES);
    }
  }

  private static TollgateConfig change(
      ConfigFolder files, ConfigLoader loader, ConfigEdit edit, String what, TestReporter reporter)
      throws ConfigException {
    long start = System.nanoTime();
    Candidate candidate = loader.read(files.file, DeckLoader.FROM_FILE, edit);
    long read = System.nanoTime();
    candidate.keep();
    long kept = System.nanoTime();
    reporter.publishEntry(
        what,
        "read in %.1f ms, kept in %.1f ms".formatted((read - start) / 1e6, (kept - read) / 1e6));
    return candidate.config();
  }

  private static void load(ConfigFolder files, String form, TestReporter reporter)
      throws ConfigException {
    for (int run = 1; run <= 5; run++) {
      long start = System.nanoTime();
      long cpuStart = cpuNanos();
      TrunkDirectory trunks = files.check().trunks();
      long loaded = System.nanoTime();
      long cpuLoaded = cpuNanos();
      Trunk hq = trunks.trunks().getFirst();
      assertThat(hq.addresses()).hasSize(ENTRIES + 1);
      assertThat(hq.addresses().getFirst()).hasToString("10.0.0.0/32");
      assertThat(hq.addresses().get(ENTRIES - 1)).hasToString("2001:db8:186:9f:0:0:0:0/64");
      long rebuild = System.nanoTime();
      long cpuRebuild = cpuNanos();
      new TrunkDirectory(trunks.trunks());
      long built = System.nanoTime();
      long cpuBuilt = cpuNanos();
      reporter.publishEntry(
          "%s, load %d".formatted(form, run),
          "file to directory %d ms (%d ms of CPU), the directory alone %d ms (%d ms of CPU)"
              .formatted(
                  (loaded - start) / 1_000_000,
                  (cpuLoaded - cpuStart) / 1_000_000,
                  (built - rebuild) / 1_000_000,
                  (cpuBuilt - cpuRebuild) / 1_000_000));
    }
  }
}
