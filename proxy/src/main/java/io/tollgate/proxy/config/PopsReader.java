package io.tollgate.proxy.config;

import io.tollgate.proxy.route.Dispatch;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayTerms;
import io.tollgate.proxy.route.health.BreakerSettings;
import io.tollgate.proxy.route.health.HealthSettings;
import io.tollgate.proxy.route.health.ProbeSettings;
import io.tollgate.proxy.route.pop.CountryPlaces;
import io.tollgate.proxy.route.pop.GeoPoint;
import io.tollgate.proxy.route.pop.GeoSettings;
import io.tollgate.proxy.route.pop.Pop;
import io.tollgate.proxy.route.pop.PopSettings;
import io.tollgate.proxy.route.pop.SteeringMode;
import io.tollgate.proxy.route.pop.SteeringSettings;
import io.tollgate.proxy.route.pop.VerdictKey;
import io.tollgate.proxy.trunk.AddressPrefix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  private static final Map<String, SteeringMode> MODES =
      Map.of(
          "off", SteeringMode.OFF,
          "forward", SteeringMode.FORWARD,
          "redirect", SteeringMode.REDIRECT);

  /** Whoever sends callers elsewhere has to know whether somebody is there. */
  private static final HealthSettings WATCHED =
      new HealthSettings(
          BreakerSettings.DEFAULT,
          Optional.of(new ProbeSettings(Duration.ofSeconds(10), 20, Duration.ofSeconds(2))));

  private final Path folder;
  private final SecretReader secrets;

  PopsReader(Path folder, SecretReader secrets) {
    this.folder = folder;
    this.secrets = secrets;
  }

  /**
   * The points of presence.
   *
   * @param home where the file says which of them this node is, or would say it
   */
  PopSettings read(Field pops, Field geo, Optional<Field> steering, String ours, Field home)
      throws ConfigException {
    Map<String, Pop> read = new LinkedHashMap<>();
    for (Map.Entry<String, Field> pop : pops.named().entrySet()) {
      read.put(pop.getKey(), pop(pop.getKey(), pop.getValue()));
    }
    Section section = geo.section("database", "ranges", "private");
    Optional<Field> ranges = section.find("ranges");
    Optional<Field> database = section.find("database");
    Optional<Field> ofPrivate = section.find("private");
    if (read.isEmpty()) {
      for (Optional<Field> idle : List.of(ranges, database, ofPrivate, steering)) {
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
    if (ofPrivate.isPresent() && database.isEmpty()) {
      throw ofPrivate.get().wrong("there is no database to ask", "remove it, or add database");
    }
    return new PopSettings(
        List.copyOf(read.values()),
        own,
        new GeoSettings(
            ranges.isPresent() ? ranges(ranges.get(), read) : Map.of(),
            database.isPresent() ? Optional.of(database(database.get())) : Optional.empty(),
            ofPrivate.isPresent() && ofPrivate.get().flag()),
        steering.isPresent() ? steering(steering.get(), pops.named(), ours) : SteeringSettings.OFF);
  }

  private SteeringSettings steering(Field field, Map<String, Field> pops, String ours)
      throws ConfigException {
    if (!field.isMapping()) {
      SteeringMode mode = field.choice(MODES);
      if (mode == SteeringMode.OFF) {
        return SteeringSettings.OFF; // nobody's name is looked up for that
      }
      if (mode == SteeringMode.FORWARD) {
        throw field.wrong(
            "verdicts could not be signed", "write {mode: forward, secret: {file: PATH}}");
      }
      return new SteeringSettings(
          mode, Optional.empty(), others(pops, ours, Dispatch.DEFAULT, watched(mode, WATCHED)));
    }
    Section section = field.section("mode", "secret", "setupTimer", "probe", "breaker");
    SteeringMode mode = section.need("mode", "forward").choice(MODES);
    Optional<Field> secret =
        mode == SteeringMode.FORWARD
            ? Optional.of(section.need("secret", "{file: PATH}"))
            : section.find("secret");
    Optional<Field> timer = section.find("setupTimer");
    HealthSettings health = HealthReader.read(section, WATCHED);
    return new SteeringSettings(
        mode,
        secret.isPresent() ? Optional.of(key(secret.get())) : Optional.empty(),
        others(
            pops,
            ours,
            timer.isPresent() ? DispatchReader.within(timer.get()) : Dispatch.DEFAULT,
            watched(mode, health)));
  }

  private VerdictKey key(Field field) throws ConfigException {
    Optional<String> secret = secrets.read(field, "secret");
    if (secret.isEmpty()) {
      throw field.wrong(
          "all points of presence share it, so it cannot be made here",
          "write {env: NAME} or {file: PATH}");
    }
    return field.make(() -> new VerdictKey(secret.get()));
  }

  /** Nobody is asked whether he is there where nobody is sent there. */
  private static HealthSettings watched(SteeringMode mode, HealthSettings health) {
    return mode == SteeringMode.OFF
        ? new HealthSettings(health.breaker(), Optional.empty())
        : health;
  }

  /** The edges of the other points of presence. */
  private static List<Gateway> others(
      Map<String, Field> pops, String ours, Dispatch dispatch, HealthSettings health)
      throws ConfigException {
    List<Gateway> others = new ArrayList<>();
    for (Map.Entry<String, Field> pop : pops.entrySet()) {
      if (!pop.getKey().equals(ours)) {
        Field uri = pop.getValue().nearest(Field.member(pop.getValue().path(), "sip"));
        others.add(
            new Gateway(
                    pop.getKey(),
                    SteeringSettings.CARRIER,
                    uri.parse(Addresses::gateway),
                    new GatewayTerms(Optional.empty(), true, false),
                    dispatch)
                .watchedAs(health));
      }
    }
    return others;
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
