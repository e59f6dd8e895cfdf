package io.tollgate.proxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeckVersionsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  @TempDir private Path folder;

  @Test
  void countsNewContentUpDeckByDeck() {
    try (Store store = open()) {
      DeckVersions versions = new DeckVersions(store);
      assertThat(versions.versionOf("gold", content(1), NOW)).isEqualTo(1);
      assertThat(versions.versionOf("gold", content(2), NOW)).isEqualTo(2);
      assertThat(versions.versionOf("silver", content(2), NOW)).isEqualTo(1);
      assertThat(versions.versionOf("gold", content(3), NOW)).isEqualTo(3);
    }
  }

  @Test
  void knowsOldContentAgainAfterARestart() {
    try (Store store = open()) {
      DeckVersions versions = new DeckVersions(store);
      versions.versionOf("gold", content(1), NOW);
      versions.versionOf("gold", content(2), NOW);
    }
    try (Store store = open()) {
      DeckVersions versions = new DeckVersions(store);
      assertThat(versions.versionOf("gold", content(1), NOW.plusSeconds(60))).isEqualTo(1);
      assertThat(versions.versionOf("gold", content(3), NOW.plusSeconds(60))).isEqualTo(3);
    }
  }

  @Test
  void refusesWhatIsNoSha256() {
    try (Store store = open()) {
      assertThatThrownBy(() -> new DeckVersions(store).versionOf("gold", new byte[20], NOW))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a SHA-256 has 32 bytes, not 20");
    }
  }

  private Store open() {
    return Store.open(new StoreSettings(folder.resolve("tollgate.db")));
  }

  private static byte[] content(int which) {
    byte[] sha256 = new byte[32];
    sha256[31] = (byte) which;
    return sha256;
  }
}
