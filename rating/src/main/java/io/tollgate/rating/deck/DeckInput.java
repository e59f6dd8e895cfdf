package io.tollgate.rating.deck;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the text of a deck comes from: a file, an upload, a store. */
public interface DeckInput {

  /** What messages call it. */
  String name();

  /** Opens it from the beginning; may be done again. */
  InputStream open() throws IOException;

  /** A file. */
  static DeckInput of(Path file) {
    return new Named(file.toString(), () -> Files.newInputStream(file));
  }

  /** Bytes; the array is not copied. */
  static DeckInput of(String name, byte[] bytes) {
    return new Named(name, () -> new ByteArrayInputStream(bytes));
  }

  /** Whatever can be opened. */
  static DeckInput of(String name, Opening opening) {
    return new Named(name, opening);
  }

  /** How something is opened. */
  @FunctionalInterface
  interface Opening {
    InputStream open() throws IOException;
  }

  /** An input by its name. */
  record Named(String name, Opening opening) implements DeckInput {
    @Override
    public InputStream open() throws IOException {
      return opening.open();
    }
  }
}
