package io.tollgate.proxy.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what was meant by a name that does not exist. */
public final class Suggestion {
  private Suggestion() {}

  /** The nearest of {@code known}, if a third of its letters at most would have to change. */
  public static Optional<String> forName(String name, Collection<String> known) {
    return known.stream()
        .filter(k -> distance(name, k) <= Math.max(1, Math.max(name.length(), k.length()) / 3))
        .min(Comparator.comparingInt((String k) -> distance(name, k)).thenComparing(k -> k));
  }

  /**
   * How many letters have to be put in, taken out, changed or swapped with their neighbours, in any
   * case (Damerau and Levenshtein, each pair swapped once).
   */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] least = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        least[i][j] = i == 0 || j == 0 ? i + j : step(least, a, b, i, j);
      }
    }
    return least[a.length()][b.length()];
  }

  private static int step(int[][] least, String a, String b, int i, int j) {
    int change = least[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int steps = Math.min(change, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(steps, 1 + least[i - 2][j - 2]) : steps;
  }
}
