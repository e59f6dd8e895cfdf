package io.tollgate.proxy.trunk;

import io.tollgate.rating.number.E164;
import io.tollgate.rating.prefix.Match;
import io.tollgate.rating.prefix.PrefixTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which destinations may be called. The longest prefix that says anything about a number decides;
 * where none does, the number may be called, unless only some were allowed.
 *
 * <p>Immutable. A look-up walks a digit tree once, and allocates nothing where the call may go on.
 */
public final class Destinations {
  /** Everything may be called. */
  public static final Destinations ALL = of(Set.of(), Set.of());

  private static final int ALLOWED = 0;
  private static final int BARRED = 1;
  private static final int NOT_AMONG_ALLOWED = 2;
  private static final int FIRST_CLASS = 3;

  private final PrefixTable rules;
  private final List<String> classes;
  private final List<String> allowed;
  private final List<String> barred;

  private Destinations(
      PrefixTable rules, List<String> classes, List<String> allowed, List<String> barred) {
    this.rules = rules;
    this.classes = classes;
    this.allowed = allowed;
    this.barred = barred;
  }

  /**
   * Rules by prefix.
   *
   * @param allowed where there are any, everything else is barred
   * @throws IllegalArgumentException where a prefix is in both
   */
  public static Destinations of(Collection<String> allowed, Collection<String> barred) {
    return of(allowed, barred, List.of());
  }

  /**
   * Rules by prefix, and ranges that are barred unless {@code allowed} names the same prefix or a
   * longer one: to allow a country does not open its premium numbers.
   *
   * @throws IllegalArgumentException where a prefix is both allowed and barred
   */
  public static Destinations of(
      Collection<String> allowed, Collection<String> barred, Collection<HighCostRange> closed) {
    Map<String, Integer> rules = new HashMap<>();
    List<String> classes = new ArrayList<>();
    for (HighCostRange range : closed) {
      if (!classes.contains(range.kind())) {
        classes.add(range.kind());
      }
      rules.put(range.prefix(), FIRST_CLASS + classes.indexOf(range.kind()));
    }
    allowed.forEach(prefix -> rules.put(prefix, ALLOWED));
    for (String prefix : barred) {
      if (allowed.contains(prefix)) {
        throw new IllegalArgumentException(prefix + " is both allowed and barred; take out one");
      }
      rules.put(prefix, BARRED);
    }
    if (!allowed.isEmpty()) {
      rules.putIfAbsent("", NOT_AMONG_ALLOWED);
    }
    PrefixTable.Builder table = PrefixTable.builder();
    rules.forEach(table::put);
    return new Destinations(table.build(), List.copyOf(classes), sorted(allowed), sorted(barred));
  }

  private static List<String> sorted(Collection<String> prefixes) {
    return prefixes.stream().sorted().distinct().toList();
  }

  /** The prefixes that may be called, ascending; where there are none, all that are not barred. */
  public List<String> allowed() {
    return allowed;
  }

  /** The prefixes that are barred, ascending. */
  public List<String> barred() {
    return barred;
  }

  /** The kinds of high-cost ranges that stay closed. */
  public List<String> closed() {
    return classes;
  }

  /** Why {@code number} may not be called, in words; empty where it may. */
  public Optional<String> barring(E164 number) {
    long match = rules.match(number);
    if (match == Match.NONE || Match.value(match) == ALLOWED) {
      return Optional.empty();
    }
    int rule = Match.value(match);
    String prefix = number.digits().substring(0, Match.destinationLength(match));
    return Optional.of(
        switch (rule) {
          case BARRED -> "prefix " + prefix + " is barred";
          case NOT_AMONG_ALLOWED -> "it is not among the allowed destinations";
          default ->
              "prefix %s (%s) has a high cost and is not opened"
                  .formatted(prefix, classes.get(rule - FIRST_CLASS));
        });
  }
}
