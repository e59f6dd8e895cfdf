package io.tollgate.proxy.route.pop;

import io.tollgate.proxy.trunk.AddressPrefix;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How callers are placed on the map.
 *
 * @param ranges where blocks of addresses are, whatever the database says
 * @param database an MMDB file, where there is one
 * @param ofPrivate whether it is asked of private, loopback and link-local addresses too: one of
 *     one's own sites knows them, and what others say of them means nothing
 */
public record GeoSettings(
    Map<AddressPrefix, GeoPoint> ranges, Optional<Path> database, boolean ofPrivate) {
  /** No map. */
  public static final GeoSettings NONE = new GeoSettings(Map.of(), Optional.empty(), false);

  public GeoSettings {
    ranges = Map.copyOf(ranges);
  }
}
