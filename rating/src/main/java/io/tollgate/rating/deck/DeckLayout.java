package io.tollgate.rating.deck;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which heading of a file means which column. Immutable.
 *
 * <p>There are layouts by name for what carriers send, and {@link #ANY}, which takes the usual
 * headings and looks whether they are those of a layout that it knows. On top of either, single
 * headings may be given a meaning.
 */
public final class DeckLayout {

  /** Finds the layout by the file's headings. */
  public static final DeckLayout ANY = new DeckLayout("any", Map.of(), Set.of());

  /** Carriers' A–Z lists: a destination in words, one prefix, two intervals, two dates. */
  private static final DeckLayout A_TO_Z =
      new DeckLayout(
          "a-z",
          Map.of(
              "destination", Column.DESCRIPTION,
              "prefix", Column.DESTINATION,
              "first interval", Column.INITIAL,
              "sub interval", Column.NEXT,
              "rate", Column.RATE,
              "status", Column.COMMENT,
              "start date", Column.EFFECTIVE,
              "end date", Column.END),
          Set.of("destination", "prefix", "first interval", "sub interval", "rate"));

  /** A row a band of origins, several destination prefixes in a cell. */
  private static final DeckLayout TWILIO =
      new DeckLayout(
          "twilio",
          Map.of(
              "iso", Column.COMMENT,
              "country", Column.COMMENT,
              "description", Column.DESCRIPTION,
              "price / min", Column.RATE,
              "origination prefixes", Column.ORIGIN,
              "destination prefixes", Column.DESTINATION),
          Set.of("price / min", "origination prefixes", "destination prefixes"));

  /** A row a band of origins, the destination in words only; an origin may be {@code local}. */
  private static final DeckLayout TELNYX =
      new DeckLayout(
          "telnyx",
          Map.of(
              "iso", Column.COUNTRY,
              "country", Column.COMMENT,
              "band", Column.COMMENT,
              "origination prefixes", Column.ORIGIN,
              "description", Column.AREA,
              "interval 1", Column.INITIAL,
              "interval n", Column.NEXT,
              "rate usd per min", Column.RATE),
          Set.of("iso", "origination prefixes", "description", "rate usd per min"));

  /** The document of a pricing API: JSON, lists of prefixes by price. */
  private static final DeckLayout PRICING_API =
      new DeckLayout(
          "pricing-api",
          Map.of(
              "prefix", Column.DESTINATION,
              "origination prefix", Column.ORIGIN,
              "rate", Column.RATE),
          Set.of("prefix", "origination prefix", "rate"));

  private static final List<DeckLayout> KNOWN = List.of(A_TO_Z, TWILIO, TELNYX, PRICING_API);

  private static final String SPOKEN_BEFORE = "Trunking Outbound Minute - ";
  private static final List<String> SPOKEN_AFTER =
      List.of(" - Local", " - From EEA", " - Non Surcharged");

  private final String name;
  private final Map<String, Column> headings;

  /** The columns that were given headings of their own, as they were given. */
  private final Map<String, String> columns;

  /** The headings by which a file shows that it is of this layout. */
  private final Set<String> signs;

  private DeckLayout(String name, Map<String, Column> headings, Set<String> signs) {
    this(name, headings, signs, Map.of());
  }

  private DeckLayout(
      String name, Map<String, Column> headings, Set<String> signs, Map<String, String> columns) {
    this.name = name;
    this.headings = new TreeMap<>(headings); // of one order, whatever the process
    this.signs = signs;
    this.columns = Collections.unmodifiableMap(new TreeMap<>(columns));
  }

  /**
   * The layout of that name: {@code any}, {@code a-z}, {@code twilio}, {@code telnyx} or {@code
   * pricing-api}.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static DeckLayout named(String name) {
    if (name.equals(ANY.name)) {
      return ANY;
    }
    return KNOWN.stream()
        .filter(layout -> layout.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no layout; write any, %s"
                        .formatted(
                            name, String.join(", ", KNOWN.stream().map(l -> l.name).toList()))));
  }

  /**
   * The same, where some headings have a meaning of their own.
   *
   * @param columns from a column's name, such as {@code rate}, to the heading that means it
   * @throws IllegalArgumentException where there is no such column, or one heading for two of them
   */
  public DeckLayout withColumns(Map<String, String> columns) {
    Map<String, Column> changed = new TreeMap<>(headings);
    Map<String, Column> own = new TreeMap<>();
    for (Map.Entry<String, String> entry : columns.entrySet()) {
      Column column =
          Column.of(entry.getKey())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "'%s' is no column; write one of %s"
                              .formatted(entry.getKey(), Column.known())));
      Column other = own.putIfAbsent(Column.plain(entry.getValue()), column);
      if (other != null) {
        throw new IllegalArgumentException(
            "heading '%s' cannot mean both %s and %s"
                .formatted(entry.getValue(), other.heading(), column.heading()));
      }
    }
    changed.putAll(own);
    return new DeckLayout(name, changed, signs, columns);
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** From columns to the headings of their own that they were given. */
  public Map<String, String> columns() {
    return columns;
  }

  /** The layout that a file with these headings has: this one, or where it is any, one it knows. */
  DeckLayout detect(Collection<String> found) {
    Set<String> plain = new HashSet<>();
    found.forEach(heading -> plain.add(Column.plain(heading)));
    if (!name.equals(ANY.name)) {
      return this;
    }
    return KNOWN.stream()
        .filter(layout -> plain.containsAll(layout.signs))
        .findFirst()
        .map(layout -> layout.with(headings))
        .orElse(this);
  }

  private DeckLayout with(Map<String, Column> more) {
    Map<String, Column> all = new TreeMap<>(headings);
    all.putAll(more);
    return new DeckLayout(name, all, signs);
  }

  /** What a heading means. */
  Optional<Column> column(String heading) {
    Column own = headings.get(Column.plain(heading));
    return own != null ? Optional.of(own) : Column.of(heading);
  }

  /** The area that a description speaks of, without what the layout says around it. */
  String area(String description) {
    if (!name.equals(TELNYX.name)) {
      return description;
    }
    String area =
        description.startsWith(SPOKEN_BEFORE)
            ? description.substring(SPOKEN_BEFORE.length())
            : description;
    for (String after : SPOKEN_AFTER) {
      if (area.endsWith(after)) {
        return area.substring(0, area.length() - after.length());
      }
    }
    return area;
  }

  @Override
  public String toString() {
    return name + headings;
  }
}
