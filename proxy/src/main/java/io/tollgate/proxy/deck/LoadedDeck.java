package io.tollgate.proxy.deck;

import io.tollgate.rating.deck.RateDeck;

/**
 * A deck as it was read.
 *
 * @param file where from
 * @param deck its prices; its version number is given out later, by what it holds
 * @param sha256 of the file and of the settings that prices depend on: the same prices, the same
 *     hash
 * @param stamp the file's state that was read
 */
public record LoadedDeck(DeckFile file, RateDeck deck, byte[] sha256, FileStamp stamp) {}
