package io.tollgate.proxy.route.pop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One place for each country, near where most of its people live, to whole degrees: enough to say
 * which continent's point of presence is nearest where nothing better is known.
 */
public final class CountryPlaces {
  private static final String RESOURCE = "country-places.csv";
  private static final Map<String, GeoPoint> PLACES = read();

  private CountryPlaces() {}

  /** The place of a country by its ISO 3166 code, in capital or small letters. */
  public static Optional<GeoPoint> of(String iso) {
    return Optional.ofNullable(PLACES.get(iso.toUpperCase(Locale.ROOT)));
  }

  private static Map<String, GeoPoint> read() {
    Map<String, GeoPoint> places = new HashMap<>();
    try (InputStream in = CountryPlaces.class.getResourceAsStream(RESOURCE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(","))
          .forEach(
              cells ->
                  places.put(
                      cells[0],
                      new GeoPoint(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]))));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
    return places;
  }
}
