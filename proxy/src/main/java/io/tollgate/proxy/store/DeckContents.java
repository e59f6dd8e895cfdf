package io.tollgate.proxy.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The texts of decks by version, as they were loaded: whatever a call was charged by can be read
 * again. Compressed, and written in small parts, since the store's one writer also writes records.
 *
 * <p>Safe for any thread but an event loop.
 */
public final class DeckContents {
  private static final int PART = 256 << 10;

  private final Store store;

  public DeckContents(Store store) {
    this.store = store;
  }

  /**
   * A text that is kept.
   *
   * @param text as it was loaded
   * @param settings how it was read, in the words of whoever kept it
   */
  public record Content(byte[] text, String settings) {}

  /** Whether the text of a version is kept whole. */
  public boolean has(String deck, int version) {
    return store.read(connection -> settings(connection, deck, version).isPresent());
  }

  /**
   * Keeps a text, in several transactions; until the last one it does not count as kept.
   *
   * @throws StoreException where the database cannot be written
   */
  public void keep(String deck, int version, Content content) {
    byte[] packed = packed(content.text());
    int parts = Math.ceilDiv(packed.length, PART);
    for (int part = 0; part < parts; part++) {
      int from = part * PART;
      byte[] bytes = Arrays.copyOfRange(packed, from, Math.min(packed.length, from + PART));
      int number = part;
      store.write(connection -> insert(connection, deck, version, number, bytes));
    }
    store.write(connection -> complete(connection, deck, version, content.settings()));
  }

  private static byte[] packed(byte[] text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written", e);
    }
    return packed.toByteArray();
  }

  private static int insert(Connection connection, String deck, int version, int part, byte[] bytes)
      throws SQLException {
    return Sql.update(
        connection,
        "INSERT OR REPLACE INTO deck_content (deck, version, part, bytes) VALUES (?,?,?,?)",
        deck,
        version,
        part,
        bytes);
  }

  private static int complete(Connection connection, String deck, int version, String settings)
      throws SQLException {
    return Sql.update(
        connection,
        "UPDATE deck_version SET settings = ? WHERE deck = ? AND version = ?",
        settings,
        deck,
        version);
  }

  /** The text of a version; empty where it is not kept. */
  public Optional<Content> find(String deck, int version) {
    return store.read(connection -> find(connection, deck, version));
  }

  /**
   * The text of a version in a store's file, which an edge may be writing meanwhile.
   *
   * @throws StoreException where the file cannot be read
   */
  public static Optional<Content> findIn(Path file, String deck, int version) {
    return StoreFile.read(file, connection -> find(connection, deck, version));
  }

  private static Optional<Content> find(Connection connection, String deck, int version)
      throws SQLException {
    Optional<String> settings = settings(connection, deck, version);
    if (settings.isEmpty()) {
      return Optional.empty();
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Sql.list(
            connection,
            "SELECT bytes FROM deck_content WHERE deck = ? AND version = ? ORDER BY part",
            row -> row.getBytes(1),
            deck,
            version)
        .forEach(packed::writeBytes);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
      return Optional.of(new Content(in.readAllBytes(), settings.get()));
    } catch (IOException e) {
      throw new StoreException(
          "store: the text of deck " + deck + "@" + version + " is damaged", e);
    }
  }

  private static Optional<String> settings(Connection connection, String deck, int version)
      throws SQLException {
    return Sql.first(
            connection,
            "SELECT settings FROM deck_version WHERE deck = ? AND version = ?",
            row -> Optional.ofNullable(row.getString(1)),
            deck,
            version)
        .flatMap(kept -> kept);
  }
}
