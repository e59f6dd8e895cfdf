package io.tollgate.proxy.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who changed what, kept. */
class ProvisioningHistoryTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00.017Z");

  @TempDir private Path folder;
  private Store store;
  private ProvisioningHistory history;

  @BeforeEach
  void open() {
    store = Store.open(new StoreSettings(folder.resolve("tollgate.db")));
    history = new ProvisioningHistory(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static ConfigChange change(String path, List<String> changed) {
    return new ConfigChange(
        NOON, "http.token", "192.0.2.9", "PUT", path, changed, changed.size(), "[\"::1\"]", "00ff");
  }

  private List<Long> ids(OptionalLong before, String path, int limit) {
    return history.latest(before, path, limit).stream().map(ConfigChange.Kept::id).toList();
  }

  @Test
  void aChangeIsReadAgainAsItWasAfterARestartToo() {
    ConfigChange put = change("lists.x", List.of("lists.x[0]", "lists.x[1]"));
    ConfigChange removed = new ConfigChange(NOON, "file", "", "DELETE", "", List.of(), 0, "", "");
    long first = history.add(put);
    long second = history.add(removed);
    close();
    open();
    assertThat(history.latest(OptionalLong.empty(), "", 10))
        .containsExactly(new ConfigChange.Kept(second, removed), new ConfigChange.Kept(first, put));
  }

  @Test
  void pagesLeadBackToTheFirstOne() {
    for (int i = 0; i < 5; i++) {
      history.add(change(i % 2 == 0 ? "trunks.even" : "trunks.odd", List.of("x")));
    }
    assertThat(ids(OptionalLong.empty(), "", 2)).containsExactly(5L, 4L);
    assertThat(ids(OptionalLong.of(4), "", 2)).containsExactly(3L, 2L);
    assertThat(ids(OptionalLong.of(2), "", 2)).containsExactly(1L);
    assertThat(ids(OptionalLong.empty(), "trunks.even", 2)).containsExactly(5L, 3L);
    assertThat(ids(OptionalLong.of(3), "trunks.even", 2)).containsExactly(1L);
    assertThat(ids(OptionalLong.empty(), "trunks.e", 2)).isEmpty();
  }

  @Test
  void whatCameToNothingIsStruckOutAndItsNumberNotGivenAgain() {
    history.add(change("trunks.a", List.of("a")));
    history.remove(history.add(change("trunks.b", List.of("b"))));
    long third = history.add(change("trunks.c", List.of("c")));
    assertThat(third).isEqualTo(3);
    assertThat(ids(OptionalLong.empty(), "", 10)).containsExactly(3L, 1L);
  }

  @Test
  void aNameWithALineBreakStaysOnePath() {
    history.add(change("trunks.a", List.of("x.a\r\nb", "y")));
    assertThat(history.latest(OptionalLong.empty(), "", 1).getFirst().change().changed())
        .containsExactly("x.a\uFFFDb", "y");
  }
}
