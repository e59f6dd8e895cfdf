package io.tollgate.proxy.deck;

import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckProblem;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDeckReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Where a deck's prices are written.
 *
 * @param path the file
 * @param settings what the file does not say itself; the version in it does not count, since a
 *     content's number is given out when the content is known
 */
public record DeckFile(Path path, DeckSettings settings) {

  /**
   * Reads the deck, whole or not at all. Takes time and memory by its rows: not for an event loop.
   *
   * @throws DeckException where the file is not there, a row of it is wrong, or it changed while it
   *     was being read
   * @throws IOException where it cannot be read a second time
   */
  public LoadedDeck load() throws DeckException, IOException {
    FileStamp stamp = FileStamp.of(path);
    RateDeck deck = RateDeckReader.read(path, settings);
    byte[] sha256 = sha256();
    if (!stamp.equals(FileStamp.of(path))) {
      throw new DeckException(
          path.toString(),
          List.of(
              new DeckProblem(
                  0,
                  0,
                  "file",
                  "it changed while it was read",
                  "write a new one beside it and rename that")));
    }
    return new LoadedDeck(this, deck, sha256, stamp);
  }

  private byte[] sha256() throws IOException {
    try (InputStream in = Files.newInputStream(path);
        DigestOutputStream out =
            new DigestOutputStream(
                OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(out);
      out.write(settings.toString().getBytes(StandardCharsets.UTF_8));
      return out.getMessageDigest().digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
