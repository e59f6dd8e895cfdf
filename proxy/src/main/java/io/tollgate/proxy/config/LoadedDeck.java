package io.tollgate.proxy.config;

import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.RateDeck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A deck as it was read.
 *
 * @param deck its prices; its version number is given out later, by what it holds
 * @param sha256 of the file and of the settings that prices depend on: the same prices, the same
 *     hash
 */
public record LoadedDeck(RateDeck deck, byte[] sha256) {

  static LoadedDeck of(RateDeck deck, Path file, DeckSettings settings) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Files.readAllBytes(file));
      digest.update(settings.toString().getBytes(StandardCharsets.UTF_8));
      return new LoadedDeck(deck, digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
