package io.tollgate.proxy.config;

import io.tollgate.proxy.limit.CpsLimiter;
import io.tollgate.proxy.route.Destinations;
import io.tollgate.proxy.route.Dispatch;
import io.tollgate.proxy.route.FailoverPolicy;
import io.tollgate.proxy.route.GatewayCaps;
import io.tollgate.proxy.route.NumberFormat;
import io.tollgate.rating.number.Countries;
import io.tollgate.rating.number.Country;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what carriers take, and how calls are sent to their gateways. */
final class DispatchReader {
  private static final int LAST_PRIORITY = 1000;
  private static final Duration SHORTEST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final int MAX_CHANNELS = 1_000_000;

  private final FailoverPolicy failover;
  private final Set<String> pops;

  /**
   * A reader.
   *
   * @param failover after which failures of a gateway the next one is tried
   * @param pops the points of presence that there are
   */
  DispatchReader(FailoverPolicy failover, Set<String> pops) {
    this.failover = failover;
    this.pops = pops;
  }

  /** One for the gateways of a carrier. */
  DispatchReader of(Section carrier) throws ConfigException {
    return new DispatchReader(FailoverReader.read(carrier.find("failover"), failover), pops);
  }

  /** The fields of a gateway. */
  Dispatch read(Section gateway) throws ConfigException {
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
        share(gateway),
        caps(gateway),
        pop(gateway),
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

  private static int share(Section gateway) throws ConfigException {
    Optional<Field> share = gateway.find("share");
    return share.isPresent() ? share.get().wholeNumber(0, Dispatch.MAX_SHARE) : 0;
  }

  private static GatewayCaps caps(Section gateway) throws ConfigException {
    Optional<Field> cps = gateway.find("cps");
    Optional<Field> channels = gateway.find("channels");
    return new GatewayCaps(
        cps.isPresent()
            ? OptionalInt.of(cps.get().wholeNumber(1, CpsLimiter.MAX_RATE))
            : OptionalInt.empty(),
        channels.isPresent()
            ? OptionalInt.of(channels.get().wholeNumber(1, MAX_CHANNELS))
            : OptionalInt.empty());
  }

  private Optional<String> pop(Section gateway) throws ConfigException {
    Optional<Field> pop = gateway.find("pop");
    return pop.isPresent() ? Optional.of(place(pop.get())) : Optional.empty();
  }

  private String place(Field pop) throws ConfigException {
    return pop.reference("pop", pops.stream().collect(Collectors.toMap(p -> p, p -> p)));
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
