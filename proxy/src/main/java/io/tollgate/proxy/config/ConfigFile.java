package io.tollgate.proxy.config;

import io.tollgate.proxy.deck.DeckLoader;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The file that a running edge was configured by, to be read again while it runs.
 *
 * @param loader reads it
 * @param path where it is
 * @param announce is told each secret that the edge makes, once it is kept
 */
public record ConfigFile(
    ConfigLoader loader, Path path, Consumer<? super GeneratedSecret> announce) {

  /**
   * Reads it for a start. Secrets that have to be made are made, kept and announced.
   *
   * @throws ConfigException where it is wrong
   */
  public TollgateConfig load() throws ConfigException {
    return loader.load(path, announce);
  }

  /**
   * Reads it again; changes nothing.
   *
   * @param decks reads decks, or has them
   * @throws ConfigException where it is wrong
   */
  public Candidate reread(DeckLoader decks) throws ConfigException {
    return loader.read(path, decks);
  }

  /**
   * Reads it again with a change to what was put over HTTP; changes nothing yet.
   *
   * @param decks reads decks, or has them
   * @throws ConfigException where it, or the change, is wrong
   */
  public Candidate reread(DeckLoader decks, ConfigEdit edit) throws ConfigException {
    return loader.read(path, decks, edit);
  }
}
