package io.tollgate.proxy.deck;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.proxy.store.DeckVersions;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreSettings;
import io.tollgate.rating.charge.CallKind;
import io.tollgate.rating.charge.Increments;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.PriceBook;
import io.tollgate.rating.charge.Rounding;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceBooksTest {
  @TempDir private Path folder;

  private static PriceBook book(String account, String rate) {
    return new PriceBook(
        PriceBook.idOf(account),
        1,
        "USD",
        Rounding.halfUp(4),
        Increments.PER_MINUTE,
        Map.of(CallKind.INBOUND_LOCAL, Money.parse(rate)),
        Optional.empty(),
        Optional.empty());
  }

  private static int version(PriceBooks books, String account) {
    return books.of(account).orElseThrow().version();
  }

  @Test
  void everyContentHasItsNumberForGood() throws Exception {
    try (Store store = Store.open(new StoreSettings(folder.resolve("tollgate.db")))) {
      PriceBooks books = new PriceBooks(new DeckVersions(store), InstantSource.system());
      assertThat(books.of("acme")).isEmpty();
      books.replace(Map.of("acme", book("acme", "0.01"), "globex", book("globex", "0.01")));
      assertThat(version(books, "acme")).isEqualTo(1);
      books.replace(Map.of("acme", book("acme", "0.02")));
      assertThat(version(books, "acme")).isEqualTo(2);
      assertThat(books.of("acme").flatMap(b -> b.rate(CallKind.INBOUND_LOCAL)))
          .contains(Money.parse("0.02"));
      assertThat(books.of("globex")).isEmpty();
      books.replace(Map.of("acme", book("acme", "0.0100").withVersion(7)));
      assertThat(version(books, "acme")).isEqualTo(1);
    }
    try (Store store = Store.open(new StoreSettings(folder.resolve("tollgate.db")))) {
      PriceBooks books = new PriceBooks(new DeckVersions(store), InstantSource.system());
      books.replace(Map.of("acme", book("acme", "0.02")));
      assertThat(version(books, "acme")).isEqualTo(2);
    }
  }
}
