package io.tollgate.proxy.route.pop;

import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.Reader;
import com.maxmind.db.Reader.FileMode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An MMDB file in memory: addresses and the places or countries of them. In memory and not mapped,
 * so that a file that is overwritten in place cannot take the process down.
 *
 * <p>It reads the nested layout of GeoIP2 ({@code location.latitude}, {@code country.iso_code}) and
 * the flat ones ({@code latitude}, {@code lat}, {@code country_code}, {@code country}), numbers as
 * numbers or as text. Any thread may ask.
 */
public final class GeoDatabase {
  private final Function<InetAddress, Map<?, ?>> entries;
  private final String about;

  private GeoDatabase(Function<InetAddress, Map<?, ?>> entries, String about) {
    this.entries = entries;
    this.about = about;
  }

  /** One that knows no address. */
  public static GeoDatabase empty() {
    return new GeoDatabase(address -> Map.of(), "no database");
  }

  /**
   * Reads a file.
   *
   * @throws IOException where it cannot be read or is no MMDB file; the message says why
   */
  public static GeoDatabase open(Path file) throws IOException {
    try {
      Reader reader = new Reader(file.toFile(), FileMode.MEMORY);
      return new GeoDatabase(
          address -> entry(reader, address),
          reader.getMetadata().databaseType() + " of " + reader.getMetadata().buildTime());
    } catch (InvalidDatabaseException | CharacterCodingException | IllegalArgumentException e) {
      throw new IOException("it is no MMDB file, or a damaged one", e);
    } catch (RuntimeException e) {
      throw new IOException("it is damaged: " + e, e);
    }
  }

  private static Map<?, ?> entry(Reader reader, InetAddress address) {
    try {
      Map<?, ?> entry = reader.get(address, Map.class);
      return entry == null ? Map.of() : entry;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Where an address is; empty where the file does not say, or says nonsense.
   *
   * @throws RuntimeException where the file is damaged at this place
   */
  public Optional<GeoPoint> find(InetAddress address) {
    Map<?, ?> entry = entries.apply(address);
    Object location = entry.get("location");
    Optional<GeoPoint> point = location instanceof Map<?, ?> nested ? point(nested) : point(entry);
    return point.isPresent() ? point : country(entry).flatMap(CountryPlaces::of);
  }

  private static Optional<GeoPoint> point(Map<?, ?> entry) {
    Optional<Double> latitude = number(entry, "latitude", "lat");
    Optional<Double> longitude = number(entry, "longitude", "lng", "lon");
    if (latitude.isEmpty() || longitude.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new GeoPoint(latitude.get(), longitude.get()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> number(Map<?, ?> entry, String... names) {
    for (String name : names) {
      switch (entry.get(name)) {
        case Number number -> {
          return Optional.of(number.doubleValue());
        }
        case String text when text.matches("-?[0-9]{1,3}(\\.[0-9]{1,20})?") -> {
          return Optional.of(Double.parseDouble(text));
        }
        case null, default -> {}
      }
    }
    return Optional.empty();
  }

  private static Optional<String> country(Map<?, ?> entry) {
    for (String name : new String[] {"country", "registered_country"}) {
      if (entry.get(name) instanceof Map<?, ?> nested
          && nested.get("iso_code") instanceof String iso) {
        return Optional.of(iso);
      }
    }
    for (String name : new String[] {"country_code", "country"}) {
      if (entry.get(name) instanceof String iso) {
        return Optional.of(iso);
      }
    }
    return Optional.empty();
  }

  /** What it calls itself, and when it was built. */
  @Override
  public String toString() {
    return about;
  }
}
