package io.tollgate.proxy.route.pop;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Our points of presence, and how callers are placed on the map.
 *
 * @param pops all of them, this node's own among them; none where there is but this node
 * @param home this node's own; present exactly where there are some
 * @param geo where callers are
 * @param steering how calls get to the nearest
 */
public record PopSettings(
    List<Pop> pops, Optional<Pop> home, GeoSettings geo, SteeringSettings steering) {
  /** This node, and no map. */
  public static final PopSettings NONE =
      new PopSettings(List.of(), Optional.empty(), GeoSettings.NONE, SteeringSettings.OFF);

  public PopSettings {
    pops = List.copyOf(pops);
    if (home.isPresent() ? !pops.contains(home.get()) : !pops.isEmpty()) {
      throw new IllegalArgumentException("this node's point of presence is not among them");
    }
  }

  /** Their names. */
  public Set<String> names() {
    return pops.stream().map(Pop::id).collect(Collectors.toUnmodifiableSet());
  }
}
