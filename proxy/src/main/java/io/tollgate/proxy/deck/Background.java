package io.tollgate.proxy.deck;

import io.tollgate.rating.deck.DeckException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * Where decks are read: one at a time, whoever asks for it, on a thread that gives way to the event
 * loops. A million rows are a second of work. On a machine with as many loops as cores a thread of
 * equal rank would take a third of the processor from calls for that long, and two uploads at once
 * the memory of two decks besides those in force.
 */
final class Background {
  private static final ThreadFactory THREADS =
      Thread.ofPlatform().name("deck-reader").daemon().factory();

  private static final ExecutorService READER =
      Executors.newSingleThreadExecutor(work -> THREADS.newThread(lowered(work)));

  private Background() {}

  /** Reads something of a deck. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws DeckException, IOException;
  }

  /**
   * Has something read and waits for it. Not for an event loop.
   *
   * @throws DeckException as the reading does
   * @throws IOException as the reading does, or where the waiting thread was interrupted
   */
  static <T> T read(Reading<T> reading) throws DeckException, IOException {
    try {
      return READER.submit(reading::read).get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case DeckException refused -> throw refused;
        case IOException failed -> throw failed;
        case RuntimeException broken -> throw broken;
        case Error fatal -> throw fatal;
        default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the deck was read", e);
    }
  }

  private static Runnable lowered(Runnable work) {
    return () -> {
      Niceness.lowerThisThread();
      work.run();
    };
  }
}
