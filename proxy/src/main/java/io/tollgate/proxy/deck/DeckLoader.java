package io.tollgate.proxy.deck;

import io.tollgate.rating.deck.DeckException;
import java.io.IOException;

/** Reads a deck's file, or has it already. */
@FunctionalInterface
public interface DeckLoader {
  /** Reads every file. */
  DeckLoader FROM_FILE = DeckFile::load;

  /**
   * The deck, as its file says it now.
   *
   * @throws DeckException where the file is not there or a row of it is wrong
   * @throws IOException where it cannot be read
   */
  LoadedDeck load(DeckFile file) throws DeckException, IOException;
}
