package io.tollgate.proxy.deck;

import io.tollgate.proxy.file.FileStamp;
import io.tollgate.proxy.store.StoreException;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.RateDeck;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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

  private List<Watched> files;
  private final DeckSwap swap;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /** A file, the state of it that was last read, and the state at the last look. */
  private static final class Watched {
    private final DeckFile file;
    private LoadedDeck deck;
    private FileStamp read;
    private FileStamp seen;

    Watched(LoadedDeck deck) {
      this.file = deck.file();
      this.deck = deck;
      this.read = deck.stamp();
      this.seen = deck.stamp();
    }
  }

  /**
   * A watch over these decks' files, which does not look by itself yet. Of a deck it keeps what is
   * in force, which is in memory anyway.
   */
  DeckWatch(List<LoadedDeck> decks, DeckSwap swap) {
    files = decks.stream().map(Watched::new).toList();
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
  synchronized void look() {
    for (Watched watched : files) {
      FileStamp now = FileStamp.of(watched.file.path());
      boolean settled = now.equals(watched.seen);
      watched.seen = now;
      if (settled && !now.equals(watched.read)) {
        watched.read = now;
        take(watched);
      }
    }
  }

  private void take(Watched watched) {
    String before = swap.inForce(watched.file.settings().id());
    try {
      LoadedDeck loaded = watched.file.load();
      RateDeck deck = swap.put(loaded);
      watched.deck = loaded;
      if (!deck.toString().equals(before)) {
        LOG.info("deck {} in force after {}: {} prices", deck, before, deck.size());
      }
    } catch (DeckException | IOException | StoreException e) {
      LOG.error("deck {} stays in force, the changed file is refused: {}", before, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("deck {} stays in force, the changed file cannot be taken", before, e);
    }
  }

  /** Reads a deck's file unless it is in force as the file says it now. */
  public LoadedDeck load(DeckFile file) throws DeckException, IOException {
    Optional<LoadedDeck> known = known(file);
    return known.isPresent() ? known.get() : file.load();
  }

  private synchronized Optional<LoadedDeck> known(DeckFile file) {
    return files.stream()
        .filter(watched -> watched.file.equals(file))
        .map(watched -> watched.deck)
        .filter(deck -> deck.stamp().equals(FileStamp.of(file.path())))
        .findFirst();
  }

  /**
   * Puts decks in force, all or none, and watches them from now on and no others. Decks that are
   * not among them stay in force until {@link #dropOthers}: accounts may still have them.
   *
   * @return the ids of the decks that changed
   * @throws StoreException where a version number cannot be kept; nothing has changed then
   */
  public synchronized List<String> replace(List<LoadedDeck> decks) {
    List<String> changed = swap.putAll(decks);
    files = decks.stream().map(Watched::new).toList();
    return changed;
  }

  /** Takes the decks out of force that are not watched. */
  public synchronized void dropOthers() {
    swap.retain(
        files.stream().map(watched -> watched.file.settings().id()).collect(Collectors.toSet()));
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
