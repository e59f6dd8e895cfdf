package io.tollgate.proxy.deck;

import io.tollgate.proxy.file.FileStamp;
import io.tollgate.proxy.store.StoreException;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.RateDeck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the decks' files and puts a changed one in force. A file that is wrong is refused whole
 * with one line in the log, and the deck stays as it was until the file changes again.
 *
 * <p>A file is read once it looks the same twice in a row: one that is still being written must not
 * pass for a deck with fewer rows. Whoever cannot write that fast writes beside it and renames.
 *
 * <p>It polls, because notifications do not come from network file systems, nor through the
 * symbolic links that Kubernetes swaps. It has a platform thread of its own: to read a million rows
 * is a second of work, which would keep a carrier thread from the virtual ones.
 */
public final class DeckWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeckWatch.class);
  private static final long SECONDS_BETWEEN_LOOKS = 1;
  private static final long FAREWELL_MILLIS = 2_000;

  private final List<Watched> files = new ArrayList<>();
  private final DeckSwap swap;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /** A file, the state of it that was last read, and the state at the last look. */
  private static final class Watched {
    private final DeckFile file;
    private FileStamp read;
    private FileStamp seen;

    Watched(LoadedDeck deck) {
      this.file = deck.file();
      this.read = deck.stamp();
      this.seen = deck.stamp();
    }
  }

  /**
   * A watch over these decks' files, which does not look by itself yet. It keeps the files' names
   * and not the decks.
   */
  DeckWatch(List<LoadedDeck> decks, DeckSwap swap) {
    decks.forEach(deck -> files.add(new Watched(deck)));
    this.swap = swap;
    this.thread = Thread.ofPlatform().name("deck-watch").daemon().unstarted(this::run);
  }

  /**
   * Watches these decks' files from now on; what changed since they were loaded counts.
   *
   * @param decks as they were put in force
   * @param swap where changed ones go
   */
  public static DeckWatch start(List<LoadedDeck> decks, DeckSwap swap) {
    DeckWatch watch = new DeckWatch(decks, swap);
    watch.thread.start();
    return watch;
  }

  private void run() {
    try {
      while (!closed.await(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS)) {
        look();
        swap.tick();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does; but then it is over
    }
  }

  /** Looks at every file once. On the watch's own thread, or instead of it. */
  void look() {
    for (Watched watched : files) {
      FileStamp now = FileStamp.of(watched.file.path());
      boolean settled = now.equals(watched.seen);
      watched.seen = now;
      if (settled && !now.equals(watched.read)) {
        watched.read = now;
        take(watched.file);
      }
    }
  }

  private void take(DeckFile file) {
    String id = file.settings().id();
    String before = swap.inForce(id);
    try {
      RateDeck deck = swap.put(file.load());
      if (!deck.toString().equals(before)) {
        LOG.info("deck {} in force after {}: {} prices", deck, before, deck.size());
      }
    } catch (DeckException | IOException | StoreException e) {
      LOG.error("deck {} stays in force, the changed file is refused: {}", before, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("deck {} stays in force, the changed file cannot be taken", before, e);
    }
  }

  /** Looks no more; waits for two seconds for a file that is being read. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(FAREWELL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever closes has to hurry
    }
  }
}
