package io.tollgate.rating.number;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The countries by name and ISO code, with the exact prefix set of each: a country is not its
 * calling code, since codes are shared (+44 is also Guernsey, Jersey and the Isle of Man; +39 06
 * 698 is the Vatican).
 *
 * <p>Åland and Svalbard count as Finland and Norway, whose numbering they share and whose states
 * they are part of, though ISO 3166-1 gives them codes of their own; so do Saint Barthélemy and
 * Saint Martin as Guadeloupe. The United States are +1 without the area codes of others and without
 * those that belong to no place.
 */
public final class Countries {

  private static final String RESOURCE = "countries.csv";
  private static final Map<String, Country> BY_NAME = new HashMap<>();
  private static final List<Country> ALL = new ArrayList<>();

  static {
    read();
  }

  private Countries() {}

  /** Every country, by ISO code. */
  public static List<Country> all() {
    return List.copyOf(ALL);
  }

  /**
   * The country of that English name, other usual name, or ISO code; letter case does not count.
   */
  public static Optional<Country> named(String nameOrIso) {
    return Optional.ofNullable(BY_NAME.get(key(nameOrIso)));
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private static void read() {
    try (InputStream in = Countries.class.getResourceAsStream(RESOURCE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(Countries::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  /** {@code iso,name|other names,prefixes,exclusions}, the lists separated by spaces. */
  private static void add(String line) {
    String[] cells = line.split(",", -1);
    String[] names = cells[1].split("\\|");
    Country country = new Country(cells[0], names[0], words(cells[2]), words(cells[3]));
    ALL.add(country);
    BY_NAME.put(key(country.iso()), country);
    for (String name : names) {
      BY_NAME.put(key(name), country);
    }
  }

  private static List<String> words(String cell) {
    return cell.isBlank() ? List.of() : List.of(cell.strip().split(" +"));
  }
}
