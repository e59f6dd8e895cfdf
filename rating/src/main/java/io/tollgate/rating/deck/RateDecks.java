package io.tollgate.rating.deck;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The decks in force and those to come, by id. Any thread may read and replace; a reader sees a
 * deck as a whole or its successor as a whole, and one volatile read finds it. A deck that is to
 * come lies ready in memory: at its moment nothing has to happen for calls to find it.
 */
public final class RateDecks {

  private final InstantSource clock;
  private volatile Map<String, List<RateDeck>> decks = Map.of();

  /** By the machine's clock. */
  public RateDecks() {
    this(InstantSource.system());
  }

  /**
   * @param clock tells what is in force where nobody says a moment
   */
  public RateDecks(InstantSource clock) {
    this.clock = clock;
  }

  /** The deck of that id in force now. */
  public Optional<RateDeck> find(String id) {
    return find(id, clock.instant());
  }

  /** The deck of that id that is in force at a moment: the last one whose time has come. */
  public Optional<RateDeck> find(String id, Instant at) {
    List<RateDeck> versions = decks.get(id);
    if (versions == null) {
      return Optional.empty();
    }
    for (int i = versions.size() - 1; i >= 0; i--) {
      if (!versions.get(i).validFrom().isAfter(at)) {
        return Optional.of(versions.get(i));
      }
    }
    return Optional.empty();
  }

  /**
   * Puts a deck in force in the place of the one with its id, if there is one; or, where its time
   * is yet to come, beside it until then.
   */
  public synchronized void put(RateDeck deck) {
    Instant now = clock.instant();
    List<RateDeck> versions = new ArrayList<>(decks.getOrDefault(deck.id(), List.of()));
    boolean isForLater = deck.validFrom().isAfter(now);
    versions.removeIf(
        other ->
            isForLater
                ? other.validFrom().equals(deck.validFrom())
                : !other.validFrom().isAfter(now));
    int at = 0;
    while (at < versions.size() && !versions.get(at).validFrom().isAfter(deck.validFrom())) {
      at++;
    }
    versions.add(at, deck);
    replace(deck.id(), versions);
  }

  /**
   * Puts the versions of one deck in the place of all that there were.
   *
   * @param versions by the moments from which they count
   */
  public synchronized void replace(String id, List<RateDeck> versions) {
    Map<String, List<RateDeck>> changed = new HashMap<>(decks);
    changed.put(id, List.copyOf(versions));
    decks = Map.copyOf(changed);
  }

  /** Takes out all decks but these. */
  public synchronized void retain(Set<String> ids) {
    Map<String, List<RateDeck>> changed = new HashMap<>(decks);
    changed.keySet().retainAll(ids);
    decks = Map.copyOf(changed);
  }

  /** The versions of a deck that are in memory: in force, or to come. */
  public List<RateDeck> versions(String id) {
    return decks.getOrDefault(id, List.of());
  }

  /** Every deck in force now. */
  public Map<String, RateDeck> all() {
    Map<String, RateDeck> inForce = new HashMap<>();
    Instant now = clock.instant();
    decks.keySet().forEach(id -> find(id, now).ifPresent(deck -> inForce.put(id, deck)));
    return inForce;
  }
}
