package io.tollgate.proxy.deck;

import io.tollgate.proxy.file.FileStamp;
import io.tollgate.proxy.file.Lookout;
import io.tollgate.proxy.file.Settling;
import io.tollgate.proxy.store.StoreException;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.RateDeck;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the decks' files and puts a changed one in force. A file that is wrong is refused whole
 * with one line in the log, and the deck stays as it was until the file changes again.
 *
 * <p>A file is read once it looks the same twice in a row: one that is still being written must not
 * pass for a deck with fewer rows. It has a platform thread of its own: to read a million rows is a
 * second of work.
 */
public final class DeckWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeckWatch.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private List<Watched> files;
  private final DeckSwap swap;
  private final Lookout lookout;

  /** A file, what was last read from it, and the state that it was read in. */
  private static final class Watched {
    private final DeckFile file;
    private LoadedDeck deck;
    private final Settling<FileStamp> state;

    Watched(LoadedDeck deck) {
      this.file = deck.file();
      this.deck = deck;
      this.state = new Settling<>(deck.stamp());
    }
  }

  /**
   * A watch over these decks' files, which does not look by itself yet. Of a deck it keeps what is
   * in force, which is in memory anyway.
   */
  DeckWatch(List<LoadedDeck> decks, DeckSwap swap) {
    files = decks.stream().map(Watched::new).toList();
    this.swap = swap;
    this.lookout = Lookout.heavy("deck-watch", BETWEEN_LOOKS, this::turn);
  }

  /**
   * Watches these decks' files from now on; what changed since they were loaded counts.
   *
   * @param decks as they were put in force
   * @param swap where changed ones go
   */
  public static DeckWatch start(List<LoadedDeck> decks, DeckSwap swap) {
    DeckWatch watch = new DeckWatch(decks, swap);
    watch.lookout.start();
    return watch;
  }

  private void turn() {
    look();
    swap.tick();
  }

  /** Looks at every file once. On the watch's own thread, or instead of it. */
  synchronized void look() {
    for (Watched watched : files) {
      if (watched.state.hasChanged(FileStamp.of(watched.file.path()))) {
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
    lookout.close(FAREWELL);
  }
}
