package io.tollgate.rating.deck;

import io.tollgate.rating.deck.DeckRules.NoDefault;
import io.tollgate.rating.prefix.IntBuffer;
import io.tollgate.rating.prefix.LongBuffer;
import io.tollgate.rating.prefix.OriginPrefixTableBuilder.Duplicate;
import io.tollgate.rating.prefix.PrefixKey;
import io.tollgate.rating.prefix.PrefixList;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the rows of a file together to the deck that is in force at one moment. For one thread and
 * one file.
 *
 * <p>Of two rows for the same destination and the same origins that are both in force, the one
 * counts that began later. Where none did, they are duplicates if they say the same, and a conflict
 * if not.
 */
final class DeckAssembly {

  private static final long ALWAYS = Instant.MIN.getEpochSecond();

  private final DeckSettings settings;
  private final Instant at;
  private final Findings findings;
  private final RateDeckBuilder builder;

  /** The line of every row of the builder. */
  private final IntBuffer lines = new IntBuffer();

  /** The second in which each of them begins to count, as far as the last one that says it. */
  private final LongBuffer begins = new LongBuffer();

  private int pending;
  private int expired;
  private int superseded;
  private int duplicates;
  private int conflicts;
  private Instant nextChange = Instant.MAX;
  private Instant firstPending = Instant.MAX;

  /**
   * @param at the moment
   */
  DeckAssembly(DeckSettings settings, Instant at, Findings findings) {
    this.settings = settings;
    this.at = at;
    this.findings = findings;
    this.builder = RateDeck.builder(settings);
  }

  /**
   * Adds a row that is understood.
   *
   * @param origins never empty
   * @param from when it begins to count; {@link Instant#MIN} where it does not say
   * @param until when it ends; {@link Instant#MAX} where it does not say
   */
  void add(
      int line,
      PrefixList destinations,
      PrefixList origins,
      Price price,
      Instant from,
      Instant until) {
    if (!until.isAfter(at)) {
      expired++;
      return;
    }
    if (from.isAfter(at)) {
      pending++;
      nextChange = earlier(nextChange, from);
      firstPending = earlier(firstPending, from);
      return;
    }
    nextChange = earlier(nextChange, until);
    builder.add(destinations, origins, price);
    int first = lines.size();
    for (int i = destinations.size(); i > 0; i--) {
      lines.add(line);
    }
    if (from != Instant.MIN) {
      while (begins.size() < first) {
        begins.add(ALWAYS);
      }
      while (begins.size() < lines.size()) {
        begins.add(from.getEpochSecond());
      }
    }
  }

  private long begin(int row) {
    return row < begins.size() ? begins.get(row) : ALWAYS;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Looks at the rows as a whole; what is wrong is in the findings then. */
  void check() {
    settleClashes();
    if (lines.size() == 0 && (!findings.isWrong() || settings.rules().lenient())) {
      findings.problem(
          0,
          0,
          "file",
          pending > 0
              ? "it has no row that is in force at " + at + "; the first is from " + firstPending
              : "it has no row with a price" + (expired > 0 ? " that is still in force" : ""),
          pending > 0 ? "load it as valid from then" : "add one below the headings");
    }
    if (settings.rules().noDefault() != NoDefault.ALLOW) {
      lookForDefaults();
    }
  }

  /** Whether there is anything to build. */
  boolean isEmpty() {
    return lines.size() == 0;
  }

  private void settleClashes() {
    Set<Long> told = new HashSet<>();
    BitSet dropped = new BitSet();
    do {
      dropped.clear();
      for (Duplicate clash : builder.duplicates()) {
        settle(clash, dropped, told);
      }
      builder.remove(dropped);
    } while (!dropped.isEmpty());
    if (settings.rules().lenient()) {
      builder.letFirstRowWin();
    }
  }

  /** Conflicts are counted in the last round, when nothing is superseded any more. */
  private void settle(Duplicate clash, BitSet dropped, Set<Long> told) {
    int first = clash.firstRow();
    int second = clash.secondRow();
    if (dropped.get(first) || dropped.get(second)) {
      return; // what is left of it shows in the next round
    }
    int order = Long.compare(begin(first), begin(second));
    if (order != 0 && clash.sameOrigins()) {
      dropped.set(order < 0 ? first : second);
      superseded++;
      return;
    }
    // A country comes to hundreds of prefixes: two lines are told of once.
    boolean isNew = told.add((long) lines.get(first) << 32 | lines.get(second));
    if (clash.samePrice()) {
      duplicates++;
      if (isNew) {
        findings.warn(
            lines.get(second), field(), described(clash) + ", which says the same", "remove one");
      }
      return;
    }
    conflicts++;
    if (isNew) {
      findings.problem(lines.get(second), 1, field(), described(clash), "remove one of them");
    }
  }

  private static String field() {
    return Column.DESTINATION.heading();
  }

  private String described(Duplicate clash) {
    String origin = clash.origin().isEmpty() ? "" : " from " + clash.origin();
    return clash.destination()
        + origin
        + " has a row already, in line "
        + lines.get(clash.firstRow());
  }

  /** Destinations without a default, those of one line together. */
  private void lookForDefaults() {
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    Map<Integer, String> first = new LinkedHashMap<>();
    builder.forEachWithoutDefault(
        (destination, row) -> {
          counts.merge(lines.get(row), 1, Integer::sum);
          first.putIfAbsent(lines.get(row), PrefixKey.text(destination));
        });
    counts.forEach(
        (line, count) -> {
          String others = count == 1 ? " has" : " and " + (count - 1) + " more of this line have";
          String text = first.get(line) + others + " no price for callers from elsewhere";
          String remedy = "a shorter prefix prices them, or none: add a row with an empty origin";
          if (settings.rules().noDefault() == NoDefault.REFUSE) {
            findings.problem(line, 1, Column.ORIGIN.heading(), text, remedy);
          } else {
            findings.warn(line, Column.ORIGIN.heading(), text, remedy);
          }
        });
  }

  /** The deck. */
  RateDeck build() {
    return builder.build();
  }

  DeckReport.Counts counts(int rows, int unpriced) {
    return new DeckReport.Counts(
        rows, pending, expired, superseded, duplicates, conflicts, unpriced, findings.warned());
  }

  Optional<Instant> nextChange() {
    return Optional.of(nextChange).filter(moment -> moment.isBefore(Instant.MAX));
  }
}
