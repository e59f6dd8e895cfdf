package io.tollgate.rating.deck;

import io.tollgate.rating.number.Countries;
import io.tollgate.rating.number.Country;
import io.tollgate.rating.prefix.PrefixKey;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads cells that name prefixes: digits, country names or ISO codes, and groups written
 * {@code @name}, several of them separated by commas, semicolons or bars (digits also by spaces).
 *
 * <p>For one thread. What a cell means is remembered, since decks repeat the same origins in
 * thousands of rows.
 */
final class PrefixCells {

  private static final Pattern SEPARATOR = Pattern.compile("[,;|]");
  private static final Pattern DIGITS = Pattern.compile("[0-9 ]+");
  private static final int REMEMBERED = 1024;

  private final Map<String, long[]> groups = new HashMap<>();
  private final Map<String, long[]> known = new HashMap<>();

  /**
   * Names a group for the cells that follow.
   *
   * @param name without the {@code @}
   * @param members as in a cell
   * @throws IllegalArgumentException where the name is taken or a member is not understood
   */
  void define(String name, String members) {
    if (groups.containsKey(name)) {
      throw new IllegalArgumentException("group @" + name + " is defined twice");
    }
    groups.put(name, read(members));
  }

  /**
   * The {@link PrefixKey}s that a cell names, each once; none for an empty cell.
   *
   * @throws IllegalArgumentException where a part is not understood; the text says which
   */
  long[] read(String cell) {
    long[] keys = known.get(cell);
    if (keys == null) {
      keys = parse(cell);
      if (known.size() < REMEMBERED) {
        known.put(cell, keys);
      }
    }
    return keys;
  }

  private long[] parse(String cell) {
    Set<Long> keys = new LinkedHashSet<>();
    for (String part : SEPARATOR.split(cell)) {
      String word = part.strip();
      if (word.isEmpty()) {
        continue;
      }
      if (DIGITS.matcher(word).matches()) {
        for (String digits : word.split(" +")) {
          keys.add(prefix(digits));
        }
      } else if (word.startsWith("@")) {
        for (long key : group(word.substring(1))) {
          keys.add(key);
        }
      } else {
        for (String digits : country(word)) {
          keys.add(PrefixKey.of(digits));
        }
      }
    }
    return keys.stream().mapToLong(Long::longValue).toArray();
  }

  private static long prefix(String digits) {
    if (digits.startsWith("0")) {
      throw new IllegalArgumentException(
          "prefix '" + digits + "' begins with 0; write it with its country code and without 00");
    }
    return PrefixKey.of(digits);
  }

  private long[] group(String name) {
    long[] keys = groups.get(name);
    if (keys == null) {
      throw new IllegalArgumentException(
          "group @"
              + name
              + " is not defined; define it above the headings: @"
              + name
              + " = 43, 49");
    }
    return keys;
  }

  private static List<String> country(String name) {
    return Countries.named(name)
        .map(Country::exactPrefixes)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + name + "' is neither digits nor a country nor a group (@name)"));
  }
}
