package io.tollgate.proxy.deck;

import io.tollgate.proxy.store.DeckContents;
import io.tollgate.proxy.store.DeckContents.Content;
import io.tollgate.proxy.store.DeckSchedule;
import io.tollgate.proxy.store.DeckVersions;
import io.tollgate.proxy.store.StoreException;
import io.tollgate.rating.deck.DeckException;
import io.tollgate.rating.deck.DeckInput;
import io.tollgate.rating.deck.DeckReport;
import io.tollgate.rating.deck.DeckSettings;
import io.tollgate.rating.deck.RateDeck;
import io.tollgate.rating.deck.RateDeckReader;
import io.tollgate.rating.deck.RateDecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts decks in force, under the number that their content has had since it was first seen, now or
 * from a moment on. Every content is kept in the store, and so is when it counts: after a restart
 * the same prices are in force, and those to come come.
 *
 * <p>What is to come is made ready ahead, so that at its moment nothing has to be read. A deck
 * whose rows have dates is such a case too: its prices after the next date lie ready beside those
 * of today, under the same version.
 *
 * <p>Safe for any thread but an event loop: it waits for the store. Loops see the new deck at their
 * next look-up, the whole of it, and wait for nothing; calls keep the tariff that they took.
 */
public final class DeckSwap {
  private static final Logger LOG = LoggerFactory.getLogger(DeckSwap.class);

  private final DeckVersions versions;
  private final DeckContents contents;
  private final DeckSchedule schedule;
  private final RateDecks decks;
  private final InstantSource clock;

  /** How the configuration has the decks read, by id. */
  private final Map<String, DeckSettings> settings = new HashMap<>();

  /** When what lies ready of a deck has to be looked at again. */
  private final Map<String, Instant> due = new HashMap<>();

  /** Versions, such as {@code demo@12}, whose rows have no date that is still to come. */
  private final Set<String> undated = new HashSet<>();

  /**
   * Swaps decks.
   *
   * @param decks where calls find theirs
   * @param clock when a content is first seen, and what is in force
   */
  public DeckSwap(DeckVersions versions, RateDecks decks, InstantSource clock) {
    this.versions = versions;
    this.contents = versions.contents();
    this.schedule = versions.schedule();
    this.decks = decks;
    this.clock = clock;
  }

  /**
   * What became of an upload.
   *
   * @param version its number
   * @param validFrom the moment from which it counts
   * @param inForce whether that has come
   * @param report its prices, and what there was to say of them
   */
  public record Uploaded(int version, Instant validFrom, boolean inForce, DeckReport report) {}

  /**
   * Puts a file's deck in the place of the one with its id. Where the file holds what it held when
   * it was last put, what has been put since stays in force.
   *
   * @return the deck in force, with its number
   * @throws StoreException where the number or the content cannot be kept; the deck that was in
   *     force still is
   */
  public synchronized RateDeck put(LoadedDeck loaded) {
    RateDeck numbered = keep(loaded);
    putByFile(numbered, loaded);
    return inForceOr(numbered);
  }

  /**
   * Puts files' decks in force, all or none.
   *
   * @return the ids of those that another content or number was in force of
   * @throws StoreException where a number or content cannot be kept; what was in force still is
   */
  synchronized List<String> putAll(List<LoadedDeck> loaded) {
    List<RateDeck> numbered = loaded.stream().map(this::keep).toList();
    Set<String> changed = new TreeSet<>();
    for (int i = 0; i < loaded.size(); i++) {
      String before = inForce(numbered.get(i).id());
      putByFile(numbered.get(i), loaded.get(i));
      if (!before.equals(inForce(numbered.get(i).id()))) {
        changed.add(numbered.get(i).id());
      }
    }
    return List.copyOf(changed);
  }

  /** Takes decks out of force that no account has any more. */
  synchronized void retain(Set<String> ids) {
    settings.keySet().retainAll(ids);
    due.keySet().retainAll(ids);
    decks.retain(ids);
  }

  /**
   * Puts a deck that somebody sent in the place of the one with its id, from a moment on; until
   * then the others count. It is read as the configuration says of that deck.
   *
   * @param text CSV or JSON
   * @param validFrom empty for now; a moment that has passed is now too
   * @param lenient whether wrong rows are left out, in place of refusing the deck
   * @return empty where the configuration has no such deck
   * @throws DeckException where it is wrong; nothing has changed then
   * @throws StoreException where it cannot be kept; nothing has changed then
   */
  public Optional<Uploaded> upload(
      String id, byte[] text, Optional<Instant> validFrom, boolean lenient) throws DeckException {
    Optional<DeckSettings> asConfigured = settingsOf(id);
    if (asConfigured.isEmpty()) {
      return Optional.empty();
    }
    DeckSettings read =
        lenient
            ? asConfigured.get().withRules(asConfigured.get().rules().withLenient(true))
            : asConfigured.get();
    Instant now = clock.instant();
    Instant from = validFrom.filter(moment -> moment.isAfter(now)).orElse(now);
    DeckReport report = read(DeckInput.of("deck " + id, text), read, from);
    synchronized (this) {
      int version = versions.versionOf(id, DeckFile.sha256(text, read), now);
      keep(id, version, text, read);
      schedule.putByUpload(id, version, from);
      remember(report, version);
      refresh(id, Optional.of(report.deck().withVersion(version)));
      return Optional.of(new Uploaded(version, from, !from.isAfter(now), report));
    }
  }

  private synchronized Optional<DeckSettings> settingsOf(String id) {
    return Optional.ofNullable(settings.get(id));
  }

  /** The versions of a deck that lie ready: the one in force first, then those to come. */
  public List<RateDeck> versions(String id) {
    return decks.versions(id);
  }

