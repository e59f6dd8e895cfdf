package io.tollgate.proxy.route.health;

import io.tollgate.proxy.net.Transport;
import io.tollgate.proxy.route.Gateway;
import io.tollgate.proxy.route.GatewayState;
import io.tollgate.proxy.route.GatewayStates;
import io.tollgate.proxy.time.Clock;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * The health of all gateways and of all other points of presence. It is kept by name and address,
 * so that a new configuration finds it, unless the gateway has moved or is watched in another way.
 * Nothing of it outlives the process.
 *
 * <p>For any thread.
 */
public final class HealthBook implements GatewayStates {
  private final Clock clock;
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

  /** Nothing is known yet. */
  public HealthBook(Clock clock) {
    this.clock = clock;
  }

  /** A client that has registered is not watched: it comes and goes as it likes. */
  @Override
  public GatewayState of(Gateway gateway) {
    return gateway.flow().isPresent() ? GatewayState.ALWAYS_USABLE : health(gateway);
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

  /**
   * Keeps new calls from a gateway, or lets them through again; those that are up go on.
   *
   * @param addresses all that it has
   */
  public void drain(Gateway gateway, Collection<Gateway> addresses, boolean away) {
    if (away) {
      drained.add(Name.of(gateway));
    } else {
      drained.remove(Name.of(gateway));
    }
    addresses.forEach(at -> health(at).drain(away));
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
  public void retain(Collection<Gateway> named, Collection<Gateway> addresses) {
    peers.keySet().retainAll(addresses.stream().map(Key::of).collect(Collectors.toSet()));
    drained.retainAll(new HashSet<>(named.stream().map(Name::of).toList()));
  }
}
