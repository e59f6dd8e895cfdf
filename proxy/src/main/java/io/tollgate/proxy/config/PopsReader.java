package io.tollgate.proxy.config;

import io.tollgate.proxy.route.pop.CountryPlaces;
import io.tollgate.proxy.route.pop.GeoPoint;
import io.tollgate.proxy.route.pop.Pop;
import io.tollgate.proxy.route.pop.PopSettings;
import io.tollgate.proxy.trunk.AddressPrefix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code pops} and {@code geo}: where our edges stand, and where callers are. */
final class PopsReader {
  private static final Pattern DEGREES = Pattern.compile("-?[0-9]{1,3}(\\.[0-9]{1,9})?");
  private static final Pattern SIP_URI =
      Pattern.compile("sip:[A-Za-z0-9.-]+(:[0-9]{1,5})?(;transport=(udp|tcp|tls))?");

  private final Path folder;

  PopsReader(Path folder) {
    this.folder = folder;
  }

  /**
   * The points of presence.
   *
   * @param home where the file says which of them this node is, or would say it
   */
  PopSettings read(Field pops, Field geo, String ours, Field home) throws ConfigException {
    Map<String, Pop> read = new LinkedHashMap<>();
    for (Map.Entry<String, Field> pop : pops.named().entrySet()) {
      read.put(pop.getKey(), pop(pop.getKey(), pop.getValue()));
    }
    Section section = geo.section("database", "ranges");
    Optional<Field> ranges = section.find("ranges");
    Optional<Field> database = section.find("database");
    if (read.isEmpty()) {
      for (Optional<Field> idle : List.of(ranges, database)) {
        if (idle.isPresent()) {
          throw idle.get().wrong("there are no pops to choose from", "remove it, or add pops");
        }
      }
      return PopSettings.NONE;
    }
    Optional<Pop> own = Optional.ofNullable(read.get(ours));
    if (own.isEmpty()) {
      throw home.wrong("'" + ours + "' is none of the pops", "write one of " + read.keySet());
    }
    return new PopSettings(
        List.copyOf(read.values()),
        own,
        ranges.isPresent() ? ranges(ranges.get(), read) : Map.of(),
        database.isPresent() ? Optional.of(database(database.get())) : Optional.empty());
  }

  private static Pop pop(String id, Field field) throws ConfigException {
    Section section = field.section("at", "sip");
    Field at = section.need("at", "[50.11, 8.68]");
    List<Double> degrees = new ArrayList<>();
    for (Field item : at.items()) {
      degrees.add(item.parse(PopsReader::degrees));
    }
    if (degrees.size() != 2) {
      throw at.wrong("it is not two numbers", "write degrees north and east: [50.11, 8.68]");
    }
    GeoPoint place = at.make(() -> new GeoPoint(degrees.get(0), degrees.get(1)));
    String uri = section.need("sip", "\"sip:" + id + ".example.net\"").parse(PopsReader::sipUri);
    return new Pop(id, place, uri);
  }

  private static double degrees(String text) {
    if (!DEGREES.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is no degree; write one such as -46.63");
    }
    return Double.parseDouble(text);
  }

  private static String sipUri(String text) {
    if (!SIP_URI.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an edge's URI; write sip:fra.example.net:5060");
    }
    return text;
  }

  /** Blocks of addresses by a point of presence or a country. */
  private static Map<AddressPrefix, GeoPoint> ranges(Field field, Map<String, Pop> pops)
      throws ConfigException {
    Map<AddressPrefix, GeoPoint> ranges = new LinkedHashMap<>();
    for (Map.Entry<String, Field> place : field.named().entrySet()) {
      Optional<GeoPoint> at =
          Optional.ofNullable(pops.get(place.getKey()))
              .map(Pop::at)
              .or(() -> CountryPlaces.of(place.getKey()));
      if (at.isEmpty()) {
        throw place
            .getValue()
            .wrong(
                "'" + place.getKey() + "' is neither a pop nor a country",
                "write the name of a pop, or an ISO code such as BR");
      }
      for (Field block : place.getValue().someItems()) {
        AddressPrefix prefix = block.parse(AddressPrefix::parse);
        if (ranges.putIfAbsent(prefix, at.get()) != null) {
          throw block.wrong("another place has that block", "take it out of one");
        }
      }
    }
    return ranges;
  }

  private Path database(Field field) throws ConfigException {
    Path file = Paths.in(folder, field);
    if (!Files.isReadable(file)) {
      throw field.wrong(file + " cannot be read", "name an MMDB file, or remove it");
    }
    return file;
  }
}
