package io.tollgate.proxy.trunk;

import io.tollgate.proxy.trunk.ClaimList.Claim;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whose a request from one address block is, by what else it shows. Immutable.
 *
 * <p>Claims that look at the same things are one hash table, asked by what the request shows of
 * those; tables that look at more things come first. So it does not matter how many trunks share
 * the block.
 */
final class Claims {
  private final Shape[] shapes;
  private final Optional<Trunk> unconditional;

  /** Claims that do not conflict. */
  Claims(List<Claim> claims) {
    Map<Sight, List<Claim>> bySight = new LinkedHashMap<>();
    for (Claim claim : claims) {
      bySight
          .computeIfAbsent(Sight.of(claim.conditions()), _ -> new java.util.ArrayList<>())
          .add(claim);
    }
    shapes =
        bySight.entrySet().stream()
            .sorted(Comparator.comparingInt(sight -> -sight.getKey().weight()))
            .map(sight -> new Shape(sight.getKey(), sight.getValue()))
            .toArray(Shape[]::new);
    unconditional =
        shapes.length == 1 && shapes[0].sight.weight() == 0
            ? shapes[0].trunks.values().iterator().next()
            : Optional.empty();
  }

  /** The trunk whose a request is; empty where it shows too little. */
  Optional<Trunk> find(Presented presented) {
    if (unconditional.isPresent()) {
      return unconditional;
    }
    for (Shape shape : shapes) {
      Optional<Trunk> trunk = shape.find(presented);
      if (trunk.isPresent()) {
        return trunk;
      }
    }
    return Optional.empty();
  }

  /** What some claims look at. */
  private record Sight(
      boolean certificate,
      boolean port,
      boolean transport,
      boolean listeningPoint,
      boolean fromDomain,
      boolean calledPrefix) {

    static Sight of(Conditions conditions) {
      Narrowing narrowing = conditions.narrowing();
      return new Sight(
          !conditions.certificate().isEmpty(),
          narrowing.port().isPresent(),
          narrowing.transport().isPresent(),
          narrowing.listeningPoint().isPresent(),
          !conditions.fromDomain().isEmpty(),
          !conditions.calledPrefix().isEmpty());
    }

    int weight() {
      return (certificate ? 1 : 0)
          + (port ? 1 : 0)
          + (transport ? 1 : 0)
          + (listeningPoint ? 1 : 0)
          + (fromDomain ? 1 : 0)
          + (calledPrefix ? 1 : 0);
    }

    Narrowing narrowing(Arrival arrival) {
      return new Narrowing(
          port ? OptionalInt.of(arrival.source().getPort()) : OptionalInt.empty(),
          transport ? Optional.of(arrival.transport()) : Optional.empty(),
          listeningPoint ? Optional.of(arrival.listeningPoint()) : Optional.empty());
    }
  }

  /** The claims that look at the same things. */
  private static final class Shape {
    private final Sight sight;
    private final Map<Conditions, Optional<Trunk>> trunks = new HashMap<>();
    private final int[] prefixLengths;

    Shape(Sight sight, List<Claim> claims) {
      this.sight = sight;
      for (Claim claim : claims) {
        // Who shows no credentials is the trunk that wants none, if there is one.
        trunks.merge(
            claim.conditions(),
            Optional.of(claim.trunk()),
            (first, other) ->
                first.get().auth().wantsCredentials() ? preferred(first, other) : first);
      }
      prefixLengths =
          trunks.keySet().stream()
              .mapToInt(conditions -> -conditions.calledPrefix().length())
              .distinct()
              .sorted()
              .map(length -> -length)
              .toArray();
    }

    private static Optional<Trunk> preferred(Optional<Trunk> first, Optional<Trunk> other) {
      return other.get().auth().wantsCredentials() ? first : other;
    }

    Optional<Trunk> find(Presented presented) {
      Narrowing narrowing = sight.narrowing(presented.arrival());
      if (!sight.certificate) {
        return find("", narrowing, presented);
      }
      for (String name : presented.arrival().certificateNames()) {
        Optional<Trunk> trunk = find(name, narrowing, presented);
        if (trunk.isPresent()) {
          return trunk;
        }
      }
      return Optional.empty();
    }

    private Optional<Trunk> find(String certificate, Narrowing narrowing, Presented presented) {
      String domain = sight.fromDomain ? presented.fromDomain() : "";
      String called = presented.toUser();
      for (int length : prefixLengths) {
        if (called.length() >= length) {
          Optional<Trunk> trunk =
              trunks.getOrDefault(
                  new Conditions(certificate, narrowing, domain, called.substring(0, length)),
                  Optional.empty());
          if (trunk.isPresent()) {
            return trunk;
          }
        }
      }
      return Optional.empty();
    }
  }
}
