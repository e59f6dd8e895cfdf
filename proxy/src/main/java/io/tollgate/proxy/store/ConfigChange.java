package io.tollgate.proxy.store;

import java.time.Instant;
import java.util.List;

/**
 * A change to who may call, and how: what was asked for and what came of it. Holds no secret, nor
 * anything that one could be guessed from.
 *
 * @param at when it was found right, to the millisecond
 * @param by whose right it was: the token's field, such as {@code http.token}; {@code file} where
 *     the configuration's file was read again by itself or on a signal
 * @param from the address that asked; empty where nobody did
 * @param action {@code PUT}, {@code PATCH}, {@code DELETE} or {@code RELOAD}
 * @param path what was changed, such as {@code trunks.acme-hq}; empty for the whole file
 * @param changed the paths of the fields that changed, the first {@value #MOST_PATHS} of them
 * @param changes how many changed
 * @param entry what was put, or the patch, in YAML; empty where there is none or it is longer than
 *     {@value #LONGEST_ENTRY} characters
 * @param sha256 the hash of the whole of that text, in hexadecimal; empty where there is none
 */
public record ConfigChange(
    Instant at,
    String by,
    String from,
    String action,
    String path,
    List<String> changed,
    int changes,
    String entry,
    String sha256) {
  /** How many paths are kept of one change. */
  public static final int MOST_PATHS = 100;

  /** How much is kept of what was put. */
  public static final int LONGEST_ENTRY = 4_096;

  /** Keeps the list from being changed. */
  public ConfigChange {
    changed = List.copyOf(changed);
  }

  /**
   * A change that was kept.
   *
   * @param id 1 or more, higher than that of every earlier one
   */
  public record Kept(long id, ConfigChange change) {}
}