  /** The text of a version as it was loaded; empty where it is not kept. */
  public Optional<byte[]> text(String id, int version) {
    return contents.find(id, version).map(Content::text);
  }

  /** Makes ready what comes next, where a moment has passed since. Once a second or so. */
  void tick() {
    for (String id : decks.all().keySet()) {
      try {
        tick(id);
      } catch (RuntimeException e) {
        LOG.error("what comes after deck {} cannot be made ready: {}", inForce(id), e.toString());
      }
    }
  }

  private synchronized void tick(String id) {
    Instant moment = due.get(id);
    if (moment != null && !moment.isAfter(clock.instant())) {
      due.remove(id); // what fails now would fail each second
      refresh(id, Optional.empty());
      LOG.info("deck {} in force", inForce(id));
    }
  }

  /** What to call the deck in force, such as {@code demo@12}. */
  String inForce(String id) {
    return decks.find(id).map(RateDeck::toString).orElse(id);
  }

  private RateDeck inForceOr(RateDeck otherwise) {
    return decks.find(otherwise.id()).orElse(otherwise);
  }

  /** Numbers a file's content and keeps its text. */
  private RateDeck keep(LoadedDeck loaded) {
    String id = loaded.deck().id();
    int version = versions.versionOf(id, loaded.sha256(), clock.instant());
    if (!contents.has(id, version)) {
      try {
        keep(id, version, loaded.file().text(loaded.sha256()), loaded.file().settings());
      } catch (DeckException | IOException e) {
        throw new StoreException(
            "the text of deck " + id + " cannot be kept: " + e.getMessage(), e);
      }
    }
    if (!loaded.report().leftOut().isEmpty()) {
      LOG.warn(
          "deck {}@{}: {} rows are left out, the first: {}",
          id,
          version,
          loaded.report().leftOut().size(),
          loaded.report().leftOut().getFirst());
    }
    remember(loaded.report(), version);
    return loaded.deck().withVersion(version);
  }

  private void keep(String id, int version, byte[] text, DeckSettings read) {
    if (!contents.has(id, version)) {
      contents.keep(id, version, new Content(text, SettingsText.write(read)));
    }
  }

  private void remember(DeckReport report, int version) {
    if (report.nextChange().isEmpty()) {
      undated.add(report.deck().withVersion(version).toString());
    }
  }

  private void putByFile(RateDeck numbered, LoadedDeck loaded) {
    settings.put(numbered.id(), loaded.file().settings());
    schedule.putByFile(numbered.id(), numbered.version(), clock.instant());
    refresh(numbered.id(), Optional.of(numbered));
  }

  /** Lays out what is in force of a deck and what is to come, as the schedule says. */
  private void refresh(String id, Optional<RateDeck> fresh) {
    Instant now = clock.instant();
    List<DeckSchedule.Entry> entries = schedule.since(id, now);
    List<RateDeck> line = new ArrayList<>();
    Instant next = Instant.MAX;
    for (int i = 0; i < entries.size(); i++) {
      DeckSchedule.Entry entry = entries.get(i);
      boolean isInForce = !entry.effective().isAfter(now);
      Instant at = isInForce ? now : entry.effective();
      Instant until = i + 1 < entries.size() ? entries.get(i + 1).effective() : Instant.MAX;
      Slice slice = slice(id, entry.version(), at, fresh);
      // What is in force counts for calls too that came in before it was.
      line.add(slice.deck().withValidFrom(isInForce ? Instant.EPOCH : entry.effective()));
      if (isInForce) {
        Optional<Instant> change = slice.nextChange().filter(moment -> moment.isBefore(until));
        change.flatMap(moment -> later(id, entry.version(), moment)).ifPresent(line::add);
        next = change.orElse(until);
      } else {
        next = next.isBefore(entry.effective()) ? next : entry.effective();
      }
    }
    decks.replace(id, line);
    due.put(id, next);
  }

  private record Slice(RateDeck deck, Optional<Instant> nextChange) {}

  /** The prices that a version has at a moment: from memory, where its rows have no dates. */
  private Slice slice(String id, int version, Instant at, Optional<RateDeck> fresh) {
    List<RateDeck> known = new ArrayList<>(decks.versions(id));
    fresh.ifPresent(known::add);
    for (RateDeck deck : known) {
      if (deck.version() == version && undated.contains(deck.toString())) {
        return new Slice(deck, Optional.empty());
      }
    }
    try {
      DeckReport report = read(id, version, at);
      remember(report, version);
      return new Slice(report.deck().withVersion(version), report.nextChange());
    } catch (DeckException e) {
      throw new StoreException(
          "deck " + id + "@" + version + " cannot be had: " + e.getMessage(), e);
    }
  }

  /** The prices after a date in a version; none where it has none then. */
  private Optional<RateDeck> later(String id, int version, Instant moment) {
    try {
      RateDeck deck = read(id, version, moment).deck();
      return Optional.of(deck.withVersion(version).withValidFrom(moment));
    } catch (DeckException e) {
      LOG.warn("deck {}@{} has no prices from {} on: {}", id, version, moment, e.getMessage());
      return Optional.empty();
    }
  }

  private DeckReport read(String id, int version, Instant at) throws DeckException {
    Content content =
        contents
            .find(id, version)
            .orElseThrow(
                () ->
                    new StoreException(
                        "store: the text of deck " + id + "@" + version + " is not kept"));
    return read(
        DeckInput.of("deck " + id + "@" + version, content.text()),
        SettingsText.read(id, content.settings()),
        at);
  }

  private static DeckReport read(DeckInput input, DeckSettings settings, Instant at)
      throws DeckException {
    try {
      return Background.read(() -> RateDeckReader.read(input, settings, at));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the text is in memory: only a wait that was broken off
    }
  }
}
