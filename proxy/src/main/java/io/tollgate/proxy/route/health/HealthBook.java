package io.tollgate.proxy.route.health;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.AttemptSign;
import io.tollgate.proxy.route.Availability;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayState;
import io.tollgate.proxy.route.GatewayStates;
import io.tollgate.proxy.route.dns.Location.Target;
import io.tollgate.proxy.route.dns.NameBook;
import io.tollgate.proxy.time.Clock;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * The health of all gateways and of all other points of presence. It is kept by name and address,
 * so that a new configuration finds it, unless the gateway has moved or is watched in another way.
 * Nothing of it outlives the process; whoever drains gateways may keep a {@link DrainBook} of it.
 *
 * <p>For any thread.
 */
public final class HealthBook implements GatewayStates {
  private final Clock clock;
  private final NameBook names;
  private final Map<Key, PeerHealth> peers = new ConcurrentHashMap<>();
  private final Set<Name> drained = ConcurrentHashMap.newKeySet();
  private final LongAdder opened = new LongAdder();

  private record Name(String carrier, String gateway) {
    static Name of(Gateway gateway) {
      return new Name(gateway.carrier(), gateway.id());
    }
  }

  private record Key(
      String carrier, String gateway, InetSocketAddress address, Transport transport) {
    static Key of(Gateway gateway) {
      return new Key(gateway.carrier(), gateway.id(), gateway.address(), gateway.uri().transport());
    }

    Name name() {
      return new Name(carrier, gateway);
    }
  }

  /**
   * Nothing is known yet.
   *
   * @param names where gateways are that are known by name
   */
  public HealthBook(Clock clock, NameBook names) {
    this.clock = clock;
    this.names = names;
  }

  /** A client that has registered is not watched: it comes and goes as it likes. */
  @Override
  public GatewayState of(Gateway gateway) {
    return gateway.flow().isPresent()
        ? GatewayState.ALWAYS_USABLE
        : gateway.uri().isUnresolved() ? new Named(gateway) : health(gateway);
  }

  @Override
  public List<Gateway> at(Gateway gateway, long lot) {
    return gateway.uri().isUnresolved()
        ? at(gateway, names.targets(gateway.uri().name().orElseThrow(), lot))
        : List.of(gateway);
  }

  /** A gateway at every address that is known of it. */
  public List<Gateway> everywhere(Gateway gateway) {
    return gateway.uri().isUnresolved()
        ? at(gateway, names.targets(gateway.uri().name().orElseThrow()))
        : List.of(gateway);
  }

  private static List<Gateway> at(Gateway gateway, List<Target> targets) {
    return targets.stream().map(target -> gateway.at(gateway.uri().at(target))).toList();
  }

  /** What DNS has against a gateway's name; empty where all is well. */
  public String problem(Gateway gateway) {
    return gateway.uri().name().map(names::problem).orElse("");
  }

  /** All addresses of a gateway together, for whoever explains routes. */
  private final class Named implements GatewayState {
    private final Gateway gateway;

    Named(Gateway gateway) {
      this.gateway = gateway;
    }

    @Override
    public Availability availability(long nowNanos) {
      if (isDrained(gateway)) {
        return Availability.DRAINED;
      }
      List<Gateway> addresses = everywhere(gateway);
      return addresses.isEmpty()
          ? Availability.UNRESOLVED
          : addresses.stream()
                  .anyMatch(at -> health(at).availability(nowNanos) == Availability.USABLE)
              ? Availability.USABLE
              : Availability.BROKEN;
    }

    @Override
    public void report(AttemptSign sign, long nowNanos) {
      throw new IllegalStateException("attempts are made at addresses");
    }
  }

  /** How a gateway at its address does. */
  public PeerHealth health(Gateway gateway) {
    PeerHealth known = peers.get(Key.of(gateway));
    return known != null && isWatchedAs(gateway, known)
        ? known
        : peers.compute(
            Key.of(gateway),
            (key, old) ->
                old != null && isWatchedAs(gateway, old) ? old : fresh(gateway, key.name()));
  }

  private static boolean isWatchedAs(Gateway gateway, PeerHealth health) {
    return health.settings() == gateway.health() || health.settings().equals(gateway.health());
  }

  private PeerHealth fresh(Gateway gateway, Name name) {
    PeerHealth health =
        new PeerHealth(
            "gateway "
                + name.carrier
                + '/'
                + name.gateway
                + " at "
                + gateway.address().getAddress().getHostAddress(),
            gateway.health(),
            clock,
            opened);
    health.drain(drained.contains(name));
    return health;
  }

  /** Keeps new calls from a gateway, or lets them through again; those that are up go on. */
  public void drain(Gateway gateway, boolean away) {
    if (away) {
      drained.add(Name.of(gateway));
    } else {
      drained.remove(Name.of(gateway));
    }
    everywhere(gateway).forEach(at -> health(at).drain(away));
  }

  /** Whether new calls are kept from a gateway. */
  public boolean isDrained(Gateway gateway) {
    return drained.contains(Name.of(gateway));
  }

  /** How often calls were kept from some gateway since the start. */
  public long opened() {
    return opened.sum();
  }

  /** Forgets all but these. */
  public void retain(Collection<Gateway> gateways) {
    Set<Key> kept =
        gateways.stream()
            .flatMap(gateway -> everywhere(gateway).stream())
            .map(Key::of)
            .collect(Collectors.toSet());
    peers.keySet().retainAll(kept);
    drained.retainAll(gateways.stream().map(Name::of).collect(Collectors.toSet()));
  }
}
