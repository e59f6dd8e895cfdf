package io.tollgate.proxy.route.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.route.health.DrainBook.Drain;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreSettings;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrainBookTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  @Test
  void whatIsDrainedOutlivesTheProcess(@TempDir Path folder) {
    StoreSettings settings = new StoreSettings(folder.resolve("tollgate.db"));
    try (Store store = Store.open(settings)) {
      DrainBook book = new DrainBook(store);
      assertThat(book.kept()).isEmpty();
      book.drained("c1", "fra1", NOW);
      book.drained("c1", "fra1", NOW.plusSeconds(60));
      book.drained("c1", "fra2", NOW);
      book.drained("pop", "gru", NOW);
      book.undrained("c1", "fra2");
      book.undrained("c1", "fra9");
    }
    try (Store store = Store.open(settings)) {
      assertThat(new DrainBook(store).kept())
          .containsExactly(new Drain("c1", "fra1", NOW), new Drain("pop", "gru", NOW));
    }
  }
}
