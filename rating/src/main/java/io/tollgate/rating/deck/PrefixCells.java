package io.tollgate.rating.deck;

import io.tollgate.rating.number.Countries;
import io.tollgate.rating.number.Country;
import io.tollgate.rating.prefix.PrefixKey;
import io.tollgate.rating.prefix.PrefixList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads cells that name prefixes: digits, country names or ISO codes, and groups written
 * {@code @name}, several of them separated by commas, semicolons or bars (digits also by spaces).
 * {@code *} is every number.
 *
 * <p>For one thread. What a cell means is remembered, since decks repeat the same origins in
 * thousands of rows.
 */
final class PrefixCells {

  /** Every number, as a word of its own in a cell. */
  static final String ANYWHERE = "*";

  private static final Pattern SEPARATOR = Pattern.compile("[,;|]");
  private static final Pattern BLANKS = Pattern.compile(" +");
  private static final PrefixList NONE = PrefixList.builder().build();
  private static final int REMEMBERED = 1024;

  private final Map<String, PrefixList> groups = new HashMap<>();
  private final Map<String, PrefixList> known = new HashMap<>();

  /**
   * Names a group for the cells that follow.
   *
   * @param name without the {@code @}
   * @param members as in a cell
   * @throws IllegalArgumentException where the name is taken or a member is not understood
   */
  void define(String name, String members) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("it has no name");
    }
    if (groups.containsKey(name)) {
      throw new IllegalArgumentException("group @" + name + " is defined twice");
    }
    PrefixList list = read(members);
    if (list.size() == 0) {
      throw new IllegalArgumentException("group @" + name + " has no members");
    }
    groups.put(name, list);
  }

  /**
   * The prefixes that a cell names; none for an empty cell.
   *
   * @throws IllegalArgumentException where a part is not understood; the text says which
   */
  PrefixList read(String cell) {
    if (isDigits(cell)) {
      return PrefixList.of(prefix(cell));
    }
    PrefixList list = known.get(cell);
    if (list == null) {
      list = parse(cell);
      if (known.size() < REMEMBERED) {
        known.put(cell, list);
      }
    }
    return list;
  }

  /**
   * The prefixes of an area that is named in words: those of the group of that name, else of the
   * country.
   *
   * @throws IllegalArgumentException where there is neither
   */
  PrefixList readArea(String name) {
    PrefixList group = groups.get(name);
    if (group != null) {
      return group;
    }
    return Countries.named(name)
        .map(PrefixCells::of)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no prefixes are known for '%s'; define a group: @%s = …"
                        .formatted(name, name)));
  }

  private PrefixList parse(String cell) {
    if (cell.isEmpty()) {
      return NONE;
    }
    Optional<Country> country = Countries.named(cell); // its name may hold a comma or a bar
    if (country.isPresent()) {
      return of(country.get());
    }
    PrefixList.Builder list = PrefixList.builder();
    for (String part : SEPARATOR.split(cell)) {
      add(part.strip(), list);
    }
    return list.build();
  }

  private void add(String word, PrefixList.Builder list) {
    if (word.isEmpty()) {
      return;
    }
    if (word.equals(ANYWHERE)) {
      list.add(PrefixKey.EMPTY);
    } else if (isDigits(word.replace(" ", ""))) {
      for (String digits : BLANKS.split(word)) {
        list.add(prefix(digits));
      }
    } else if (word.startsWith("@")) {
      list.addAll(group(word.substring(1)));
    } else {
      list.addAll(
          Countries.named(word)
              .map(PrefixCells::of)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "'" + word + "' is neither digits nor a country nor a group (@name)")));
    }
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static long prefix(String digits) {
    if (digits.startsWith("0")) {
      throw new IllegalArgumentException(
          "prefix '" + digits + "' begins with 0; write it with its country code and without 00");
    }
    return PrefixKey.of(digits);
  }

  private PrefixList group(String name) {
    PrefixList list = groups.get(name);
    if (list == null) {
      throw new IllegalArgumentException(
          "group @"
              + name
              + " is not defined; define it above the headings: @"
              + name
              + " = 43, 49");
    }
    return list;
  }

  private static PrefixList of(Country country) {
    PrefixList.Builder list = PrefixList.builder();
    for (String prefix : country.exactPrefixes()) {
      list.add(PrefixKey.of(prefix), country.rankOf(prefix));
    }
    return list.build();
  }
}
