package io.tollgate.proxy.deck;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tollgate.proxy.store.DeckVersions;
import io.tollgate.proxy.store.Store;
import io.tollgate.proxy.store.StoreSettings;
import io.tollgate.rating.charge.Money;
import io.tollgate.rating.charge.Rater;
import io.tollgate.rating.charge.RatingResult;
import io.tollgate.rating.charge.Tariff;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDecks;
import io.tollgate.rating.number.E164;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Timeout(300)
class DeckWatchTest {
  private static final long PATIENCE_NANOS = 120_000_000_000L;
  private static final E164 TO = E164.of("+436641234567");
  private static final E164 FROM = E164.of("+33123456789");

  @TempDir private Path folder;
  private final RateDecks decks = new RateDecks();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(DeckWatch.class);
  private Store store;
  private Path file;
  private int writes;
  private DeckSwap swap;
  private LoadedDeck first;
  private DeckWatch watch;

  @BeforeEach
  void load() throws Exception {
    store = Store.open(new StoreSettings(folder.resolve("tollgate.db")));
    file = folder.resolve("demo.csv");
    swap = new DeckSwap(new DeckVersions(store), decks, InstantSource.system());
    write(deck("0.1"));
    first = new DeckFile(file, DeckSettings.of("demo", "USD")).load();
    swap.put(first);
    watch = new DeckWatch(List.of(first), swap);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void close() {
    logger.detachAppender(log);
    store.close();
  }

  private static String deck(String rate) {
    return "destination,rate\n43664," + rate + "\n";
  }

  /** Each write has a time of its own, however coarse the file system's clock is. */
  private void write(String text) throws IOException {
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000 + 1_000 * ++writes));
  }

  private RateDeck inForce() {
    return decks.find("demo").orElseThrow();
  }

  private Tariff tariff() {
    return ((RatingResult.Rated) Rater.rate(inForce(), TO, FROM)).tariff();
  }

  private List<String> logged() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void aFileThatDoesNotChangeIsNotReadAgain() {
    RateDeck before = inForce();
    watch.look();
    watch.look();
    assertThat(inForce()).isSameAs(before);
    assertThat(logged()).isEmpty();
  }

  @Test
  void aChangedFileIsInForceUnderTheNextNumber() throws IOException {
    Tariff pinned = tariff();
    write(deck("0.2"));
    watch.look();
    watch.look();
    assertThat(tariff().ratePerMinute()).isEqualTo(Money.parse("0.2"));
    assertThat(tariff().deckVersion()).isEqualTo(2);
    assertThat(pinned.ratePerMinute()).isEqualTo(Money.parse("0.1"));
    assertThat(logged()).containsExactly("deck demo@2 in force after demo@1: 1 prices");
  }

  @Test
  void aFileThatIsStillBeingWrittenWaits() throws IOException {
    write("destination,rate\n43,0.2\n");
    watch.look();
    write("destination,rate\n43,0.2\n43664,0.3\n");
    watch.look();
    assertThat(inForce().version()).isEqualTo(1);
    watch.look();
    assertThat(inForce().size()).isEqualTo(2);
    assertThat(inForce().version()).isEqualTo(2); // the half one never had a number
  }

  @Test
  void aWrongFileIsRefusedWholeWithOneLineAndItsCorrectionTaken() throws IOException {
    write("destination,rate\n43664,0.2\n43,free\n44,gratis\n");
    for (int i = 0; i < 4; i++) {
      watch.look();
    }
    assertThat(tariff().ratePerMinute()).isEqualTo(Money.parse("0.1"));
    assertThat(logged())
        .singleElement()
        .asString()
        .startsWith("deck demo@1 stays in force, the changed file is refused: " + file + ":3: rate")
        .endsWith("(and 1 more problem)")
        .doesNotContain("\n");

    write(deck("0.2"));
    watch.look();
    watch.look();
    assertThat(inForce().version()).isEqualTo(2);
  }

  @Test
  void aFileThatVanishesLeavesTheDeckInForce() throws IOException {
    Files.delete(file);
    watch.look();
    watch.look();
    assertThat(inForce().version()).isEqualTo(1);
    assertThat(logged()).singleElement().asString().contains("there is no such file");
  }

  @Test
  void aFileRenamedOverTheOldOneIsSeenEvenWithTheSameSizeAndTime() throws IOException {
    Path beside = folder.resolve("new.csv");
    Files.writeString(beside, deck("0.2"));
    Files.setLastModifiedTime(beside, Files.getLastModifiedTime(file));
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    watch.look();
    watch.look();
    assertThat(inForce().version()).isEqualTo(2);
  }

  @Test
  void contentThatComesBackKeepsItsNumber() throws IOException {
    for (String rate : List.of("0.2", "0.1")) {
      write(deck(rate));
      watch.look();
      watch.look();
    }
    assertThat(inForce().version()).isEqualTo(1);
    assertThat(tariff().ratePerMinute()).isEqualTo(Money.parse("0.1"));
  }

  @Test
  void whereTheStoreFailsTheDeckStays() throws IOException {
    store.close();
    write(deck("0.2"));
    watch.look();
    watch.look();
    assertThat(tariff().ratePerMinute()).isEqualTo(Money.parse("0.1"));
    assertThat(logged()).singleElement().asString().contains("is closed");
  }

  @Test
  void aRunningWatchTakesTheFileByItself() throws Exception {
    try (DeckWatch _ = DeckWatch.start(List.of(first), swap)) {
      write(deck("0.2"));
      await(() -> inForce().version() == 2);
      assertThat(tariff().ratePerMinute()).isEqualTo(Money.parse("0.2"));
    }
  }

  private static void await(BooleanSupplier condition) {
    long began = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - began > PATIENCE_NANOS) {
        throw new AssertionError("it did not happen within two minutes");
      }
      Thread.onSpinWait();
    }
  }

  /** In version n every destination costs n thousandths, so a mixture of two would show. */
  @Test
  void callsThatArePricedDuringSwapsSeeOneVersionOrTheNextAsAWhole() throws Exception {
    write(numbered(2));
    watch.look();
    watch.look();
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger lookUps = new AtomicInteger();
    try (ExecutorService callers = Executors.newFixedThreadPool(2)) {
      List<Future<?>> outcomes = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        outcomes.add(callers.submit(() -> priceUntil(done, lookUps)));
      }
      try {
        for (int version = 3; version <= 40; version++) {
          write(numbered(version));
          watch.look();
          watch.look();
          int before = lookUps.get();
          await(() -> lookUps.get() >= before + 100 || outcomes.stream().anyMatch(Future::isDone));
        }
      } finally {
        done.set(true);
      }
      for (Future<?> outcome : outcomes) {
        outcome.get();
      }
    }
    assertThat(inForce().version()).isEqualTo(40);
  }

  private static String numbered(int version) {
    StringBuilder text = new StringBuilder("destination,rate\n");
    for (int prefix = 100; prefix < 1_000; prefix++) {
      text.append(prefix).append(',').append(new Money(version * 1_000_000L)).append('\n');
    }
    return text.toString();
  }

  private void priceUntil(AtomicBoolean done, AtomicInteger lookUps) {
    int latest = 0;
    for (int i = 0; !done.get(); i++) {
      E164 to = E164.of("+" + (100 + i % 900) + "5551234");
      Tariff tariff = ((RatingResult.Rated) Rater.rate(inForce(), to, FROM)).tariff();
      assertThat(tariff.ratePerMinute().nanos()).isEqualTo(tariff.deckVersion() * 1_000_000L);
      assertThat(tariff.deckVersion()).isGreaterThanOrEqualTo(latest);
      latest = tariff.deckVersion();
      lookUps.incrementAndGet();
    }
  }
}
