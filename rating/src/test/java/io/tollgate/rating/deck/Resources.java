package io.tollgate.rating.deck;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The sample decks among the test resources. */
final class Resources {

  private Resources() {}

  static DeckInput input(String name) {
    return DeckInput.of(name, () -> Resources.class.getResourceAsStream(name));
  }

  static String text(String name) throws IOException {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
