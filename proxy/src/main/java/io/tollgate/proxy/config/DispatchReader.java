package io.tollgate.proxy.config;

import io.tollgate.proxy.route.Destinations;
import io.tollgate.proxy.route.Dispatch;
import io.tollgate.proxy.route.FailoverPolicy;
import io.tollgate.proxy.route.NumberFormat;
import io.tollgate.rating.number.Countries;
import io.tollgate.rating.number.Country;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what carriers take, and how calls are sent to their gateways. */
final class DispatchReader {
  private static final int LAST_PRIORITY = 1000;
  private static final Duration SHORTEST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private DispatchReader() {}

  /**
   * The fields of a gateway.
   *
   * @param failover after which of its failures the next one is tried
   */
  static Dispatch read(Section gateway, FailoverPolicy failover) throws ConfigException {
    Optional<Field> priority = gateway.find("priority");
    Optional<Field> weight = gateway.find("weight");
    Optional<Field> timer = gateway.find("setupTimer");
    if (priority.isEmpty() && weight.isPresent()) {
      throw weight
          .get()
          .wrong("gateways share calls within a priority, and it has none", "add priority: 1");
    }
    return new Dispatch(
        priority.isPresent()
            ? priority.get().wholeNumber(1, LAST_PRIORITY)
            : Dispatch.DEFAULT.priority(),
        weight.isPresent()
            ? weight.get().wholeNumber(1, Dispatch.MAX_WEIGHT)
            : Dispatch.DEFAULT.weight(),
        format(gateway),
        timer.isPresent() ? timer.get().duration(SHORTEST, LONGEST) : Dispatch.DEFAULT.setupTimer(),
        failover);
  }

  /** As by default, but for how long a sign of life may take. */
  static Dispatch within(Field setupTimer) throws ConfigException {
    return new Dispatch(
        Dispatch.DEFAULT.priority(),
        Dispatch.DEFAULT.weight(),
        Dispatch.DEFAULT.format(),
        setupTimer.duration(SHORTEST, LONGEST));
  }

  private static NumberFormat format(Section gateway) throws ConfigException {
    Optional<Field> plus = gateway.find("plus");
    Optional<Field> strip = gateway.find("strip");
    Optional<Field> prefix = gateway.find("prefix");
    boolean withPlus = plus.isEmpty() || plus.get().flag();
    int stripped = strip.isPresent() ? strip.get().wholeNumber(0, NumberFormat.MAX_STRIP) : 0;
    String before = prefix.isPresent() ? prefix.get().text() : "";
    return prefix
        .or(() -> strip)
        .orElse(gateway.field())
        .make(() -> new NumberFormat(withPlus, stripped, before));
  }

  /** The fields of a carrier. */
  static Destinations destinations(Section carrier) throws ConfigException {
    Optional<Field> destinations = carrier.find("destinations");
    Optional<Field> except = carrier.find("except");
    List<String> taken =
        destinations.isPresent() ? prefixes(destinations.get(), Set.of()) : List.of("");
    return new Destinations(
        taken, except.isPresent() ? prefixes(except.get(), Set.copyOf(taken)) : List.of());
  }

  /**
   * Prefixes and countries.
   *
   * @param elsewhere what must not be among them
   */
  private static List<String> prefixes(Field list, Set<String> elsewhere) throws ConfigException {
    Set<String> prefixes = new LinkedHashSet<>();
    for (Field item : list.someItems()) {
      for (String prefix : item.parse(DispatchReader::prefixesOf)) {
        if (elsewhere.contains(prefix)) {
          throw item.wrong(prefix + " is among the destinations", "take it out of one list");
        }
        prefixes.add(prefix);
      }
    }
    return List.copyOf(prefixes);
  }

  private static List<String> prefixesOf(String text) {
    if (text.matches("[1-9][0-9]{0,14}")) {
      return List.of(text);
    }
    List<String> prefixes = new ArrayList<>();
    Countries.named(text).map(Country::exactPrefixes).ifPresent(prefixes::addAll);
    if (prefixes.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' is neither a prefix nor a country; write \"43664\" or Austria");
    }
    return prefixes;
  }
}
