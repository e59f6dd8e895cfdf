package io.tollgate.proxy.deck;

import io.tollgate.proxy.file.FileStamp;
import io.tollgate.rating.deck.DeckReport;
import io.tollgate.rating.deck.RateDeck;

/**
 * A deck as it was read.
 *
 * @param file where from
 * @param report its prices, and what there was to say of them
 * @param sha256 of the file and of the settings that prices depend on: the same prices, the same
 *     hash
 * @param stamp the file's state that was read
 */
public record LoadedDeck(DeckFile file, DeckReport report, byte[] sha256, FileStamp stamp) {

  /** Its prices; their version number is given out later, by what the file holds. */
  public RateDeck deck() {
    return report.deck();
  }
}
