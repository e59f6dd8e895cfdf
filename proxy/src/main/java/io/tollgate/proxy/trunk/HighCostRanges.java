package io.tollgate.proxy.trunk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The ranges that an account has to open before they can be called, as {@code high-cost.csv} lists
 * them with its reasons.
 */
public final class HighCostRanges {
  private static final String RESOURCE = "high-cost.csv";
  private static final List<HighCostRange> ALL = read();

  private HighCostRanges() {}

  /** Every range. */
  public static List<HighCostRange> all() {
    return ALL;
  }

  /** The kinds that there are, by name. */
  public static Set<String> kinds() {
    return ALL.stream().map(HighCostRange::kind).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The ranges that stay closed where these kinds are opened. */
  public static List<HighCostRange> closedUnless(Set<String> opened) {
    return ALL.stream().filter(range -> !opened.contains(range.kind())).toList();
  }

  private static List<HighCostRange> read() {
    try (InputStream in = HighCostRanges.class.getResourceAsStream(RESOURCE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(HighCostRanges::range)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  /** {@code kind,prefix,what}. */
  private static HighCostRange range(String line) {
    String[] cells = line.split(",", 3);
    return new HighCostRange(cells[0], cells[1], cells[2]);
  }
}
