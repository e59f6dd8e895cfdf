package io.tollgate.rating.deck;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a deck's file is read.
 *
 * @param layout which heading means what
 * @param groups groups of prefixes by name, as if the file defined them
 * @param unpriced what a row without a price means
 * @param noDefault what a destination means that has no price for callers from elsewhere
 * @param lenient whether wrong rows are left out instead of the whole deck being refused
 */
public record DeckRules(
    DeckLayout layout,
    Map<String, String> groups,
    Unpriced unpriced,
    NoDefault noDefault,
    boolean lenient) {

  /** What a row without a price means. */
  public enum Unpriced {
    /** A mistake. */
    REFUSE,
    /** Nothing: as if the row were not there, so a shorter prefix may price its calls. */
    SKIP,
    /** That calls there are barred. */
    BAR
  }

  /** What a destination means that has no price for callers from elsewhere. */
  public enum NoDefault {
    /** Nothing. */
    ALLOW,
    /** It is told. */
    WARN,
    /** A mistake. */
    REFUSE
  }

  /** Whatever is not right is a mistake, and refuses the deck; a missing default is told. */
  public static final DeckRules STRICT =
      new DeckRules(DeckLayout.ANY, Map.of(), Unpriced.REFUSE, NoDefault.WARN, false);

  public DeckRules {
    groups = Collections.unmodifiableMap(new TreeMap<>(groups)); // of one order
  }

  /** The same with another layout. */
  public DeckRules withLayout(DeckLayout other) {
    return new DeckRules(other, groups, unpriced, noDefault, lenient);
  }

  /** The same with other groups. */
  public DeckRules withGroups(Map<String, String> other) {
    return new DeckRules(layout, other, unpriced, noDefault, lenient);
  }

  /** The same with another meaning of rows without a price. */
  public DeckRules withUnpriced(Unpriced other) {
    return new DeckRules(layout, groups, other, noDefault, lenient);
  }

  /** The same with another meaning of destinations without a default. */
  public DeckRules withNoDefault(NoDefault other) {
    return new DeckRules(layout, groups, unpriced, other, lenient);
  }

  /** The same, leaving wrong rows out or not. */
  public DeckRules withLenient(boolean other) {
    return new DeckRules(layout, groups, unpriced, noDefault, other);
  }
}
