package io.tollgate.proxy.deck;

import io.tollgate.proxy.file.FileStamp;
import io.tollgate.proxy.file.Sha256;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckInput;
import io.tollgate.rating.deck.DeckProblem;
import io.tollgate.rating.deck.DeckReport;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.RateDeckReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Where a deck's prices are written.
 *
 * @param path the file
 * @param settings what the file does not say itself; the version in it does not count, since a
 *     content's number is given out when the content is known
 */
public record DeckFile(Path path, DeckSettings settings) {

  /** As {@link #load(Instant)}, with the prices of now. */
  public LoadedDeck load() throws DeckException, IOException {
    return load(Instant.now());
  }

  /**
   * Reads the deck, whole or not at all, in the {@link Background}. Takes time and memory by its
   * rows: not for an event loop.
   *
   * @param at the moment whose prices count, where rows have dates
   * @throws DeckException where the file is not there, a row of it is wrong, or it changed while it
   *     was being read
   * @throws IOException where it cannot be read a second time
   */
  public LoadedDeck load(Instant at) throws DeckException, IOException {
    return Background.read(() -> read(at));
  }

  private LoadedDeck read(Instant at) throws DeckException, IOException {
    FileStamp stamp = FileStamp.of(path);
    DeckReport report = RateDeckReader.read(DeckInput.of(path), settings, at);
    byte[] sha256 = sha256();
    if (!stamp.equals(FileStamp.of(path))) {
      throw changed();
    }
    return new LoadedDeck(this, report, sha256, stamp);
  }

  private DeckException changed() {
    return new DeckException(
        path.toString(),
        List.of(
            new DeckProblem(
                0,
                0,
                "file",
                "it changed while it was read",
                "write a new one beside it and rename that")));
  }

  /** The text whose hash this is; anything else in the file by now is an error. */
  byte[] text(byte[] sha256) throws DeckException, IOException {
    byte[] text = Files.readAllBytes(path);
    if (!Arrays.equals(sha256, sha256(text, settings))) {
      throw changed();
    }
    return text;
  }

  /** What tells one content from another: the text, and how it is read. */
  static byte[] sha256(byte[] text, DeckSettings settings) {
    return Sha256.of(text, settings.toString().getBytes(StandardCharsets.UTF_8));
  }

  private byte[] sha256() throws IOException {
    try (InputStream in = Files.newInputStream(path);
        DigestOutputStream out =
            new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.digest())) {
      in.transferTo(out);
      out.write(settings.toString().getBytes(StandardCharsets.UTF_8));
      return out.getMessageDigest().digest();
    }
  }
}
